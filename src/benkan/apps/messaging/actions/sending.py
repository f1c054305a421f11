"""Send what waits, at least once, through the programme's gateway.

A message is claimed in one transaction, sent outside any, and settled in another. A crash between
sending and settling sends it again with the same id, by which a gateway can know it; it is never
lost. A number leaves Benkan here and nowhere else.
"""

import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import httpx
from django.db import transaction
from django.db.models import QuerySet

from benkan.apps.messaging.models import Gateway, OutboundMessage
from benkan.apps.messaging.queries.contacts import standing
from benkan.apps.messaging.queries.gateways import settings_of
from benkan.apps.messaging.queries.keys import contact_key, words_of
from benkan.apps.messaging.rules import contract as contracts
from benkan.apps.messaging.rules import outbox as rules
from benkan.apps.messaging.rules.contract import HttpContract
from benkan.apps.messaging.rules.outbox import Purpose, Result, State
from benkan.apps.registry import queries as registry
from benkan.kit import sealing

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10
# Longer than any try lasts: then whoever claimed the message is gone.
LEASE = timedelta(minutes=5)
_LONGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Claim:
    """A message that is ours to send now, and by which gateway: None when there is none to use."""

    message: UUID
    programme: UUID
    gateway: UUID | None
    is_simulated: bool


@dataclass(frozen=True)
class Outcome:
    """What came of a try, and why. `is_gateway_down`: the next message would fare no better there."""

    result: Result
    reason: str = ""
    is_gateway_down: bool = False


def dispatch_due(*, now: datetime, limit: int = 100) -> int:
    """Send what is due, oldest first; returns how many messages went.

    A gateway that does not answer rests for a while, so that messages don't wait for one another's
    time-out. Several workers may call this at once.
    """
    sent = 0
    for _ in range(limit):
        claim = _claim_next(now)
        if claim is None:
            break
        outcome = _try(claim)
        _settle(claim, outcome, now)
        sent += outcome.result is Result.TAKEN
    return sent


@transaction.atomic
def _claim_next(now: datetime) -> Claim | None:
    """Lease the message that is due longest, so that no other worker takes it; None when none is."""
    due = OutboundMessage.objects.filter(state=State.QUEUED, next_try_at__lte=now)
    waiting = due.exclude(programme__in=_resting(now)).order_by("next_try_at", "id")
    while True:
        message = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        if not _set_aside(message, now):
            break
    here = registry.programme_here(message.programme_id)
    message.gateway = _ready(now).filter(programme=here.id).first() if here.is_real else None
    message.attempts += 1
    message.next_try_at = now + LEASE
    message.save(update_fields=["gateway", "attempts", "next_try_at"])
    return Claim(message.pk, here.id, message.gateway_id, is_simulated=not here.is_real)


def _set_aside(message: OutboundMessage, now: datetime) -> bool:
    """Hold back what the contact has since refused, and give up what would come too late."""
    purpose = Purpose(message.purpose)
    known = standing(message.contact, purpose)
    reason = rules.why_withheld(purpose, known, queued_at=message.queued_at)
    if reason:
        message.state = State.WITHHELD
    elif rules.is_too_late(queued_at=message.queued_at, now=now):
        message.state, reason = State.GIVEN_UP, message.reason or "too_late"
    else:
        return False
    message.reason, message.next_try_at, message.changed_at = reason, None, now
    message.save(update_fields=["state", "reason", "next_try_at", "changed_at"])
    return True


def _ways_out() -> QuerySet[Gateway]:
    """Gateways that send, by name: the first is taken."""
    http = Gateway.Contract.HTTP
    return Gateway.objects.filter(is_open=True, can_send=True, contract=http).order_by("code")


def _ready(now: datetime) -> QuerySet[Gateway]:
    return _ways_out().exclude(rests_until__gt=now)


def _resting(now: datetime) -> set[UUID]:
    """The programmes that have gateways, all of which are left alone for now."""
    resting = set(_ways_out().filter(rests_until__gt=now).values_list("programme", flat=True))
    if not resting:
        return resting
    return resting - set(_ready(now).values_list("programme", flat=True))


def _try(claim: Claim) -> Outcome:
    if claim.is_simulated:
        return Outcome(Result.TAKEN)
    if claim.gateway is None:
        return Outcome(Result.NOT_NOW, "no_gateway")
    try:
        contract, fields = _letter(claim.message, claim.gateway)
        return _post(contract, fields)
    except httpx.HTTPError as problem:
        return _not_now(claim, problem, is_gateway_down=True)
    except Exception as problem:  # one message that cannot be sent holds up no other
        return _not_now(claim, problem, is_gateway_down=False)


def _not_now(claim: Claim, problem: Exception, *, is_gateway_down: bool) -> Outcome:
    # The kind of fault only: its text may hold what was sent.
    kind = type(problem).__name__
    log.warning("message %s was not sent by gateway %s: %s", claim.message, claim.gateway, kind)
    return Outcome(Result.NOT_NOW, kind, is_gateway_down)


def _letter(message: UUID, gateway: UUID) -> tuple[HttpContract, dict[str, str]]:
    """What the gateway is told: the one place where a number is opened."""
    row = OutboundMessage.objects.select_related("contact").get(pk=message)
    way = Gateway.objects.get(pk=gateway)
    contract = settings_of(way).http
    key = contact_key(row.contact)
    assert key is not None, "nothing is sent to a contact that was erased"
    box = row.contact.sealed_number
    number = sealing.unsealed(key, box, bound_to=row.contact_id, use="number").decode()
    values = {
        "id": str(message),
        "text": words_of(row.contact, row.sealed_text, message),
        "to": number,
        "to_no_plus": number.removeprefix("+"),
        "from": contract.sender,
        "channel": str(gateway),
    }
    return contract, contracts.filled(contract, values)


def _post(contract: HttpContract, fields: Mapping[str, str]) -> Outcome:
    is_json = contract.encoding == "json"
    with (
        httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False, verify=_trusted()) as client,
        client.stream(
            "POST",
            contract.send_url,
            headers=dict(contract.headers),
            json=fields if is_json else None,
            data=None if is_json else fields,
        ) as answer,
    ):
        said = _beginning(answer)
    result = rules.result_of(answer.status_code, said, must_contain=contract.must_contain)
    if result is Result.TAKEN:
        return Outcome(result)
    is_down = result is Result.NOT_NOW
    return Outcome(result, f"answered_{answer.status_code}", is_gateway_down=is_down)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust over TLS; read once, since it takes longer than a message does."""
    return httpx.create_ssl_context(trust_env=False)


def _beginning(answer: httpx.Response) -> str:
    """As much of an answer as we read, so that no gateway fills our memory."""
    read = b""
    for piece in answer.iter_bytes():
        read += piece
        if len(read) >= _LONGEST_ANSWER:
            break
    return read[:_LONGEST_ANSWER].decode(errors="replace")


@transaction.atomic
def _settle(claim: Claim, outcome: Outcome, now: datetime) -> None:
    """Write down what came of the try, unless a receipt or an erasure was faster."""
    _note_health(claim, outcome, now)
    message = OutboundMessage.objects.select_for_update().get(pk=claim.message)
    if message.state != State.QUEUED:
        return
    message.reason, message.changed_at = outcome.reason[:60], now
    message.next_try_at = None
    if outcome.result is Result.TAKEN:
        message.state = State.DELIVERED if claim.is_simulated else State.SENT
    elif outcome.result is Result.REFUSED:
        message.state = State.FAILED
    else:
        again = rules.next_try(message.attempts, queued_at=message.queued_at, now=now)
        message.state = State.QUEUED if again else State.GIVEN_UP
        message.next_try_at = again
    message.save(update_fields=["state", "reason", "changed_at", "next_try_at"])


def _note_health(claim: Claim, outcome: Outcome, now: datetime) -> None:
    """Let a gateway that does not answer rest, longer each time; one that answers is well again."""
    if claim.gateway is None:
        return
    gateway = Gateway.objects.get(pk=claim.gateway)
    if not (outcome.is_gateway_down or gateway.faults):
        return
    gateway.faults = min(gateway.faults + 1, 100) if outcome.is_gateway_down else 0
    rest = rules.rest_after(gateway.faults)
    gateway.rests_until = now + rest if outcome.is_gateway_down else None
    gateway.save(update_fields=["faults", "rests_until"])
