"""`benkan gateway`: the ways in and out for SMS; see docs/how-to/add-a-gateway.md."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer

from benkan.interfaces.cli.account import NoSuchProgramme
from benkan.interfaces.cli.house import open_house, writing
from benkan.interfaces.cli.words import _
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import N_, Refused

# Whoever has this machine may do what an administrator may.
HOST = Actor(posts=(Post(Role.ADMINISTRATOR),))


class Encoding(StrEnum):
    URLENCODED = "urlencoded"
    JSON = "json"


class NotAPair(Refused):
    code = "option_not_a_pair"
    text = N_("Write --field and --header as NAME=VALUE.")


class NoSuchGateway(Refused):
    code = "no_such_gateway"
    text = N_("%(programme)s has no gateway called %(code)s: `benkan gateway list` names them.")


app = typer.Typer(help=_("The ways in and out for SMS."), no_args_is_help=True)

Programme = Annotated[str, typer.Option(help=_("Short name of the programme."))]
Code = Annotated[str, typer.Option(help=_("A name for the gateway: orange."))]


@app.command("add", help=_("Open a gateway, and print the token that it has to show."))
def add(
    programme: Programme,
    code: Code,
    send_url: Annotated[str, typer.Option(help=_("Where messages go out; none: in only."))] = "",
    encoding: Annotated[
        Encoding, typer.Option(help=_("How messages go out: as a form, or as JSON."))
    ] = Encoding.URLENCODED,
    field: Annotated[
        list[str] | None, typer.Option(help=_("NAME={{to}}: a field that goes out. Repeatable."))
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option(help=_("NAME=VALUE: a header that goes out. Repeatable."))
    ] = None,
    must_contain: Annotated[str, typer.Option(help=_("What an accepting answer contains."))] = "",
    sender: Annotated[str, typer.Option(help=_("Our own number or short code."))] = "",
) -> None:
    from benkan.apps.messaging.rules.contract import HttpContract

    plain = HttpContract()
    contract = HttpContract(
        send_url=send_url,
        encoding=encoding.value,
        fields=_pairs(field) or plain.fields,
        headers=_pairs(header),
        must_contain=must_contain,
        sender=sender,
    )
    with writing():
        from django.utils import timezone

        from benkan.apps.messaging.actions import open_gateway

        opened = open_gateway(
            programme=_programme(programme),
            code=code,
            contract=contract,
            actor=HOST,
            moment=timezone.now(),
        )
        address = _address(opened.gateway)
    typer.echo(_("The gateway %(code)s is open. It brings messages to:") % {"code": code})
    typer.echo(f"  {address}")
    typer.echo(_("and shows this header. The token is told this once:"))
    typer.echo(f"  Authorization: Token {opened.token}")


@app.command("list", help=_("The gateways of a programme."))
def listed(programme: Programme) -> None:
    open_house()
    from benkan.apps.messaging.queries import gateways_of

    for gateway in gateways_of(_programme(programme)):
        state = _("open") if gateway.is_open else _("closed")
        typer.echo(f"{gateway.code}\t{state}\t{_address(gateway.id)}")


@app.command("close", help=_("Let nothing more in or out by a gateway."))
def close(programme: Programme, code: Code) -> None:
    with writing():
        from django.utils import timezone

        from benkan.apps.messaging.actions import close_gateway
        from benkan.apps.messaging.queries import gateways_of

        found = [g for g in gateways_of(_programme(programme)) if g.code == code]
        if not found:
            raise NoSuchGateway(programme=programme, code=code)
        close_gateway(gateway=found[0].id, actor=HOST, moment=timezone.now())
    typer.echo(_("The gateway %(code)s is closed.") % {"code": code})


def _pairs(written: list[str] | None) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in written or ()]
    if not all(name and equals for name, equals, _value in pairs):
        raise NotAPair()
    return {name: value for name, _equals, value in pairs}


def _programme(slug: str) -> UUID:
    from benkan.apps.registry.queries import programme_called

    here = programme_called(slug)
    if here is None:
        raise NoSuchProgramme(slug=slug)
    return here.id


def _address(gateway: UUID) -> str:
    from django.conf import settings
    from django.urls import reverse

    return str(settings.ORIGIN) + reverse("gateways:receive", kwargs={"gateway": gateway})
