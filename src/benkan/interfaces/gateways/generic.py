"""The generic HTTP contract, in the shape of RapidPro's "External API" channel.

POST only, since a number in an address would stay in every log on the way. An answer of 2xx means
that the message is committed; what follows from it happens afterwards. See
docs/how-to/add-a-gateway.md.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.queries import GatewayHere
from benkan.interfaces.gateways.reading import fields_of, incoming, message_named
from benkan.kit.pages import for_everyone
from benkan.kit.refusals import NotFound, Refused
from benkan.kit.words import sentence

Taking = Callable[[GatewayHere, HttpRequest], None]


def _answer(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def for_gateways(what: Taking) -> Callable[..., HttpResponseBase]:
    """An address for a gateway that shows its token; a refusal becomes a status and a sentence."""

    @wraps(what)
    def page(request: HttpRequest, gateway: UUID) -> HttpResponse:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        here = queries.gateway_that_knows(token.strip(), gateway=gateway, contract="http")
        if here is None or scheme.lower() != "token":
            return _answer("Forbidden", 403)
        try:
            what(here, request)
        except Refused as refusal:
            return _answer(sentence(refusal), 404 if isinstance(refusal, NotFound) else 400)
        return _answer("Accepted")

    guarded: Callable[..., HttpResponseBase] = csrf_exempt(require_POST(for_everyone(page)))
    return guarded


@for_gateways
def receive(gateway: GatewayHere, request: HttpRequest) -> None:
    """A citizen's message. A repeated one is accepted and changes nothing."""
    message = incoming(fields_of(request))
    actions.receive(
        gateway=gateway.id,
        external_key=queries.delivery_key(
            message_id=message.id, sender=message.sender, text=message.text, date=message.date
        ),
        number=message.sender,
        text=message.text,
        raw=request.body,
        moment=timezone.now(),
    )


@for_gateways
def stopped(gateway: GatewayHere, request: HttpRequest) -> None:
    """The operator was told to send this number nothing more."""
    fields = fields_of(request)
    number = fields.get("from") or fields.get("sender") or ""
    actions.stop_number(programme=gateway.programme, number=number, moment=timezone.now())


def _receipt(status: str) -> Callable[..., HttpResponseBase]:
    def note(gateway: GatewayHere, request: HttpRequest) -> None:
        actions.note_receipt(
            gateway=gateway.id,
            external_id=message_named(fields_of(request)),
            status=status,
            moment=timezone.now(),
        )

    return for_gateways(note)


sent = _receipt("sent")
delivered = _receipt("delivered")
failed = _receipt("failed")
