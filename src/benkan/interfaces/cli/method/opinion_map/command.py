"""`benkan method opinion-map`: who agrees with whom, and on what nearly everybody does."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.progress import Progress, part
from benkan.methods.provenance import Provenance

if TYPE_CHECKING:
    from benkan.methods.opinion_map.map import OpinionMap
    from benkan.methods.opinion_map.stability import Stability

# Up to here ten more maps take seconds; beyond, --stability asks for them.
VOTES_CHECKED = 1_000_000
PEOPLE_CHECKED_DIRECTLY = 2_000


def add_to(app: typer.Typer) -> None:
    app.command("opinion-map", help=_("Who agrees with whom, and on what nearly everybody does."))(
        opinion_map
    )


def opinion_map(
    votes: Annotated[
        Path,
        typer.Argument(
            metavar="VOTES.csv",
            help=_(
                "participant,statement,vote; or an export of Pol.is; or a matrix of people and "
                "statements. 1 agrees, -1 disagrees, 0 passes."
            ),
        ),
    ],
    comments: Annotated[
        Path | None,
        typer.Option(
            metavar="COMMENTS.csv",
            help=_(
                "comment-id,moderated: statements with -1 are rejected and do not shape the map."
            ),
        ),
    ] = None,
    groups: Annotated[
        int | None, typer.Option(metavar="K", help=_("So many groups, instead of the best number."))
    ] = None,
    base_clusters: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help=_("Gather people into so many first; 0 groups them directly.")
        ),
    ] = 100,
    stability: Annotated[
        bool | None,
        typer.Option(
            "--stability/--no-stability",
            help=_(
                "Make ten more maps without a tenth of the people each, to see whether the groups "
                "stay. Done by itself up to a million votes."
            ),
            show_default=False,
        ),
    ] = None,
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.opinion_map.document import document
    from benkan.methods.opinion_map import VERSION, moderation, reading
    from benkan.methods.opinion_map.explaining import reasons
    from benkan.methods.opinion_map.map import opinion_map as mapped

    inputs = Inputs()
    decided = moderation.NONE
    with progress_bar() as told:
        with inputs.opened(votes, part(told, 0.0, 0.3)) as stream:
            read = reading.read_votes(stream, file=votes.name)
        if comments is not None:
            with inputs.opened(comments) as stream:
                decided = moderation.read_moderation(stream, file=comments.name)
        found = mapped(
            read,
            moderation=decided,
            groups=groups,
            bases=base_clusters,
            progress=part(told, 0.3, 0.6),
        )
        checked = _checked(found, stability, groups, base_clusters, part(told, 0.6, 1.0))
    options = {"groups": groups, "base_clusters": base_clusters, "stability": checked is not None}
    provenance = Provenance("opinion-map", VERSION, inputs.sha256(), options=options)

    def drawn() -> str:
        # Outlines bring scipy.spatial: a tenth of a second that only a picture is worth.
        from benkan.interfaces.cli.method.opinion_map.plot import picture

        return picture(found, checked, decided.texts)

    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document(found, checked)},
        reasons=lambda: reasons(found, checked, decided.texts),
        picture=drawn,
    )


def _checked(
    found: "OpinionMap", wanted: bool | None, groups: int | None, bases: int, told: Progress
) -> "Stability | None":
    from benkan.methods.opinion_map.stability import stability

    usual = len(found.votes.cells) <= VOTES_CHECKED
    if bases == 0:
        usual = usual and found.votes.shape[0] <= PEOPLE_CHECKED_DIRECTLY
    if wanted is False or (wanted is None and not usual):
        return None
    return stability(found, groups=groups, bases=bases, progress=told)
