"""`benkan import`: real records of programmes that are over."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.words import _

HOTLINE = "sos-democratie-2013"
NAME = "SOS Démocratie 2013"
CALLS, TOPICS = "hotline_sos_2013.csv.xz", "hotline_topics.csv"

app = typer.Typer(help=_("Load real records of programmes that are over."), no_args_is_help=True)


@app.callback()
def importing() -> None:
    """A group of one command, so that its name stays when others join it."""


@app.command(
    "hotline",
    help=_("The 10,928 calls of the SOS Démocratie line of 2013, or a file of the same form."),
)
def hotline(
    file: Annotated[
        Path | None,
        typer.Argument(help=_("CSV, also as .xz or .gz; without one, the file that is shipped.")),
    ] = None,
    programme: Annotated[
        str, typer.Option(help=_("Short name of the past programme; it is founded if need be."))
    ] = HOTLINE,
    replace: Annotated[
        bool, typer.Option(help=_("Put this file in the place of another one loaded before."))
    ] = False,
) -> None:
    with writing(), progress_bar() as told:
        from django.utils import timezone

        from benkan.apps.voices.actions.call_import import load_calls, regions_of_the_file
        from benkan.apps.voices.rules.calls.reading import read_calls
        from benkan.methods.progress import part

        regions = regions_of_the_file()
        topics = BytesIO(_shipped(TOPICS).read_bytes())
        with (
            _path(file) as path,
            Inputs().opened(path, part(told, 0.0, 0.2)) as calls,
        ):
            read = read_calls(calls, topics, file=path.name, topics_file=TOPICS, regions=regions)
        report = load_calls(
            slug=programme,
            name=NAME if programme == HOTLINE else programme,
            read=read,
            replace=replace,
            moment=timezone.now(),
            progress=part(told, 0.2, 1.0),
        )
    if not report.loaded:
        typer.echo(
            _("Calls loaded before: %(calls)s; nothing was changed.") % {"calls": report.calls}
        )
    else:
        typer.echo(_("Calls loaded: %(calls)s.") % {"calls": report.loaded})
    if report.replaced:
        typer.echo(_("In the place of others: %(calls)s.") % {"calls": report.replaced})
    typer.echo(_("Look at them: /p/%(slug)s/appels/") % {"slug": programme})


@contextmanager
def _path(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with as_file(_shipped(CALLS)) as path:
        yield path


def _shipped(name: str) -> Traversable:
    return files("benkan").joinpath("packs", "hotline", name)
