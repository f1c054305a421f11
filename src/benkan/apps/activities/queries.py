"""What is planned, what was held, who came, what was agreed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from benkan.apps.activities.models import Activity, Headcount, Recommendation, SituationCount
from benkan.apps.activities.rules import OPEN_TO_ALL
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE, Actor
from benkan.kit.refusals import NotFound
from benkan.kit.splits import AgeBand, Sex, Situation

A_PAGE = 30


@dataclass(frozen=True)
class ActivityCard:
    """An activity with the name of its place. `people` None: not counted."""

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

    @property
    def day(self) -> date:
        return self.held_on or self.planned_on


@dataclass(frozen=True)
class Attendance:
    """Who came: zero where nobody of the kind was counted."""

    headcounts: Mapping[tuple[Sex, AgeBand], int]
    situations: Mapping[tuple[Situation, Sex], int]


@dataclass(frozen=True)
class RecommendationCard:
    """What a meeting agreed that an office should do."""

    id: UUID
    activity: UUID
    programme: UUID
    place: UUID
    problem: str
    action: str
    office: UUID
    service: str
    due_on: date


Places = Collection[UUID] | None
"""The places asked about and everything below them; None is everywhere."""


def activity_card(activity: UUID) -> ActivityCard:
    """The activity, in four queries.

    Raises:
        NotFound: there is none.
    """
    found = _cards(Activity.objects.filter(pk=activity))
    if not found:
        raise NotFound()
    return found[0]


def activity_cards(ids: Collection[UUID]) -> dict[UUID, ActivityCard]:
    """The activities with those ids, in four queries; an id that names none is left out."""
    return {card.id: card for card in _cards(Activity.objects.filter(pk__in=ids))}


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
    rows = _at(programme, places).filter(closed_at=None, planned_on__gte=today)
    if open_to_all:
        rows = rows.filter(kind__in=OPEN_TO_ALL)
    return _cards(rows.order_by("planned_on", "id")[:limit])


def to_report(
    programme: UUID, places: Places = None, *, today: date, limit: int = A_PAGE
) -> list[ActivityCard]:
    """Their day has gone by and nobody has said how it went; oldest first, in at most five queries."""
    rows = _at(programme, places).filter(closed_at=None, planned_on__lt=today)
    return _cards(rows.order_by("planned_on", "id")[:limit])


def held(programme: UUID, places: Places = None, *, page: int = 1) -> list[ActivityCard]:
    """Held and closed, latest first, a page at a time, in at most five queries."""
    rows = _at(programme, places).exclude(closed_at=None).order_by("-held_on", "id")
    return _cards(rows[(page - 1) * A_PAGE : page * A_PAGE])


def how_many_held(programme: UUID, places: Places = None) -> int:
    """How many are held and closed, in at most two queries."""
    return _at(programme, places).exclude(closed_at=None).count()


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


def recommendation_card(recommendation: UUID) -> RecommendationCard:
    """What was agreed, in one query.

    Raises:
        NotFound: there is none.
    """
    found = _agreed(Recommendation.objects.filter(pk=recommendation))
    if not found:
        raise NotFound()
    return found[0]


def agreed_at(activity: UUID) -> list[RecommendationCard]:
    """All that a meeting agreed on, in the order it was written down, in one query."""
    return _agreed(Recommendation.objects.filter(activity=activity).order_by("recorded_at", "id"))


def _agreed(rows: QuerySet[Recommendation]) -> list[RecommendationCard]:
    return [
        RecommendationCard(
            id=row.pk,
            activity=row.activity_id,
            programme=row.activity.programme_id,
            place=row.activity.place_id,
            problem=row.problem,
            action=row.action,
            office=row.office_id,
            service=row.service,
            due_on=row.due_on,
        )
        for row in rows.select_related("activity")[:200]
    ]


def _at(programme: UUID, places: Places) -> QuerySet[Activity]:
    rows = Activity.objects.filter(programme=programme)
    return rows if places is None else rows.filter(place__in=registry.places_below(places))


def _cards(rows: QuerySet[Activity]) -> list[ActivityCard]:
    counted = list(rows)
    heads = Headcount.objects.filter(activity__in=counted).values_list("activity")
    people = dict(heads.annotate(Sum("people")))
    places = registry.place_cards({row.place_id for row in counted})
    return [
        ActivityCard(
            id=row.pk,
            programme=row.programme_id,
            kind=row.kind,
            kind_label=str(Activity.Kind(row.kind).label),
            title=row.title,
            place=row.place_id,
            place_name=places[row.place_id].name,
            venue=row.venue,
            organisation=row.organisation_id,
            planned_on=row.planned_on,
            held_on=row.held_on,
            is_closed=row.closed_at is not None,
            people=people.get(row.pk),
            minutes=row.minutes,
            evidence_file=row.evidence_file,
        )
        for row in counted
    ]
