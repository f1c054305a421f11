"""`benkan gateway add ussd`: a provider of short codes that are dialled."""

from typing import Annotated

import typer

from benkan.interfaces.cli.gateway.opening import Code, Programme, address, opened
from benkan.interfaces.cli.words import _


def ussd(
    programme: Programme,
    code: Code,
    service_code: Annotated[str, typer.Option(help=_("What people dial: *123#."))] = "",
    secret_in_address: Annotated[
        bool,
        typer.Option(
            "--secret-in-address",
            help=_("For a provider that can send neither a header nor a password."),
        ),
    ] = False,
) -> None:
    from benkan.apps.messaging.rules.contracts import UssdContract

    contract = UssdContract(service_code=service_code, secret_in_address=secret_in_address)
    new = opened(contract, programme=programme, code=code)
    typer.echo(
        _("The gateway %(code)s is open. The provider posts each session to:") % {"code": code}
    )
    if secret_in_address:
        typer.echo(f"  {address(new.gateway, 'ussd')}/{new.token}")
        typer.echo(
            _("The end of the address is the secret, told this once: treat it as a password.")
        )
        return
    typer.echo(f"  {address(new.gateway, 'ussd')}")
    typer.echo(_("and shows one of these. The token is told this once:"))
    typer.echo(f"  Authorization: Token {new.token}")
    typer.echo(_("  user name: benkan, password: %(token)s") % {"token": new.token})
