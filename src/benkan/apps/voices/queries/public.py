"""What anybody may know of what people say."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.scope import about_nobody
from benkan.apps.voices.rules.states import State
from benkan.kit.services import Service
from benkan.methods.suppression import suppressed

SMALLEST_SHOWN = 5
STEP = 5
"""Counts are rounded down to this: else whoever looks every day sees each single message arrive, and
knows who was at the telephone that day."""


@dataclass(frozen=True)
class ServiceSaid:
    """At least how many cases a service drew; None where hidden, which is anything from 0 to 4."""

    service: Service
    cases: int | None


@dataclass(frozen=True)
class SaidInPublic:
    lines: tuple[ServiceSaid, ...]
    total: int | None

    @property
    def shown(self) -> tuple[ServiceSaid, ...]:
        """The services that may be shown, most first."""
        lines = [line for line in self.lines if line.cases is not None]
        return tuple(sorted(lines, key=lambda line: -(line.cases or 0)))

    @property
    def hides_some(self) -> bool:
        return any(line.cases is None for line in self.lines)


def said_in(programme: UUID, places: Collection[UUID]) -> SaidInPublic:
    """Cases by service in places and all below them, in two queries. Sensitive cases, those about
    somebody and those set aside are left out; counts below five are hidden, and the total where it would give them back;
    what is shown is rounded down to fives."""
    cases = about_nobody(
        Case.objects.filter(programme=programme, place__in=registry.places_below(places))
    ).exclude(state=State.SET_ASIDE)
    counted = dict(cases.values_list("service").annotate(n=Count("id")))
    # Security is always sensitive: a line for it would only say so.
    services = [service for service in Service if service is not Service.SECURITY]
    public = suppressed({s: counted.get(s.value, 0) for s in services}, minimum=SMALLEST_SHOWN)
    return SaidInPublic(
        lines=tuple(ServiceSaid(s, at_least(cases)) for s, cases in public.cells.items()),
        total=at_least(public.total),
    )


def at_least(count: int | None) -> int | None:
    """A count as anybody may know it: rounded down to fives."""
    return None if count is None else count - count % STEP
