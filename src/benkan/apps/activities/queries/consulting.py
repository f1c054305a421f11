"""Who came to meetings of some kinds, place by place; and what meetings asked for in vain."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from benkan.apps.activities.models import Activity, Headcount, Recommendation, SituationCount
from benkan.apps.activities.queries.meetings import Places, at_places
from benkan.apps.activities.rules.ending import Ending
from benkan.apps.activities.rules.kinds import Kind
from benkan.kit.splits import AgeBand, Sex, Situation


@dataclass
class Came:
    """Attendances, by sex and age and by situation and sex."""

    by_sex_and_age: Counter[tuple[Sex, AgeBand]] = field(default_factory=Counter)
    by_situation: Counter[tuple[Situation, Sex]] = field(default_factory=Counter)


def meetings_of_kinds(
    programme: UUID,
    since: date,
    until: date,
    places: Places = None,
    *,
    kinds: Collection[Kind],
    without: Collection[UUID] = (),
) -> QuerySet[Activity]:
    """The reported meetings of these kinds from `since` to the day before `until`, in the places given
    and below them, but for some; asks nothing by itself but for the places."""
    held = at_places(programme, places).filter(
        closed_at__isnull=False, held_on__gte=since, held_on__lt=until, kind__in=kinds
    )
    return held.exclude(pk__in=without)


def came_to(meetings: QuerySet[Activity]) -> dict[UUID, Came]:
    """Who came, by the place of the meetings, in two queries."""
    found: dict[UUID, Came] = {}
    heads = Headcount.objects.filter(activity__in=meetings).order_by()
    for place, sex, band, people in heads.values_list(
        "activity__place", "sex", "age_band"
    ).annotate(Sum("people")):
        found.setdefault(place, Came()).by_sex_and_age[Sex(sex), AgeBand(band)] += people
    situations = SituationCount.objects.filter(activity__in=meetings).order_by()
    for place, of, sex, people in situations.values_list(
        "activity__place", "situation", "sex"
    ).annotate(Sum("people")):
        found.setdefault(place, Came()).by_situation[Situation(of), Sex(sex)] += people
    return found


@dataclass(frozen=True)
class Unpromised:
    """What a meeting asked for that no office took on."""

    id: UUID
    activity: UUID
    place: UUID
    action: str
    service: str
    recorded_at: datetime


def unpromised_at(activities: Collection[UUID], *, before: datetime) -> list[Unpromised]:
    """What meetings asked for before a moment that is still without an end, in one query."""
    rows = Recommendation.objects.filter(
        activity__in=activities, ending=Ending.OPEN, recorded_at__lt=before
    ).select_related("activity")
    return [
        Unpromised(
            row.pk, row.activity_id, row.activity.place_id, row.action, row.service, row.recorded_at
        )
        for row in rows.order_by("recorded_at", "id")
    ]
