"""The commands under `benkan gateway`; `add` has one for each kind of contract."""

import typer

from benkan.interfaces.cli.gateway.android import android
from benkan.interfaces.cli.gateway.http import http
from benkan.interfaces.cli.gateway.kannel import kannel
from benkan.interfaces.cli.gateway.opening import HOST, Code, Programme, address, programme_called
from benkan.interfaces.cli.gateway.ussd import ussd
from benkan.interfaces.cli.house import open_house, writing
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_, Refused

# Where each kind calls us; the others bring messages to `receive`.
_PAGES = {"android": "android", "kannel": "kannel", "ussd": "ussd", "voice": "voice"}
# What the provider of a voice line is told beside it: where a call that ends is said.
_MORE = {"voice": ("voice_ended",)}


class NoSuchGateway(Refused):
    code = "no_such_gateway"
    text = N_("%(programme)s has no gateway called %(code)s: `benkan gateway list` names them.")


app = typer.Typer(help=_("The ways in and out: SMS, USSD and calls."), no_args_is_help=True)
adding = typer.Typer(help=_("Open a gateway, and print what it has to show."), no_args_is_help=True)
app.add_typer(adding, name="add")

adding.command(
    "http", help=_("An operator or aggregator that speaks the generic contract over HTTP.")
)(http)
adding.command("android", help=_("A telephone with a SIM and an app."))(android)
adding.command("kannel", help=_("An operator's SMPP link, by a Kannel of our own."))(kannel)
adding.command("ussd", help=_("A provider of a code that people dial: *123#."))(ussd)


@app.command("list", help=_("The gateways of a programme."))
def listed(programme: Programme) -> None:
    open_house()
    from benkan.apps.messaging.queries import gateways_of

    for gateway in gateways_of(programme_called(programme)):
        page = _PAGES.get(gateway.contract, "receive")
        state = _("open") if gateway.is_open else _("closed")
        called = [address(gateway.id, one) for one in (page, *_MORE.get(gateway.contract, ()))]
        typer.echo("\t".join([gateway.code, state, gateway.contract, *called]))


@app.command("close", help=_("Let nothing more in or out by a gateway."))
def close(programme: Programme, code: Code) -> None:
    with writing():
        from django.utils import timezone

        from benkan.apps.messaging.actions import close_gateway
        from benkan.apps.messaging.queries import gateways_of

        found = [g for g in gateways_of(programme_called(programme)) if g.code == code]
        if not found:
            raise NoSuchGateway(programme=programme, code=code)
        close_gateway(gateway=found[0].id, actor=HOST, moment=timezone.now())
    typer.echo(_("The gateway %(code)s is closed.") % {"code": code})
