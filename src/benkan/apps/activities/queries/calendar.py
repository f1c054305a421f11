"""Planned against held: what became of every meeting that stood in the calendar of a period."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from benkan.apps.activities.models import Activity, Postponement
from benkan.apps.activities.queries.meetings import (
    A_PAGE,
    ActivityCard,
    Places,
    at_places,
    cards_of,
)
from benkan.apps.activities.rules.calendar import Outcome, outcome
from benkan.apps.activities.rules.kinds import Kind
from benkan.apps.registry import queries as registry

BY = ("kind", "place", "organisation")


@dataclass(frozen=True)
class Filters:
    """Which meetings: first planned from `since` to `until`, both days in; empty or None narrows
    nothing. `by`: what the lines of the table are. `outcome`: which meetings are listed below."""

    since: date
    until: date
    place: UUID | None = None
    kind: str = ""
    organisation: UUID | None = None
    by: str = "kind"
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Line:
    """One line of the table. The outcomes of `counts` add up to `planned`."""

    key: str
    name: str
    counts: dict[Outcome, int] = field(default_factory=dict)

    @property
    def planned(self) -> int:
        return sum(self.counts.values())

    @property
    def held(self) -> int:
        return self.counts.get(Outcome.HELD, 0) + self.counts.get(Outcome.HELD_LATE, 0)

    @property
    def row(self) -> list[tuple[Outcome, int]]:
        """Every outcome with its count, in the order of the table."""
        return [(one, self.counts.get(one, 0)) for one in Outcome]


@dataclass(frozen=True)
class Balance:
    """The table, and a page of the meetings that it counts, soonest first."""

    total: Line
    lines: list[Line]
    meetings: list[tuple[ActivityCard, Outcome]]
    matching: int


def balance(
    programme: UUID, places: Places, asked: Filters, *, today: date, page: int = 1
) -> Balance:
    """What was planned and what became of it, in at most nine queries; one short row is read for each
    meeting of the period."""
    rows = _asked(programme, places, asked)
    became = {pk: (keys, of) for pk, keys, of in _days(rows, today)}
    counts: dict[str, dict[Outcome, int]] = {}
    total: dict[Outcome, int] = {}
    for keys, of in became.values():
        line = counts.setdefault(keys[asked.by], {})
        line[of] = line.get(of, 0) + 1
        total[of] = total.get(of, 0) + 1
    named = _names(asked.by, counts, programme)
    lines = [Line(key, named.get(key, ""), those) for key, those in counts.items()]
    listed = [pk for pk, (_, of) in became.items() if asked.outcome in (None, of)]
    shown = listed[(max(page, 1) - 1) * A_PAGE :][:A_PAGE]
    cards = {card.id: card for card in cards_of(Activity.objects.filter(pk__in=shown))}
    return Balance(
        total=Line("", "", total),
        lines=sorted(lines, key=lambda line: (-line.planned, line.name)),
        meetings=[(cards[pk], became[pk][1]) for pk in shown],
        matching=len(listed),
    )


def postponements_of(activity: UUID) -> list[tuple[date, date, str]]:
    """From which day to which, and why, in order; one query."""
    rows = Postponement.objects.filter(activity=activity).order_by("moment", "pk")
    return list(rows.values_list("from_day", "to_day", "reason"))


def _asked(programme: UUID, places: Places, asked: Filters) -> QuerySet[Activity]:
    rows = at_places(programme, places)
    if asked.place is not None:
        rows = rows.filter(place__in=registry.places_below([asked.place]))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.organisation is not None:
        rows = rows.filter(organisation=asked.organisation)
    first = Coalesce("first_planned_on", "planned_on")
    return rows.annotate(first=first).filter(first__gte=asked.since, first__lte=asked.until)


def _days(rows: QuerySet[Activity], today: date) -> Iterable[tuple[UUID, dict[str, str], Outcome]]:
    first = Coalesce("first_planned_on", "planned_on")
    found = rows.order_by(first, "pk").values_list(
        "pk", "kind", "place_id", "organisation_id", "cancelled_at",
        "planned_on", "first_planned_on", "held_on",
    )  # fmt: skip
    for pk, kind, place, organisation, cancelled, planned_on, first_planned_on, held_on in found:
        keys = {"kind": kind, "place": str(place), "organisation": str(organisation or "")}
        became = outcome(
            planned_on=planned_on,
            first_planned_on=first_planned_on,
            held_on=held_on,
            is_cancelled=cancelled is not None,
            today=today,
        )
        yield pk, keys, became


def _names(by: str, keys: Iterable[str], programme: UUID) -> dict[str, str]:
    if by == "kind":
        return {key: gettext(Kind(key).label) for key in keys}
    ids = [UUID(key) for key in keys if key]
    if by == "place":
        return {str(pk): card.name for pk, card in registry.place_cards(ids).items()}
    named = {str(pk): name for pk, name in registry.organisations_called(programme, only=ids)}
    return {**named, "": gettext("No organisation")}
