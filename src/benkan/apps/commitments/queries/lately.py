"""What moved last in a programme and where, for its home."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.rules import State


def promised_lately(programme: UUID, *, today: date, limit: int) -> list[PromiseLine]:
    """The latest promises that somebody has taken on and that are still open, in three queries."""
    rows = Commitment.objects.filter(programme=programme, settled_at=None)
    answered = rows.exclude(state=State.PROPOSED)
    return lines(answered.order_by("-proposed_at", "id")[:limit], today=today)


def settled_lately(programme: UUID, *, today: date, limit: int) -> list[PromiseLine]:
    """The promises kept or broken last, in three queries."""
    rows = Commitment.objects.filter(programme=programme, state__in=[State.KEPT, State.BROKEN])
    return lines(rows.order_by("-settled_at", "id")[:limit], today=today)


def promises_by_place(programme: UUID, places: Collection[UUID]) -> dict[UUID, int]:
    """How many promises were asked for at each of the places themselves, in one query; a place
    without any is left out."""
    rows = Commitment.objects.filter(programme=programme, place__in=places)
    return dict(rows.values_list("place").annotate(Count("id")))
