"""`benkan backup [FILE]`: database and files in one archive, while the server runs."""

from datetime import datetime
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
    file: Annotated[
        Path | None,
        typer.Argument(help=_("The archive to write (a .tar); without: one in BENKAN_BACKUP_DIR.")),
    ] = None,
) -> None:
    open_house()
    from django.conf import settings
    from django.utils import timezone

    from benkan.interfaces.cli.keeping.backing_up import back_up

    now, folder = timezone.now(), Path(settings.BACKUPS_DIR)
    target = file.absolute() if file else _in_folder(folder, now)
    kept = back_up(target, moment=now, on_sqlite=on_sqlite())
    manifest = kept.manifest
    typer.echo(
        _("Kept in %(file)s: %(rows)s rows and %(files)s files, %(size)s MB. Its mark is %(mark)s.")
        % {
            "file": target,
            "rows": sum(manifest.facts.rows.values()),
            "files": len(manifest.members) - 2,
            "size": f"{kept.size / 1e6:.1f}",
            "mark": manifest.fingerprint(),
        }
    )
    if manifest.keys:
        typer.echo(_("Keys are not in it: keep them apart, once, with `benkan keys export FILE`."))
    if target.resolve().parent != folder:
        text = _(
            "It lies outside %(folder)s: who is erased later stays in it until you run "
            "`benkan retention --strike %(file)s`, and nothing deletes it after 35 days."
        )
        typer.echo(text % {"folder": folder, "file": target})
    _warn(manifest.damaged, manifest.facts.faults)


def _in_folder(folder: Path, now: datetime) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"benkan-{now:%Y%m%d-%H%M%S}.tar"


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
