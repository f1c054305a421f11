"""`benkan gateway add kannel`: an operator's SMPP link, by a Kannel of our own."""

from typing import Annotated
from urllib.parse import urlsplit

import typer

from benkan.interfaces.cli.gateway.opening import (
    Code,
    Price,
    Programme,
    Sender,
    address,
    opened,
)
from benkan.interfaces.cli.words import _


def kannel(
    programme: Programme,
    code: Code,
    send_url: Annotated[
        str, typer.Option(help=_("Its sendsms; empty: it only brings messages."))
    ] = "http://127.0.0.1:13013/cgi-bin/sendsms",
    username: Annotated[str, typer.Option(help=_("Of its group sendsms-user."))] = "benkan",
    password: Annotated[
        str,
        typer.Option(
            envvar="BENKAN_GATEWAY_PASSWORD", help=_("Of the same; better by the environment.")
        ),
    ] = "",
    sender: Sender = "",
    smsc: Annotated[str, typer.Option(help=_("smsc-id of the link to use, if it has many."))] = "",
    here: Annotated[
        str, typer.Option(help=_("Where it reaches Benkan; by default as everybody does."))
    ] = "",
    price: Price = None,
) -> None:
    from django.conf import settings

    from benkan.apps.messaging.rules.contracts import KannelContract

    here = here or settings.ORIGIN
    contract = KannelContract(
        send_url=send_url,
        username=username,
        password=password,
        sender=sender,
        smsc=smsc,
        here=here,
    )
    new = opened(contract, programme=programme, code=code, price=price)
    door = urlsplit(here)
    path = urlsplit(address(new.gateway, "kannel")).path
    typer.echo(_("The gateway %(code)s is open. In kannel.conf, told this once:") % {"code": code})
    typer.echo(f'  post-url = "{door.scheme}://benkan:{new.token}@{door.netloc}{path}?id=%I"')
    typer.echo(_("The whole file: docs/how-to/connect-kannel.md"))
