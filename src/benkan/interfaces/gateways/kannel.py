"""Kannel, by its `post-url` and `dlr-url`: the number comes in a header, the words in the body.

Kannel keeps whatever is not answered with 200 and tries again, so each answer of 200 means that the
message is committed, and nothing that could be mended on its side is answered so. Its body would be
sent to the citizen: it is empty. See docs/how-to/connect-kannel.md.
"""

import base64
import binascii
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_GET

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.queries import GatewayHere
from benkan.apps.messaging.rules.contracts.kannel import REPORTS
from benkan.interfaces.gateways.guarding import for_gateways_known
from benkan.interfaces.gateways.reading import (
    CHARSETS,
    LONGEST_TEXT,
    Incoming,
    MessageNotNamed,
    NotUnderstood,
    TextTooLong,
    WrongEncoding,
)
from benkan.kit.refusals import N_

KIND = "kannel"
# Without `mo-recode` a Kannel brings the letters of Unicode messages as the operator sent them.
_CHARSETS = CHARSETS | {"utf-16be"}


class SenderNotSent(NotUnderstood):
    code = "kannel_sender_not_sent"
    text = N_(
        "The header X-Kannel-From is missing: set send-sender = true in the group sms-service."
    )


class StatusNotUnderstood(NotUnderstood):
    code = "receipt_status_not_understood"
    text = N_("The receipt says neither 1, 2, 4, 8 nor 16 in “d”.")


def word_shown(request: HttpRequest) -> str:
    """The password that Kannel makes a header of, when it stands in an address of its settings."""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        _user, _, word = base64.b64decode(shown, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return ""
    return word


def _by_token(request: HttpRequest, gateway: UUID) -> GatewayHere | None:
    return queries.gateway_that_showed(word_shown(request), gateway=gateway, contract=KIND)


def _by_message(request: HttpRequest, gateway: UUID) -> GatewayHere | None:
    message = _message(request)
    if message is None:
        return None
    word = word_shown(request)
    return queries.gateway_that_was_given(message, word=word, gateway=gateway, contract=KIND)


def _message(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("id", ""))
    except ValueError:
        return None


@for_gateways_known(_by_token, accepted="")
def receive(gateway: GatewayHere, request: HttpRequest) -> None:
    """A citizen's message. A repeated one is accepted and changes nothing."""
    message = incoming(request)
    actions.receive_together(
        gateway=gateway.id,
        external_key=queries.delivery_key(
            message_id=message.id, sender=message.sender, text=message.text, date=message.date
        ),
        number=message.sender,
        text=message.text,
        raw=_raw(request),
        moment=timezone.now(),
    )


@for_gateways_known(_by_message, by=require_GET, accepted="")
def receipt(gateway: GatewayHere, request: HttpRequest) -> None:
    """What became of a message of ours."""
    reported = request.GET.get("d", "")
    message = _message(request)
    if message is None:
        raise MessageNotNamed()
    if reported not in REPORTS:
        raise StatusNotUnderstood()
    status = REPORTS[reported]
    if status is not None:
        actions.note_receipt(
            gateway=gateway.id, external_id=str(message), status=status, moment=timezone.now()
        )


def incoming(request: HttpRequest) -> Incoming:
    """The message in a request of smsbox, or why there is none."""
    sender = request.headers.get("X-Kannel-From", "").strip()
    if not sender:
        raise SenderNotSent()
    text = _text(request)
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(letters=LONGEST_TEXT)
    return Incoming(
        sender=sender,
        text=text,
        date=request.headers.get("X-Kannel-Time", ""),
        id=request.GET.get("id", ""),
    )


def _text(request: HttpRequest) -> str:
    """The words. Of a message for machines (ring tones, settings) there are none, and it is kept."""
    if request.content_type == "application/octet-stream":
        return ""
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if charset not in _CHARSETS:
        raise WrongEncoding()
    try:
        return request.body.decode(charset)
    except UnicodeError:
        raise WrongEncoding() from None


def _raw(request: HttpRequest) -> bytes:
    """The request as it came, but for the token."""
    kept = {k: v for k, v in request.headers.items() if k.startswith(("X-Kannel-", "Content-"))}
    head = "".join(f"{name}: {value}\n" for name, value in sorted(kept.items()))
    return head.encode() + b"\n" + request.body
