"""SMS Gateway for Android, by its webhooks; see docs/how-to/connect-a-telephone.md.

The app repeats what is not answered with 2xx, at longer and longer intervals for two days. So each
2xx means that the message is committed, or that there is nothing in it for us.
"""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.queries import GatewayHere
from benkan.apps.messaging.rules.contracts.android import is_fresh
from benkan.interfaces.gateways.guarding import for_gateways_known
from benkan.interfaces.gateways.reading import (
    LONGEST_TEXT,
    FieldMissing,
    Incoming,
    MessageNotNamed,
    NotUnderstood,
    TextTooLong,
    WrongEncoding,
)
from benkan.kit.refusals import N_, NotFound

_REPORTS = {"sms:sent": "sent", "sms:delivered": "delivered", "sms:failed": "failed"}
# The longest text, each letter of it written as an escape, and much room: what is read takes
# thirty times as much memory as it has bytes.
LARGEST_BODY = 250_000
Fields = dict[str, Any]


class NotJson(NotUnderstood):
    code = "request_not_json"
    text = N_("Send an object of JSON by POST, as application/json.")


class ClockWrong(NotUnderstood):
    code = "telephone_clock_wrong"
    text = N_(
        "The clock of the telephone is wrong: set its date and time. It will send this again."
    )


def _by_signature(request: HttpRequest, gateway: UUID) -> GatewayHere | None:
    return queries.telephone_that_signed(
        request.body,
        timestamp=request.headers.get("X-Timestamp", ""),
        signature=request.headers.get("X-Signature", ""),
        gateway=gateway,
    )


@for_gateways_known(_by_signature)
def webhook(gateway: GatewayHere, request: HttpRequest) -> None:
    """Something happened on the telephone. What is no SMS and no receipt is a sign of life."""
    if not is_fresh(request.headers.get("X-Timestamp", ""), now=timezone.now()):
        raise ClockWrong()
    event = event_in(request.body)
    name = _text(event, "event")
    if name == "sms:received":
        _receive(gateway, event, request.body)
    elif name in _REPORTS:
        _note(gateway, _payload(event), _REPORTS[name])


def _receive(gateway: GatewayHere, event: Fields, body: bytes) -> None:
    """A citizen's message. It is known by the id of the delivery: `messageId` is made of its words,
    so that two who write the same would be one."""
    message = incoming(event)
    actions.receive_together(
        gateway=gateway.id,
        external_key=queries.delivery_key(message_id=message.id),
        number=message.sender,
        text=message.text,
        raw=body,
        moment=timezone.now(),
    )


def incoming(event: Fields) -> Incoming:
    """The message in an event, or why there is none."""
    payload = _payload(event)
    text = _text(payload, "message")
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(letters=LONGEST_TEXT)
    sender = payload.get("sender") or payload.get("phoneNumber")
    if not isinstance(sender, str) or not sender.strip():
        raise FieldMissing(field="payload.phoneNumber")
    delivery = _text(event, "id")
    if not delivery:
        raise FieldMissing(field="id")
    return Incoming(sender=sender, text=text, date="", id=delivery)


def _note(gateway: GatewayHere, payload: Fields, status: str) -> None:
    """What became of a message; of one that was typed on the telephone itself we know nothing."""
    try:
        message = str(UUID(_text(payload, "messageId")))
    except ValueError:
        raise MessageNotNamed() from None
    try:
        actions.note_receipt(
            gateway=gateway.id, external_id=message, status=status, moment=timezone.now()
        )
    except NotFound:
        return


def event_in(body: bytes) -> Fields:
    """What the telephone tells: an object of JSON, of no more than a long message takes."""
    if len(body) > LARGEST_BODY:
        raise NotJson()
    try:
        found = json.loads(body.decode())
    except UnicodeError:
        raise WrongEncoding() from None
    except (ValueError, RecursionError):
        raise NotJson() from None
    if not isinstance(found, dict):
        raise NotJson()
    return found


def _payload(event: Fields) -> Fields:
    payload = event.get("payload")
    if not isinstance(payload, dict):
        raise FieldMissing(field="payload")
    return payload


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise FieldMissing(field=name)
    try:
        value.encode()
    except UnicodeError:  # half of a pair of surrogates, which no database keeps
        raise WrongEncoding() from None
    return value
