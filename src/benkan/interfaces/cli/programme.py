"""`benkan programme create`: a programme of one's own."""

from enum import StrEnum
from typing import Annotated

import typer

from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.words import _


class Kind(StrEnum):
    REAL = "real"
    DEMONSTRATION = "demonstration"
    HISTORICAL = "historical"


app = typer.Typer(help=_("The programmes of this host."), no_args_is_help=True)


@app.callback()
def programme() -> None:
    """A group of one command, so that its name stays when others join it."""


@app.command("create", help=_("Open a programme; its pages start with /p/SLUG/."))
def create(
    slug: Annotated[str, typer.Argument(help=_("Short name in addresses: letters, digits, -."))],
    name: Annotated[str, typer.Argument(help=_("The name that people read."))],
    kind: Annotated[Kind, typer.Option(help=_("Only a real one writes to telephones."))],
) -> None:
    with writing():
        from django.utils import timezone

        from benkan.apps.registry.actions.programmes import open_programme

        open_programme(slug=slug, name=name, kind=kind.value, moment=timezone.now())
    typer.echo(_("The programme is open: /p/%(slug)s/") % {"slug": slug})
    typer.echo(
        _("Name its administrator: benkan account administrator EMAIL --programme %(slug)s --name …")
        % {"slug": slug}
    )
