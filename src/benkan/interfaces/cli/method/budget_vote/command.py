"""`benkan method budget-vote`: which projects a budget buys, so that everybody has a part in it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.provenance import Provenance

Rule = Literal["equal-shares", "greedy", "phragmen"]
Satisfaction = Literal["cost", "cardinality", "points", "borda"]
Completion = Literal["none", "add1", "add1u", "compare"]

VoteFile = Annotated[
    Path,
    typer.Argument(metavar="FILE.pb", help=_("The vote, as a Pabulib file (.pb, .pb.xz, .pb.gz).")),
]
ByRule = Annotated[
    Rule,
    typer.Option(
        help=_(
            "equal-shares: every voter pays for what she wants from an equal part; greedy: what is "
            "liked best for the money; phragmen: money flows to everybody until a project can be paid."
        )
    ),
]
Worth = Annotated[
    Satisfaction,
    typer.Option(
        help=_(
            "What a funded project is worth to who wants it: its cost, one each, her points, or the "
            "number of projects that she ranked below it."
        )
    ),
]
GoingOn = Annotated[
    Completion,
    typer.Option(
        help=_(
            "When equal shares leave money: nothing; add1: raise every part; add1u: then buy what is "
            "liked best for the rest; compare: add1 to the end, or what more voters prefer."
        )
    ),
]


def add_to(app: typer.Typer) -> None:
    app.command("budget-vote", help=_("Spend a budget so that every group gets its fair part."))(
        budget_vote
    )


def budget_vote(
    file: VoteFile,
    rule: ByRule = "equal-shares",
    satisfaction: Worth = "cost",
    completion: GoingOn = "none",
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.budget_vote.document import document
    from benkan.interfaces.cli.method.budget_vote.plot import picture
    from benkan.methods.budget_vote import VERSION
    from benkan.methods.budget_vote.deciding import decide
    from benkan.methods.budget_vote.explaining import reasons
    from benkan.methods.budget_vote.pabulib import read_pabulib

    inputs = Inputs()
    with inputs.opened(file) as stream:
        election = read_pabulib(stream, file=file.name)
    with progress_bar() as told:
        decision = decide(
            election,
            rule=rule,
            satisfaction=satisfaction,
            completion=completion,
            progress=told,
        )
    options = {
        "rule": rule,
        "satisfaction": satisfaction,
        "completion": completion,
    }
    provenance = Provenance("budget-vote", VERSION, inputs.sha256(), options=options)
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document(decision)},
        reasons=lambda: reasons(decision),
        picture=lambda: picture(decision),
    )
