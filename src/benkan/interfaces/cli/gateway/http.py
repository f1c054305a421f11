"""`benkan gateway add http`: whoever speaks the generic contract."""

from enum import StrEnum
from typing import Annotated

import typer

from benkan.interfaces.cli.gateway.opening import (
    Code,
    Price,
    Programme,
    Sender,
    address,
    opened,
    pairs,
)
from benkan.interfaces.cli.words import _


class Encoding(StrEnum):
    URLENCODED = "urlencoded"
    JSON = "json"


def http(
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
    sender: Sender = "",
    price: Price = None,
) -> None:
    from benkan.apps.messaging.rules.contracts import HttpContract

    plain = HttpContract()
    contract = HttpContract(
        send_url=send_url,
        encoding=encoding.value,
        fields=pairs(field) or plain.fields,
        headers=pairs(header),
        must_contain=must_contain,
        sender=sender,
    )
    new = opened(contract, programme=programme, code=code, price=price)
    typer.echo(_("The gateway %(code)s is open. It brings messages to:") % {"code": code})
    typer.echo(f"  {address(new.gateway)}")
    typer.echo(_("and shows this header. The token is told this once:"))
    typer.echo(f"  Authorization: Token {new.token}")
