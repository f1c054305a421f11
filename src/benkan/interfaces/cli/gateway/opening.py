"""What the commands that open a gateway share: their options, and how it is done."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from benkan.interfaces.cli.account import NoSuchProgramme
from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.words import _
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import N_, Refused

if TYPE_CHECKING:
    from benkan.apps.messaging.actions import OpenedGateway
    from benkan.apps.messaging.rules.contracts import Contract

# Whoever has this machine may do what an administrator may.
HOST = Actor(posts=(Post(Role.ADMINISTRATOR),))

Programme = Annotated[str, typer.Option(help=_("Short name of the programme."))]
Code = Annotated[str, typer.Option(help=_("A name for the gateway: orange."))]
Sender = Annotated[str, typer.Option(help=_("Our own number or short code."))]
Price = Annotated[
    int | None, typer.Option(min=0, help=_("What each part of a message costs, in FCFA."))
]


class NotAPair(Refused):
    code = "option_not_a_pair"
    text = N_("Write --field and --header as NAME=VALUE.")


def opened(
    contract: "Contract", *, programme: str, code: str, price: int | None = None
) -> "OpenedGateway":
    """Open a gateway with that contract in a programme, as the host."""
    with writing():
        from django.utils import timezone

        from benkan.apps.messaging.actions import open_gateway

        return open_gateway(
            programme=programme_called(programme),
            code=code,
            contract=contract,
            actor=HOST,
            moment=timezone.now(),
            segment_price=price,
        )


def pairs(written: list[str] | None) -> dict[str, str]:
    found = [pair.partition("=") for pair in written or ()]
    if not all(name and equals for name, equals, _value in found):
        raise NotAPair()
    return {name: value for name, _equals, value in found}


def programme_called(slug: str) -> UUID:
    from benkan.apps.registry.queries import programme_called as found_by

    here = found_by(slug)
    if here is None:
        raise NoSuchProgramme(slug=slug)
    return here.id


def address(gateway: UUID, page: str = "receive") -> str:
    """Where this host is reached by a gateway."""
    from django.conf import settings
    from django.urls import reverse

    return str(settings.ORIGIN) + reverse(f"gateways:{page}", kwargs={"gateway": gateway})
