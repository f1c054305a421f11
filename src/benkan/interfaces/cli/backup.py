"""`benkan backup FILE`: database and files in one archive, while the server runs."""

from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.house import on_sqlite, open_house
from benkan.interfaces.cli.words import _


def add_to(app: typer.Typer) -> None:
    app.command("backup", help=_("Keep database and files in one archive; the server may run."))(
        backup
    )


def backup(
    file: Annotated[Path, typer.Argument(help=_("The archive to write (a .tar)."))],
) -> None:
    open_house()
    from django.utils import timezone

    from benkan.interfaces.cli.keeping.backing_up import back_up

    kept = back_up(file.absolute(), moment=timezone.now(), on_sqlite=on_sqlite())
    manifest = kept.manifest
    typer.echo(
        _("Kept in %(file)s: %(rows)s rows and %(files)s files, %(size)s MB. Its mark is %(mark)s.")
        % {
            "file": file,
            "rows": sum(manifest.facts.rows.values()),
            "files": len(manifest.members) - 1,
            "size": f"{kept.size / 1e6:.1f}",
            "mark": manifest.fingerprint(),
        }
    )
    if manifest.keys:
        typer.echo(_("Keys are not in it: keep them apart, once, with `benkan keys export FILE`."))
    _warn(manifest.damaged, manifest.facts.faults)


def _warn(damaged: list[str], faults: int) -> None:
    if damaged:
        text = _(
            "%(count)s files are damaged on this disk and were left out; the first is %(name)s."
        )
        typer.echo(text % {"count": len(damaged), "name": damaged[0]}, err=True)
    if faults:
        typer.echo(_("The journal does not hold: see `benkan journal verify`."), err=True)
    if damaged or faults:
        raise typer.Exit(1)
