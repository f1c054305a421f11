"""Send what waits, at least once, through the programme's gateway.

A message is claimed in one transaction, sent outside any, and settled in another. A crash between
sending and settling sends it again with the same id, by which a gateway can know it; it is never
lost.
"""

import logging
from datetime import datetime

from django.db import transaction

from benkan.apps.messaging.actions.claiming import Claim, claim_next
from benkan.apps.messaging.actions.gateways import note_sign_of_life
from benkan.apps.messaging.actions.wire import Outcome, give
from benkan.apps.messaging.models import Gateway, OutboundMessage
from benkan.apps.messaging.queries.gateways import gateway_here
from benkan.apps.messaging.rules import outbox as rules
from benkan.apps.messaging.rules.outbox import Result, State

log = logging.getLogger(__name__)


def dispatch_due(*, now: datetime, limit: int = 100, may_give_up: bool = True) -> int:
    """Send what is due, oldest first; returns how many messages went. Where the clock cannot be believed
    nothing is given up as too late.

    A gateway that does not answer rests for a while, so that messages don't wait for one another's
    time-out. Several workers may call this at once.
    """
    sent = 0
    for _ in range(limit):
        claim = claim_next(now, may_give_up=may_give_up)
        if claim is None:
            break
        outcome = _try(claim)
        _settle(claim, outcome, now, may_give_up=may_give_up)
        sent += outcome.result is Result.TAKEN
    return sent


def _try(claim: Claim) -> Outcome:
    if claim.is_simulated:
        return Outcome(Result.TAKEN)
    if claim.gateway is None:
        return Outcome(Result.NOT_NOW, "no_gateway")
    from httpx import HTTPError  # only who sends has it in memory

    try:
        return give(claim.message, claim.gateway)
    except HTTPError as problem:
        return _not_now(claim, problem, is_gateway_down=True)
    except Exception as problem:  # one message that cannot be sent holds up no other
        return _not_now(claim, problem, is_gateway_down=False)


def _not_now(claim: Claim, problem: Exception, *, is_gateway_down: bool) -> Outcome:
    # The kind of fault only: its text may hold what was sent.
    kind = type(problem).__name__
    log.warning("message %s was not sent by gateway %s: %s", claim.message, claim.gateway, kind)
    return Outcome(Result.NOT_NOW, kind, is_gateway_down)


@transaction.atomic
def _settle(claim: Claim, outcome: Outcome, now: datetime, *, may_give_up: bool) -> None:
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
        queued_at = message.queued_at if may_give_up else now
        again = rules.next_try(message.attempts, queued_at=queued_at, now=now)
        message.state = State.QUEUED if again else State.GIVEN_UP
        message.next_try_at = again
    message.save(update_fields=["state", "reason", "changed_at", "next_try_at"])


def _note_health(claim: Claim, outcome: Outcome, now: datetime) -> None:
    """Let a gateway that does not answer rest, longer each time; one that answers is well again."""
    if claim.gateway is None:
        return
    gateway = Gateway.objects.get(pk=claim.gateway)
    if outcome.result is Result.TAKEN:
        note_sign_of_life(gateway=gateway_here(gateway), moment=now)
    if not (outcome.is_gateway_down or gateway.faults):
        return
    gateway.faults = min(gateway.faults + 1, 100) if outcome.is_gateway_down else 0
    rest = rules.rest_after(gateway.faults)
    gateway.rests_until = now + rest if outcome.is_gateway_down else None
    gateway.save(update_fields=["faults", "rests_until"])
