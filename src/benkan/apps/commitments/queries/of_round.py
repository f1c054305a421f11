"""What was promised after a round and those before it, as everybody may know it."""

from collections import Counter
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from benkan.apps.assessments.queries.promising import rounds_up_to
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.rules import State

_NOT_PROMISED = (State.PROPOSED, State.DECLINED)


class PromisedAfter(NamedTuple):
    """How many published promises come from a round and those before it, and how many are kept."""

    promised: int
    kept: int


def promised_after(round_id: UUID) -> PromisedAfter:
    """Counted from what is published and taken on by its office, in two queries."""
    states = Counter(_published(round_id).values_list("state", flat=True))
    return PromisedAfter(states.total(), states[State.KEPT])


def promises_shown(round_id: UUID, *, today: date, limit: int) -> list[PromiseLine]:
    """The same, line by line: what is settled first, then by its day, in four queries."""
    first = F("settled_at").asc(nulls_last=True)
    rows = _published(round_id).order_by(first, "due_on", "number")
    return lines(list(rows[:limit]), today=today)


def _published(round_id: UUID) -> QuerySet[Commitment]:
    """A second round is read for what came of the first: its promises are told with it."""
    rounds = rounds_up_to(round_id)
    rows = Commitment.objects.filter(assessed_in__in=rounds, published_at__isnull=False)
    return rows.exclude(state__in=_NOT_PROMISED)
