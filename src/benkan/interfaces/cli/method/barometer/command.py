"""`benkan method barometer`: a tree of criteria and the scores of groups become one index."""

from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.provenance import Provenance

ModelFile = Annotated[
    Path, typer.Argument(metavar="MODEL.json", help=_("The tree of criteria, with a version."))
]
ScoresFile = Annotated[
    Path,
    typer.Argument(metavar="SCORES.csv", help=_("leaf,group,value; round and model_version too.")),
]
RoundName = Annotated[
    str | None, typer.Option("--round", help=_("Which round; the last one unless told."))
]
InPublic = Annotated[
    bool,
    typer.Option(
        "--public",
        help=_("Every row is a person: show no group of under five people alone."),
    ),
]


def add_to(app: typer.Typer) -> None:
    app.command("barometer", help=_("Take many judgements together into one index."))(barometer)


def barometer(
    model: ModelFile,
    scores: ScoresFile,
    round: RoundName = None,
    public: InPublic = False,
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.barometer.document import document
    from benkan.interfaces.cli.method.barometer.plot import picture
    from benkan.methods.barometer import VERSION
    from benkan.methods.barometer.barometer import barometer as computed
    from benkan.methods.barometer.explaining import reasons
    from benkan.methods.barometer.reading_model import read_model
    from benkan.methods.barometer.reading_scores import read_scores, round_named

    inputs = Inputs()
    with progress_bar() as told:
        with inputs.opened(model) as stream:
            tree = read_model(stream, file=model.name)
        with inputs.opened(scores, told) as stream:
            rounds = read_scores(stream, tree, file=scores.name)
        of = round_named(rounds, round, model=tree, file=scores.name)
        result = computed(tree, rounds, of=of, in_public=public)
    options = {"round": of.name, "public": public}
    provenance = Provenance("barometer", VERSION, inputs.sha256(), options=options)
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document(result)},
        reasons=lambda: reasons(result),
        picture=lambda: picture(result),
    )
