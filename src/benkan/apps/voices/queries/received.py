"""How many cases came in, for figures: those that anybody may count."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.scope import about_nobody
from benkan.apps.voices.rules.states import State


def cases_received(
    programme: UUID,
    *,
    opens: datetime | None = None,
    closes: datetime | None = None,
    places: Collection[UUID] | None = None,
) -> list[tuple[UUID | None, str, int]]:
    """Place, service and number of the cases that came in from a moment until another, in the places
    given and below them (None: everywhere, without a place as well), in one query. Sensitive cases,
    those about somebody and those set aside are left out."""
    wanted = Q(programme=programme)
    if opens is not None:
        wanted &= Q(opened_at__gte=opens)
    if closes is not None:
        wanted &= Q(opened_at__lt=closes)
    if places is not None:
        wanted &= Q(place__in=registry.below(places))
    counted = about_nobody(Case.objects.filter(wanted)).exclude(state=State.SET_ASIDE)
    rows = counted.order_by().values_list("place", "service").annotate(Count("id"))
    return [(place, service, n) for place, service, n in rows]


def first_voice_of(issue: UUID) -> datetime | None:
    """When the earliest case of an issue came in that anybody may know of, in one query; None where it
    has none."""
    cases = about_nobody(Case.objects.filter(membership__issue=issue))
    found: datetime | None = cases.aggregate(first=Min("opened_at"))["first"]
    return found
