"""What anybody may know of meetings: those to come that are open to all, and summaries that somebody
has published. Minutes, names and sheets are never among it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from benkan.apps.activities.models import Activity, Headcount, Summary
from benkan.apps.activities.queries.meetings import (
    A_PAGE,
    ActivityCard,
    Places,
    at_places,
    upcoming,
)
from benkan.apps.activities.rules import publishing
from benkan.apps.activities.rules.kinds import Kind
from benkan.apps.registry import queries as registry
from benkan.kit.lists import Part, part_of
from benkan.kit.refusals import NotFound
from benkan.kit.splits import AgeBand, Sex


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting that was held, with the summary written for everybody."""

    id: UUID
    kind: str
    kind_label: str
    title: str
    place: UUID
    place_name: str
    venue: str
    held_on: date
    summary: str
    published_at: datetime
    attendance: publishing.PublicAttendance


def to_come(
    programme: UUID, places: Places = None, *, today: date, limit: int = A_PAGE
) -> list[ActivityCard]:
    """Meetings to which everybody is invited, soonest first, in four queries."""
    return upcoming(programme, places, today=today, limit=limit, open_to_all=True)


def published(
    programme: UUID, places: Places = None, *, page: int = 1, size: int = A_PAGE
) -> list[PublicMeeting]:
    """Held and published, latest first, a page at a time, in at most four queries."""
    return list(published_part(programme, places, page=page, size=size).lines)


def published_part(
    programme: UUID, places: Places = None, *, page: int = 1, size: int = A_PAGE
) -> Part[PublicMeeting]:
    """The same, and whether more follow. Goes by the day of the meetings: to put all summaries in order
    for one page would cost more with each meeting."""
    public = Exists(Summary.objects.filter(activity=OuterRef("pk"), withdrawn_at=None))
    rows = at_places(programme, places).filter(public, held_on__isnull=False)
    return part_of(rows.order_by("-held_on", "-id"), page, size=size, made=_summarised)


def _summarised(met: Sequence[Activity]) -> tuple[PublicMeeting, ...]:
    texts = {one.activity_id: one for one in _published().filter(activity__in=met)}
    return tuple(_meetings([texts[one.pk] for one in met]))


def published_among(ids: Collection[UUID], *, programme: UUID) -> list[PublicMeeting]:
    """Those of some meetings that are published, the first first, in at most four queries."""
    rows = _published().filter(activity__in=ids, activity__programme=programme)
    return _meetings(list(rows.order_by("activity__held_on", "activity_id")))


def published_meeting(activity: UUID, *, programme: UUID) -> PublicMeeting:
    """One of them, in at most three queries.

    Raises:
        NotFound: there is none, or nothing of it is public.
    """
    rows = _published().filter(activity=activity, activity__programme=programme)
    found = _meetings(list(rows))
    if not found:
        raise NotFound()
    return found[0]


def _published() -> QuerySet[Summary]:
    return Summary.objects.filter(withdrawn_at=None).select_related("activity")


def _meetings(rows: Collection[Summary]) -> list[PublicMeeting]:
    met = [row.activity for row in rows]
    names = registry.place_names({one.place_id for one in met})
    heads = _counts(met)
    return [
        PublicMeeting(
            id=row.activity_id,
            kind=row.activity.kind,
            kind_label=gettext(Kind(row.activity.kind).label),
            title=row.activity.title,
            place=row.activity.place_id,
            place_name=names[row.activity.place_id],
            venue=row.activity.venue,
            held_on=row.activity.held_on or row.activity.planned_on,
            summary=row.text,
            published_at=row.published_at,
            attendance=publishing.shown_attendance(heads.get(row.activity_id, {})),
        )
        for row in rows
    ]


def _counts(met: Collection[Activity]) -> dict[UUID, dict[tuple[Sex, AgeBand], int]]:
    heads: dict[UUID, dict[tuple[Sex, AgeBand], int]] = {}
    for row in Headcount.objects.filter(activity__in=met):
        there = heads.setdefault(row.activity_id, {})
        there[Sex(row.sex), AgeBand(row.age_band)] = row.people
    return heads


def summary_of(activity: UUID) -> str | None:
    """The text that everybody may read of a meeting now, in one query; None where nothing is public."""
    rows = Summary.objects.filter(activity=activity, withdrawn_at=None)
    return rows.values_list("text", flat=True).first()
