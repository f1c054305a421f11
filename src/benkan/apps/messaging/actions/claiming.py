"""Which message goes next, by which gateway: leased, so that two workers never send the same one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from benkan.apps.messaging.models import Gateway, OutboundMessage
from benkan.apps.messaging.queries.contacts import standing
from benkan.apps.messaging.queries.messages import morning_after
from benkan.apps.messaging.rules import outbox as rules
from benkan.apps.messaging.rules.outbox import Purpose, Standing, State
from benkan.apps.messaging.rules.quiet import may_wake
from benkan.apps.registry import queries as registry

# Longer than any try lasts: then whoever claimed the message is gone.
LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Claim:
    """A message that is ours to send now, and by which gateway: None when there is none to use."""

    message: UUID
    programme: UUID
    gateway: UUID | None
    is_simulated: bool


@transaction.atomic
def claim_next(now: datetime, *, may_give_up: bool = True) -> Claim | None:
    """Lease the message that is due longest, so that no other worker takes it; None when none is."""
    due = OutboundMessage.objects.filter(state=State.QUEUED, next_try_at__lte=now)
    waiting = due.exclude(programme__in=_resting(now)).order_by("next_try_at", "turn", "id")
    while True:
        message = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        if not _set_aside(message, now, may_give_up):
            break
    here = registry.programme_here(message.programme_id)
    message.gateway = _ready(now).filter(programme=here.id).first() if here.is_real else None
    message.attempts += 1
    message.next_try_at = now + LEASE
    message.save(update_fields=["gateway", "attempts", "next_try_at"])
    return Claim(message.pk, here.id, message.gateway_id, is_simulated=not here.is_real)


def _set_aside(message: OutboundMessage, now: datetime, may_give_up: bool) -> bool:
    """Hold back what the contact has since refused, let wait what would wake her, and give up what
    would come too late."""
    purpose = Purpose(message.purpose)
    known = standing(message.contact, purpose)
    reason = rules.why_withheld(purpose, known, queued_at=message.queued_at)
    if reason:
        message.state = State.WITHHELD
    elif morning := _morning(message, purpose, known, now):
        message.next_try_at = morning
        message.save(update_fields=["next_try_at"])
        return True
    elif may_give_up and rules.is_too_late(queued_at=message.queued_at, now=now):
        message.state, reason = State.GIVEN_UP, message.reason or "too_late"
    else:
        return False
    message.reason, message.next_try_at, message.changed_at = reason, None, now
    message.save(update_fields=["state", "reason", "next_try_at", "changed_at"])
    return True


def _morning(
    message: OutboundMessage, purpose: Purpose, known: Standing, now: datetime
) -> datetime | None:
    """Until when a message has to wait so that it wakes nobody; None when it may go."""
    morning = morning_after(now)
    if morning is None or may_wake(purpose, known, now=now):
        return None
    return morning if registry.programme_here(message.programme_id).is_real else None


def _ways_out() -> QuerySet[Gateway]:
    """Gateways that send, by name: the first is taken."""
    return Gateway.objects.filter(is_open=True, can_send=True).order_by("code")


def _ready(now: datetime) -> QuerySet[Gateway]:
    return _ways_out().exclude(rests_until__gt=now)


def _resting(now: datetime) -> set[UUID]:
    """The programmes that have gateways, all of which are left alone for now."""
    resting = set(_ways_out().filter(rests_until__gt=now).values_list("programme", flat=True))
    if not resting:
        return resting
    return resting - set(_ready(now).values_list("programme", flat=True))
