"""Speak to a gateway over HTTP. A number leaves Benkan here and nowhere else."""

import ssl
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from benkan.apps.messaging.models import Gateway, OutboundMessage
from benkan.apps.messaging.queries.gateways import receipt_word, settings_of
from benkan.apps.messaging.queries.keys import contact_key, words_of
from benkan.apps.messaging.rules.contracts import Letter, Request, Sending
from benkan.apps.messaging.rules.outbox import Result
from benkan.kit import sealing

if TYPE_CHECKING:
    import httpx
TIMEOUT_SECONDS = 10
_LONGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Outcome:
    """What came of a try, and why. `is_gateway_down`: the next message would fare no better there."""

    result: Result
    reason: str = ""
    is_gateway_down: bool = False


def give(message: UUID, gateway: UUID) -> Outcome:
    """Give a message to a gateway and read its answer; httpx's errors pass."""
    contract, letter = _letter(message, gateway)
    return _post(contract, contract.request(letter))


def _letter(message: UUID, gateway: UUID) -> tuple[Sending, Letter]:
    """What the gateway is told: the one place where a number is opened."""
    row = OutboundMessage.objects.select_related("contact__key").get(pk=message)
    contract = settings_of(Gateway.objects.get(pk=gateway)).contract
    assert isinstance(contract, Sending), "only gateways that send are given messages"
    key = contact_key(row.contact)
    assert key is not None, "nothing is sent to a contact that was erased"
    box = row.contact.sealed_number
    letter = Letter(
        id=str(message),
        number=sealing.unsealed(key, box, bound_to=row.contact_id, use="number").decode(),
        text=words_of(row.contact, row.sealed_text, message),
        channel=str(gateway),
        receipts=reverse("gateways:kannel_receipt", kwargs={"gateway": gateway}),
        receipt_word=receipt_word(message, gateway=gateway),
    )
    return contract, letter


def _post(contract: Sending, request: Request) -> Outcome:
    import httpx  # only who sends has it in memory

    with (
        httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False, verify=_trusted()) as client,
        client.stream(
            "POST", request.url, headers=dict(request.headers), content=request.content
        ) as answer,
    ):
        said = _beginning(answer)
    result = contract.result(answer.status_code, said)
    if result is Result.TAKEN:
        return Outcome(result)
    is_down = result is Result.NOT_NOW
    return Outcome(result, f"answered_{answer.status_code}", is_gateway_down=is_down)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust over TLS; read once, since it takes longer than a message does."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _beginning(answer: "httpx.Response") -> str:
    """As much of an answer as we read, so that no gateway fills our memory."""
    read = b""
    for piece in answer.iter_bytes():
        read += piece
        if len(read) >= _LONGEST_ANSWER:
            break
    return read[:_LONGEST_ANSWER].decode(errors="replace")
