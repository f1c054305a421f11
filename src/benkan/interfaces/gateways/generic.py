"""The generic HTTP contract, in the shape of RapidPro's "External API" channel.

POST only, since a number in an address would stay in every log on the way. An answer of 2xx means
that the message is committed; what follows from it happens afterwards. See
docs/how-to/add-a-gateway.md.
"""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.queries import GatewayHere
from benkan.interfaces.gateways.guarding import Page, for_gateways_known
from benkan.interfaces.gateways.reading import fields_of, incoming, message_named


def _by_token(request: HttpRequest, gateway: UUID) -> GatewayHere | None:
    return queries.gateway_that_knows(_token(request), gateway=gateway, contract="http")


def _by_token_just_shown(request: HttpRequest, gateway: UUID) -> GatewayHere | None:
    return queries.gateway_that_showed(_token(request), gateway=gateway, contract="http")


def _token(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "token" else ""


for_gateways = for_gateways_known(_by_token)


@for_gateways_known(_by_token_just_shown)
def receive(gateway: GatewayHere, request: HttpRequest) -> None:
    """A citizen's message. A repeated one is accepted and changes nothing."""
    message = incoming(fields_of(request))
    actions.receive_together(
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


def _receipt(status: str) -> Page:
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
