"""Questions and recommendations of meetings, and what has no end yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from benkan.apps.activities.models import Question, Recommendation
from benkan.apps.activities.queries.meetings import Places
from benkan.apps.activities.rules.ending import Ending
from benkan.apps.registry import queries as registry
from benkan.kit.refusals import NotFound

MOST = 200


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


@dataclass(frozen=True)
class Recommended:
    """A recommendation with how it ended. `promised_before`: the commitment that answers it."""

    id: UUID
    activity: UUID
    programme: UUID
    place: UUID
    problem: str
    action: str
    service: str
    recorded_at: datetime
    ending: Ending
    ending_note: str
    promised_before: UUID | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ending is Ending.OPEN


@dataclass(frozen=True)
class OpenRecommendation:
    """One without an end: `days` since it was written down."""

    id: UUID
    activity: UUID
    meeting: str
    place_name: str
    action: str
    days: int


@dataclass(frozen=True)
class Asked:
    """A question with the category of who asked; what it led to, if anything."""

    id: UUID
    asker: str
    question: str
    answer: str
    recommendation: UUID | None


def recommendation_card(recommendation: UUID) -> RecommendationCard:
    """What was agreed, in one query.

    Raises:
        NotFound: there is none, or no office was asked.
    """
    found = _agreed(Recommendation.objects.filter(pk=recommendation))
    if not found:
        raise NotFound()
    return found[0]


def agreed_at(activity: UUID) -> list[RecommendationCard]:
    """All that a meeting agreed with an office, in the order it was written down, in one query."""
    return _agreed(Recommendation.objects.filter(activity=activity).order_by("recorded_at", "id"))


def recommended(recommendation: UUID) -> Recommended:
    """One recommendation with its end, in one query.

    Raises:
        NotFound: there is none.
    """
    found = _recommended(Recommendation.objects.filter(pk=recommendation))
    if not found:
        raise NotFound()
    return found[0]


def recommended_at(activity: UUID) -> list[Recommended]:
    """All that a meeting recommended, in the order it was written down, in one query."""
    rows = Recommendation.objects.filter(activity=activity).order_by("recorded_at", "id")
    return _recommended(rows)


def questions_at(activity: UUID) -> list[Asked]:
    """The questions of a meeting in the order they were written down, in one query."""
    rows = Question.objects.filter(activity=activity).order_by("recorded_at", "id")
    return [
        Asked(row.pk, row.asker, row.question, row.answer, row.recommendation_id)
        for row in rows[:MOST]
    ]


def without_end(
    programme: UUID, places: Places = None, *, now: datetime, limit: int = MOST
) -> list[OpenRecommendation]:
    """Recommendations that neither became a promise nor have a reason why not, the oldest first, in
    at most three queries."""
    rows = _without_end(programme, places).select_related("activity")
    found = list(rows.order_by("recorded_at", "id")[:limit])
    names = registry.place_cards({row.activity.place_id for row in found})
    today = timezone.localdate(now)
    return [
        OpenRecommendation(
            id=row.pk,
            activity=row.activity_id,
            meeting=row.activity.title,
            place_name=names[row.activity.place_id].name,
            action=row.action,
            days=(today - timezone.localdate(row.recorded_at)).days,
        )
        for row in found
    ]


def how_many_without_end(programme: UUID, places: Places = None) -> int:
    """How many recommendations have no end, in at most two queries."""
    return _without_end(programme, places).count()


def _without_end(programme: UUID, places: Collection[UUID] | None) -> QuerySet[Recommendation]:
    rows = Recommendation.objects.filter(ending=Ending.OPEN, activity__programme=programme)
    if places is None:
        return rows
    return rows.filter(activity__place__in=registry.places_below(places))


def _agreed(rows: QuerySet[Recommendation]) -> list[RecommendationCard]:
    agreed = rows.filter(ending=Ending.PROMISED).select_related("activity")[:MOST]
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
        for row in agreed
        if row.office_id is not None and row.due_on is not None
    ]


def _recommended(rows: QuerySet[Recommendation]) -> list[Recommended]:
    return [
        Recommended(
            id=row.pk,
            activity=row.activity_id,
            programme=row.activity.programme_id,
            place=row.activity.place_id,
            problem=row.problem,
            action=row.action,
            service=row.service,
            recorded_at=row.recorded_at,
            ending=Ending(row.ending),
            ending_note=row.ending_note,
            promised_before=row.promised_before,
            ended_at=row.ended_at,
        )
        for row in rows.select_related("activity")[:MOST]
    ]
