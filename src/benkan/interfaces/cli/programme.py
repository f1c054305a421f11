"""`benkan programme create`: a programme of one's own."""

import re
from enum import StrEnum
from typing import Annotated

import typer

from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_, Refused

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class Kind(StrEnum):
    REAL = "real"
    DEMONSTRATION = "demonstration"
    HISTORICAL = "historical"


class SlugNotPossible(Refused):
    code = "slug_not_possible"
    text = N_("The short name may hold small letters, digits and hyphens, 40 at most: kayes-2027.")


app = typer.Typer(help=_("The programmes of this host."), no_args_is_help=True)


@app.callback()
def programme() -> None:
    """A group of one command, so that its name stays when others join it."""


@app.command("create", help=_("Found a programme; its pages start with /p/SLUG/."))
def create(
    slug: Annotated[str, typer.Argument(help=_("Short name in addresses: letters, digits, -."))],
    name: Annotated[str, typer.Argument(help=_("The name that people read."))],
    kind: Annotated[Kind, typer.Option(help=_("Only a real one writes to telephones."))],
) -> None:
    if not _SLUG.fullmatch(slug):
        raise SlugNotPossible()
    with writing():
        from django.utils import timezone

        from benkan.apps.registry.actions.programmes import found_programme

        now = timezone.now()
        found_programme(
            slug=slug, name=name, kind=kind.value, opens_on=timezone.localdate(now), moment=now
        )
    typer.echo(_("The programme is founded: /p/%(slug)s/") % {"slug": slug})
    typer.echo(
        _(
            "Name its administrator: benkan account administrator EMAIL --programme %(slug)s --name …"
        )
        % {"slug": slug}
    )
