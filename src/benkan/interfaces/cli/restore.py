"""`benkan restore FILE`: bring a backup back, checked, whole or not at all."""

from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.house import on_sqlite, open_house
from benkan.interfaces.cli.words import _


def add_to(app: typer.Typer) -> None:
    app.command("restore", help=_("Bring a backup back into an empty data folder."))(restore)


def restore(
    file: Annotated[Path, typer.Argument(help=_("The archive that `benkan backup` wrote."))],
    force: Annotated[
        bool, typer.Option("--force", help=_("Put the data that is here aside first."))
    ] = False,
) -> None:
    open_house()
    from django.utils import timezone

    from benkan.interfaces.cli.keeping import restoring

    done = restoring.restore(
        file.absolute(), force=force, moment=timezone.now(), on_sqlite=on_sqlite()
    )
    manifest = done.manifest
    typer.echo(
        _("Restored %(rows)s rows and %(files)s files of %(made)s. The mark is %(mark)s.")
        % {
            "rows": sum(manifest.facts.rows.values()),
            "files": len(manifest.members) - 1,
            "made": manifest.made_at[:16],
            "mark": manifest.fingerprint(),
        }
    )
    if done.aside:
        typer.echo(_("What was here before lies in %(folder)s.") % {"folder": done.aside})
    if done.missing:
        typer.echo(
            _(
                "Sealed telephone numbers cannot be read until the keys are back: "
                "`benkan keys import FILE` (missing: %(names)s)."
            )
            % {"names": ", ".join(done.missing)}
        )
