"""`benkan method suppress`: small counts hidden, and what would give them back, with the proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.provenance import Provenance

if TYPE_CHECKING:
    from benkan.methods.progress import Progress
    from benkan.methods.suppression.proving import Suppression
    from benkan.methods.suppression.reading import Read


def suppress(
    table: Annotated[Path, typer.Argument(help=_("The counts: CSV, a row a cell."))],
    count: Annotated[str, typer.Option("--count", help=_("The column of the counts."))],
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="A,B,…",
            help=_("The columns that the counts are split by; a/b says that b lies within a."),
        ),
    ],
    minimum: Annotated[
        int, typer.Option("--minimum", help=_("The smallest count that may be shown."))
    ] = 5,
    before: Annotated[
        list[Path] | None,
        typer.Option(
            "--before",
            help=_("The same counts when they were published before; again for each time."),
        ),
    ] = None,
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.suppression.document import document
    from benkan.interfaces.cli.method.suppression.plot import picture
    from benkan.methods.suppression import VERSION
    from benkan.methods.suppression.explaining import reasons
    from benkan.methods.suppression.refusals import NotProven

    inputs = Inputs()
    columns = [name.strip() for name in by.split(",")]
    tables = [_read(inputs, path, count, columns) for path in [*(before or []), table]]
    with progress_bar() as progress:
        found = _suppressed(tables, minimum, progress)
    if not found.is_proven:
        raise NotProven()
    read = tables[-1]
    options: dict[str, object] = {"count": count, "by": columns, "minimum": minimum}
    if before:
        options["before"] = len(before)
    provenance = Provenance("suppress", VERSION, inputs.sha256(), options=options)
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document(found, read)},
        reasons=lambda: reasons(found, read, earlier=len(before or [])),
        picture=lambda: picture(found),
    )


def _read(inputs: Inputs, path: Path, count: str, columns: list[str]) -> Read:
    from benkan.methods.suppression.reading import read_counts

    with inputs.opened(path) as stream:
        return read_counts(stream, file=path.name, count=count, by=columns)


def _suppressed(tables: list[Read], minimum: int, progress: Progress) -> Suppression:
    """The last table, after those before it, each of which was published in its turn."""
    from benkan.methods.suppression import proving, releasing

    *earlier, now = tables
    if not earlier:
        return proving.suppress(now.cube, minimum=minimum, progress=progress)
    return releasing.published_in_turn(
        [read.cube for read in earlier], now.cube, minimum=minimum, progress=progress
    )


def add_to(app: typer.Typer) -> None:
    app.command(
        "suppress", help=_("Hide small counts, and what would give them back, with the proof.")
    )(suppress)
