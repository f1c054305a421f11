"""When the clock was put back, what waits for a moment that is now far ahead."""

from datetime import datetime

from django.db.models import Q

from benkan.apps.messaging.models import Gateway, OutboundLetter, OutboundMessage
from benkan.apps.messaging.queries.messages import morning_after
from benkan.apps.messaging.rules.outbox import LONGEST_REST, LONGEST_WAIT, State


def bring_forward(*, now: datetime) -> int:
    """Let messages and letters that wait for longer than anything may be due now, and gateways that
    rest for longer than any may be tried. Returns how many, in three queries."""
    morning = morning_after(now)
    furthest = max(now + LONGEST_WAIT, morning or now)
    too_far = Q(next_try_at__gt=furthest)
    if morning is None:  # by day, what was never tried waits for nothing
        too_far |= Q(next_try_at__gt=now, attempts=0)
    letters = OutboundLetter.objects.filter(state=State.QUEUED, next_try_at__gt=furthest)
    resting = Gateway.objects.filter(rests_until__gt=now + LONGEST_REST)
    return (
        OutboundMessage.objects.filter(too_far, state=State.QUEUED).update(next_try_at=now)
        + letters.update(next_try_at=now)
        + resting.update(rests_until=None)
    )
