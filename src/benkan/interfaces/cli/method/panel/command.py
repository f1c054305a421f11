"""`benkan method panel`: draw a citizens' panel by the fairest lottery that the quotas allow."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.provenance import Provenance

Rule = Literal["leximin", "maximin", "nash"]

Features = Annotated[
    Path,
    typer.Option(
        metavar="FEATURES.csv",
        help=_("feature,value,min,max: how many seats each value of each feature has."),
    ),
]
Candidates = Annotated[
    Path,
    typer.Option(
        metavar="CANDIDATES.csv", help=_("One row a person: an id, and a column for each feature.")
    ),
]
Seats = Annotated[int, typer.Option(metavar="N", help=_("How many people the panel has."))]
Seed = Annotated[
    str, typer.Option(metavar="S", help=_("A whole number, said in public before the draw."))
]
FairestBy = Annotated[
    Rule,
    typer.Option(
        help=_(
            "leximin: the lowest chance as high as can be, then the next lowest; maximin: the lowest "
            "as high, then the highest as low as can be; nash: the largest product of chances."
        )
    ),
]
Household = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN", help=_("An address key: people who share it are not drawn together.")
    ),
]


def add_to(app: typer.Typer) -> None:
    app.command("panel", help=_("Draw a citizens' panel: a lottery that keeps every quota."))(panel)


def panel(
    features: Features,
    candidates: Candidates,
    seats: Seats,
    seed: Seed,
    rule: FairestBy = "leximin",
    household: Household = None,
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.panel.document import document
    from benkan.interfaces.cli.method.panel.plot import picture
    from benkan.methods.panel import VERSION
    from benkan.methods.panel.draw import read_seed
    from benkan.methods.panel.drawing import draw_panel
    from benkan.methods.panel.explaining import reasons
    from benkan.methods.panel.pool import read_pool
    from benkan.methods.panel.quotas import read_quotas

    inputs = Inputs()
    number = read_seed(seed)
    with progress_bar() as told:
        with inputs.opened(features) as stream:
            quotas = read_quotas(stream, file=features.name)
        with inputs.opened(candidates) as stream:
            pool = read_pool(stream, file=candidates.name, quotas=quotas, household=household)
        result = draw_panel(pool, quotas, seats=seats, seed=number, rule=rule, progress=told)
    options = {"seats": seats, "rule": rule, "household": household}
    provenance = Provenance("panel", VERSION, inputs.sha256(), seed=number, options=options)
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document(result)},
        reasons=lambda: reasons(result),
        picture=lambda: picture(result),
    )
