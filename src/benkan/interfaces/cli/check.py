"""`benkan check`: is everything as it should be? A sentence each; exit 1 when something is not."""

import typer

from benkan.interfaces.cli.house import open_house
from benkan.interfaces.cli.words import _


def add_to(app: typer.Typer) -> None:
    app.command("check", help=_("Say whether everything is well: a sentence each, reads only."))(
        check
    )


def check() -> None:
    open_house()
    from benkan.interfaces.cli.findings import everything

    wrong = 0
    for finding in everything():
        wrong += not finding.is_well
        mark = "✓" if finding.is_well else "✗"
        typer.echo(f"{mark} {finding.sentence}", err=not finding.is_well)
    if wrong:
        raise typer.Exit(1)
