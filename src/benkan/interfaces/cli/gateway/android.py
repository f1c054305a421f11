"""`benkan gateway add android`: one telephone with one SIM."""

import secrets
from typing import Annotated

import typer

from benkan.interfaces.cli.gateway.opening import Code, Price, Programme, address, opened
from benkan.interfaces.cli.words import _


def android(
    programme: Programme,
    code: Code,
    send_url: Annotated[
        str, typer.Option(help=_("Where the app answers; empty: it only brings messages."))
    ] = "http://127.0.0.1:8080",
    username: Annotated[str, typer.Option(help=_("As the app shows it."))] = "sms",
    password: Annotated[
        str,
        typer.Option(
            envvar="BENKAN_GATEWAY_PASSWORD", help=_("Of the same; better by the environment.")
        ),
    ] = "",
    sim: Annotated[int, typer.Option(min=0, max=3, help=_("Slot of the SIM; 0: any."))] = 0,
    here: Annotated[
        str, typer.Option(help=_("Where it reaches Benkan; by default as everybody does."))
    ] = "",
    price: Price = None,
) -> None:
    from django.conf import settings

    from benkan.apps.messaging.rules.contracts import AndroidContract
    from benkan.apps.messaging.rules.contracts.android import EVENTS

    key = secrets.token_urlsafe(32)
    contract = AndroidContract(
        send_url=send_url, username=username, password=password, signing_key=key, sim=sim
    )
    new = opened(contract, programme=programme, code=code, price=price)
    door = address(new.gateway, "android")
    if here:
        door = here.rstrip("/") + door.removeprefix(str(settings.ORIGIN))
    typer.echo(_("The gateway %(code)s is open.") % {"code": code})
    typer.echo(_("In the app, Settings, Webhooks, Signing key, told this once:"))
    typer.echo(f"  {key}")
    typer.echo(_("Then tell it where to bring what happens:"))
    for event in EVENTS:
        typer.echo(
            f"  curl -u {username} -H 'Content-Type: application/json'"
            f' -d \'{{"url": "{door}", "event": "{event}"}}\' {send_url}/webhooks'
        )
