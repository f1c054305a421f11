"""`benkan prepare`: make the database and the static files ready for this version."""

import typer

from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.words import _


def add_to(app: typer.Typer) -> None:
    app.command("prepare", help=_("Apply migrations and collect static files; `up` does it too."))(
        prepare
    )


def prepare() -> None:
    with writing():
        from benkan.interfaces.cli.serving.ready import collect_static, migrate

        migrate()
        collect_static()
    typer.echo(_("The database and the static files are ready for this version."))
