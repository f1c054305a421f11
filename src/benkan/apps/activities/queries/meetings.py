"""Meetings: one, lists of them, and who came."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext

from benkan.apps.activities.models import Activity, Headcount, Recommendation, SituationCount
from benkan.apps.activities.rules import OPEN_TO_ALL, kinds
from benkan.apps.activities.rules.ending import Ending
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE, Actor
from benkan.kit.lists import Part, are_many, walked
from benkan.kit.prepared import Prepared
from benkan.kit.refusals import NotFound
from benkan.kit.splits import AgeBand, Sex, Situation

A_PAGE = 30
_OPEN = Q(closed_at=None, cancelled_at=None)


@dataclass(frozen=True)
class ActivityCard:
    """An activity with the name of its place. `people` None: not counted. `facts`: what its kind asks,
    as far as it was said; `missing`: what a closed report still owes. `first_planned_on` None: never
    put off."""

    id: UUID
    programme: UUID
    kind: str
    kind_label: str
    title: str
    place: UUID
    place_name: str
    venue: str
    organisation: UUID | None
    planned_on: date
    held_on: date | None
    is_closed: bool
    people: int | None
    minutes: str
    evidence_file: UUID | None
    first_planned_on: date | None
    is_cancelled: bool
    cancel_reason: str
    told: kinds.Told
    facts: kinds.Facts
    missing: tuple[kinds.Asked, ...]

    @property
    def day(self) -> date:
        return self.held_on or self.planned_on


@dataclass(frozen=True)
class Attendance:
    """Who came: zero where nobody of the kind was counted."""

    headcounts: Mapping[tuple[Sex, AgeBand], int]
    situations: Mapping[tuple[Situation, Sex], int]


Places = Collection[UUID] | None
"""The places asked about and everything below them; None is everywhere."""


def activity_card(activity: UUID) -> ActivityCard:
    """The activity, in four queries.

    Raises:
        NotFound: there is none.
    """
    found = cards_of(Activity.objects.filter(pk=activity))
    if not found:
        raise NotFound()
    return found[0]


def activity_cards(ids: Collection[UUID]) -> dict[UUID, ActivityCard]:
    """The activities with those ids, in four queries; an id that names none is left out."""
    return {card.id: card for card in cards_of(Activity.objects.filter(pk__in=ids))}


def seen_activity(activity: UUID, *, programme: UUID, actor: Actor) -> ActivityCard:
    """The activity, for those who have a role at its place or above it; one query more.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    card = activity_card(activity)
    is_of_programme = card.programme == programme == actor.programme
    if not is_of_programme or not actor.holds(*EVERY_ROLE, line=registry.line_of(card.place)):
        raise NotFound()
    return card


def upcoming(
    programme: UUID,
    places: Places = None,
    *,
    today: date,
    limit: int = A_PAGE,
    open_to_all: bool = False,
) -> list[ActivityCard]:
    """Planned for today or later, soonest first, in four queries; `open_to_all` leaves out those to
    which not everybody is invited."""
    rows = at_places(programme, places).filter(_OPEN, planned_on__gte=today)
    if open_to_all:
        rows = rows.filter(kind__in=OPEN_TO_ALL)
    return cards_of(rows.order_by("planned_on", "id")[:limit])


def to_report(
    programme: UUID, places: Places = None, *, today: date, limit: int = A_PAGE
) -> list[ActivityCard]:
    """Their day has gone by and nobody has said how it went; oldest first, in at most five queries."""
    rows = at_places(programme, places).filter(_OPEN, planned_on__lt=today)
    return cards_of(rows.order_by("planned_on", "id")[:limit])


def held(programme: UUID, places: Places = None, *, page: int = 1) -> list[ActivityCard]:
    """Held and closed, latest first, a page at a time, in at most five queries."""
    rows = _closed(at_places(programme, places))
    return cards_of(rows[(page - 1) * A_PAGE : page * A_PAGE])


@dataclass(frozen=True)
class Lists:
    """What is to come, to report, to complete, and a page of what was held; how many recommendations
    have no end."""

    upcoming: list[ActivityCard]
    to_report: list[ActivityCard]
    to_complete: list[ActivityCard]
    held: Part[ActivityCard]
    without_end: int


def meeting_lists(
    programme: UUID, places: Places = None, *, today: date, page: int = 1, complete: int = 10
) -> Lists:
    """All lists of the page of meetings, in at most ten queries; `complete`: how many to complete."""
    rows = at_places(programme, places)
    closed = _closed(rows)
    if places is not None and are_many(closed):
        closed = _closed(walked(rows, programme=programme))
    open_ones = rows.filter(_OPEN).order_by("planned_on", "id")
    coming = list(open_ones.filter(planned_on__gte=today)[:A_PAGE])
    late = list(open_ones.filter(planned_on__lt=today)[:A_PAGE])
    over = list(closed[(page - 1) * A_PAGE : page * A_PAGE + 1])
    # As a rule the last held owe something: then nobody needs to look further back.
    owing = [row.pk for row in over if kinds.missing(row.kind, row.told)] if page == 1 else []
    if complete and len(owing) < complete:
        owing = _owing(closed)
    owing = owing[:complete]
    further = set(owing) - {row.pk for row in over}
    others = Activity.objects.filter(pk__in=further)
    cards = {card.id: card for card in cards_of([*coming, *late, *over, *others])}
    return Lists(
        upcoming=[cards[row.pk] for row in coming],
        to_report=[cards[row.pk] for row in late],
        to_complete=[cards[pk] for pk in owing],
        held=Part(tuple(cards[row.pk] for row in over[:A_PAGE]), page, more=len(over) > A_PAGE),
        without_end=Recommendation.objects.filter(ending=Ending.OPEN, activity__in=rows).count(),
    )


def _closed(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those that were held and closed, the latest first. That they have a day goes without saying, but not
    for PostgreSQL, which would begin with all that have none."""
    held = rows.filter(closed_at__isnull=False, held_on__isnull=False)
    return held.order_by("-held_on", "-id")


def _owing(closed: QuerySet[Activity]) -> list[UUID]:
    """Those of the last 200 held whose report is not complete, the latest first, in one query."""
    asking = [kind.value for kind in kinds.Kind if kinds.asked_of(kind, at_report=True)]
    recent = closed.filter(kind__in=asking).values_list("pk", "kind", "told")[:200]
    return [pk for pk, kind, told in recent if kinds.missing(kind, told)]


def between(
    programme: UUID, places: Places = None, *, since: date, until: date, limit: int
) -> list[ActivityCard]:
    """Whose day (the one held on, else the one planned) is from one on and before another; those called
    off are left out. At most five queries."""
    held = Q(held_on__gte=since, held_on__lt=until)
    planned = Q(held_on=None, planned_on__gte=since, planned_on__lt=until)
    rows = at_places(programme, places).filter(held | planned, cancelled_at=None)
    return cards_of(rows.order_by("planned_on", "id")[:limit])


def attendance(activity: UUID) -> Attendance:
    """Who came, in two queries."""
    people = Headcount.objects.filter(activity=activity)
    situations = SituationCount.objects.filter(activity=activity)
    return Attendance(
        headcounts={(Sex(row.sex), AgeBand(row.age_band)): row.people for row in people},
        situations={(Situation(row.situation), Sex(row.sex)): row.people for row in situations},
    )


def was_reported(activity: UUID, *, report_key: str) -> bool:
    """Whether this very report has closed the activity already, in one query."""
    return bool(report_key) and Activity.objects.filter(pk=activity, report_key=report_key).exists()


def at_places(programme: UUID, places: Places) -> QuerySet[Activity]:
    """The meetings of a programme at places and below them."""
    rows = Activity.objects.filter(programme=programme)
    return rows if places is None else rows.filter(place__in=registry.places_below(places))


def _ask_who_came(*, activities: Collection[UUID]) -> QuerySet[Any, Any]:
    heads = Headcount.objects.filter(activity__in=activities).values_list("activity")
    return heads.annotate(Sum("people"))


_CAME = Prepared(_ask_who_came, activities=(UUID,))


def cards_of(rows: Iterable[Activity]) -> list[ActivityCard]:
    """Rows as others see them, in at most two queries: nobody has come to what was not held."""
    counted = list(rows)
    people: dict[UUID, int] = dict(_CAME(activities=[row.pk for row in counted if row.held_on]))
    places = registry.place_names({row.place_id for row in counted})
    return [
        ActivityCard(
            id=row.pk,
            programme=row.programme_id,
            kind=row.kind,
            kind_label=gettext(kinds.Kind(row.kind).label),
            title=row.title,
            place=row.place_id,
            place_name=places[row.place_id],
            venue=row.venue,
            organisation=row.organisation_id,
            planned_on=row.planned_on,
            held_on=row.held_on,
            is_closed=row.closed_at is not None,
            people=people.get(row.pk),
            minutes=row.minutes,
            evidence_file=row.evidence_file,
            first_planned_on=row.first_planned_on,
            is_cancelled=row.cancelled_at is not None,
            cancel_reason=row.cancel_reason,
            told=row.told,
            facts=kinds.facts_of(row.kind, row.told),
            missing=kinds.missing(row.kind, row.told) if row.closed_at else (),
        )
        for row in counted
    ]
