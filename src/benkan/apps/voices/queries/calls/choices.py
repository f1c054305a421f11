"""What a list of calls can be narrowed to."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import CallFile, CallTopic
from benkan.apps.voices.rules.calls.codes import Origin
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class Choice:
    code: str
    label: str


@dataclass(frozen=True)
class CallChoices:
    """Regions with what is said instead, families with their topics, and months by their first day."""

    digest: str
    regions: dict[str, UUID | None]
    region_names: tuple[Choice, ...]
    families: tuple[Choice, ...]
    topics: tuple[tuple[str, tuple[Choice, ...]], ...]
    months: tuple[date, ...]


def call_choices(programme: UUID) -> CallChoices:
    """What there is to choose from, in one query; the first time in four. Not found where no calls
    were loaded."""
    file = CallFile.objects.filter(programme=programme).first()
    if file is None:
        raise NotFound()
    return _choices(programme, file.digest, file.first_day, file.last_day)


@lru_cache(maxsize=64)
def _choices(programme: UUID, digest: str, first_day: date, last_day: date) -> CallChoices:
    """Gathered once for each file: what its calls may be about does not change."""
    regions = registry.regions()
    topics: dict[str, list[Choice]] = defaultdict(list)
    families: dict[str, Choice] = {}
    rows = CallTopic.objects.filter(programme=programme).select_related("family")
    for row in rows.order_by("position"):
        families[row.family.label] = Choice(str(row.family.position), row.family.label)
        topics[row.family.label].append(Choice(row.code, row.label))
    instead = (Origin.OUTSIDE, Origin.UNKNOWN)
    return CallChoices(
        digest=digest,
        regions={card.code: card.id for card in regions} | dict.fromkeys(instead),
        region_names=(
            *(Choice(card.code, card.name) for card in regions),
            *(Choice(origin.value, origin.label) for origin in instead),
        ),
        families=tuple(families.values()),
        topics=tuple((family, tuple(found)) for family, found in topics.items()),
        months=tuple(_months(first_day, last_day)),
    )


def _months(first: date, last: date) -> list[date]:
    found = [first.replace(day=1)]
    while (following := next_month(found[-1])) <= last:
        found.append(following)
    return found


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
