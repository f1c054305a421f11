"""How many people were met: attendances, and people told apart where there are names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db.models import QuerySet, Sum

from benkan.apps.activities.models import Activity, Attendee, Headcount, SituationCount
from benkan.apps.activities.queries.keys import sealing_key
from benkan.apps.activities.queries.meetings import Places, at_places
from benkan.apps.activities.rules.attendance import Line, Unique, counted_once
from benkan.kit.sealing import unsealed
from benkan.kit.splits import AgeBand, Sex, Situation

MOST_NAMES = 2000


@dataclass(frozen=True)
class PeopleMet:
    """Who was met in a period: two counts that are never added.

    `gross` counts attendances at all meetings: somebody who came twice counts twice. `unique` counts
    people, at those meetings alone that have names (`meetings_with_names`), among the attendances by
    name there (`unique.attendances`); of people met elsewhere nobody knows whether they are others.
    """

    meetings: int
    gross: int
    by_sex_and_age: Mapping[tuple[Sex, AgeBand], int]
    by_situation: Mapping[tuple[Situation, Sex], int]
    meetings_with_names: int
    gross_where_names: int
    unique: Unique


@dataclass(frozen=True)
class Named:
    """A line of a sheet with its name; `name` is empty once it was erased."""

    id: UUID
    name: str
    organisation: str
    sex: Sex
    age_band: AgeBand
    disability: bool
    displaced: bool
    is_erased: bool
    can_be_told_apart: bool


def people_met(programme: UUID, since: date, until: date, places: Places = None) -> PeopleMet:
    """Who was met at meetings held from `since` to the day before `until`, in the places given and
    below them (None: everywhere); at most seven queries, and one row for each attendance by name."""
    held = at_places(programme, places).filter(
        closed_at__isnull=False, held_on__gte=since, held_on__lt=until
    )
    heads = _summed(Headcount.objects.filter(activity__in=held), "sex", "age_band")
    situations = _summed(SituationCount.objects.filter(activity__in=held), "situation", "sex")
    named = Attendee.objects.filter(activity__in=held)
    with_names = Activity.objects.filter(pk__in=named.values("activity"))
    there = Headcount.objects.filter(activity__in=with_names).aggregate(Sum("people"))
    by_sex_and_age = {(Sex(sex), AgeBand(band)): people for (sex, band), people in heads.items()}
    return PeopleMet(
        meetings=held.count(),
        gross=sum(by_sex_and_age.values()),
        by_sex_and_age=by_sex_and_age,
        by_situation={(Situation(of), Sex(sex)): n for (of, sex), n in situations.items()},
        meetings_with_names=with_names.count(),
        gross_where_names=there["people__sum"] or 0,
        unique=counted_once(
            _line(*row)
            for row in named.order_by("activity__held_on", "pk").values_list(
                "token", "sex", "age_band", "disability", "displaced"
            )
        ),
    )


def names_at(activity: UUID) -> list[Named]:
    """The lines of a meeting's sheet as they were typed, at most 2000, in two queries. Whoever asks
    has seen to it that the reader may."""
    programme = Activity.objects.values_list("programme_id", flat=True).get(pk=activity)
    key = sealing_key(programme)
    rows = Attendee.objects.filter(activity=activity).order_by("consented_at", "pk")
    return [_named(row, key) for row in rows[:MOST_NAMES]]


def how_many_named(activity: UUID) -> int:
    """How many people of a meeting are known by name, or were, in one query."""
    return Attendee.objects.filter(activity=activity).count()


def erased_attendees(*, since: datetime | None = None) -> set[UUID]:
    """The lines of sheets that were erased, all or since a moment, in one query."""
    rows = Attendee.objects.filter(erased_at__isnull=False)
    if since is not None:
        rows = rows.filter(erased_at__gte=since)
    return set(rows.values_list("pk", flat=True))


def _named(row: Attendee, key: bytes) -> Named:
    words = {"name": "", "organisation": ""}
    if row.erased_at is None:
        words = _unsealed(row, key) or words
    return Named(
        id=row.pk,
        name=words["name"],
        organisation=words["organisation"],
        sex=Sex(row.sex),
        age_band=AgeBand(row.age_band),
        disability=row.disability,
        displaced=row.displaced,
        is_erased=row.erased_at is not None,
        can_be_told_apart=row.token is not None,
    )


def _unsealed(row: Attendee, key: bytes) -> dict[str, str] | None:
    """None where the key of that time was lost: the line can still be erased."""
    try:
        found = unsealed(key, row.sealed, bound_to=row.pk, use="attendee")
    except InvalidTag:
        return None
    return dict(json.loads(found))


def _line(token: str | None, sex: str, band: str, disability: bool, displaced: bool) -> Line:
    said = ((Situation.DISABILITY, disability), (Situation.DISPLACED, displaced))
    return Line(token, Sex(sex), AgeBand(band), frozenset(of for of, is_so in said if is_so))


def _summed(
    rows: "QuerySet[Headcount] | QuerySet[SituationCount]", *split: str
) -> dict[tuple[str, str], int]:
    found = rows.order_by().values_list(*split).annotate(Sum("people"))
    return {(one, other): people for one, other, people in found}
