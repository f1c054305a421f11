"""What subscribers hear of their communes: what was published there since the last time."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.activities import queries as activities
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import State
from benkan.apps.messaging import actions as messaging_actions
from benkan.apps.messaging import queries as messaging
from benkan.apps.messaging.queries import NewsReader
from benkan.apps.messaging.rules.news import MEETINGS_WITHIN, Happening, News
from benkan.apps.registry import queries as registry

BATCH = 100
LONGEST_SILENCE = timedelta(days=120)
"""Of what is older than this nobody is told any more, however long nothing was told."""
_MOST = 40
"""Published things that are looked at in one commune; a digest has room for some three."""


def tell_the_news(now: datetime, programme: UUID | None = None) -> int:
    """Write to some subscribers of a programme (None: of all) whose turn it is; returns how many were
    looked at, 0 at the end."""
    readers = messaging.readers_due(now=now, limit=BATCH, programme=programme)
    known: dict[tuple[UUID, UUID], list[tuple[datetime, News]]] = {}
    for reader in readers:
        new = {place: _new(known, reader, place, now=now) for place in reader.since}
        messaging_actions.tell_news(contact=reader.contact, new=new, moment=now)
    return len(readers)


def _new(
    known: dict[tuple[UUID, UUID], list[tuple[datetime, News]]],
    reader: NewsReader,
    place: UUID,
    *,
    now: datetime,
) -> list[News]:
    """What was published at a place since the reader was told; asked once for all who follow it."""
    at = reader.programme, place
    if at not in known:
        since = now - LONGEST_SILENCE
        known[at] = list(_published(reader.programme, place, since=since, now=now))
    return [one for moment, one in known[at] if reader.since[place] < moment <= now]


def _published(
    programme: UUID, place: UUID, *, since: datetime, now: datetime
) -> Iterator[tuple[datetime, News]]:
    """Each thing that everybody may know, with the moment since when; sixteen queries."""
    today = timezone.localdate(now)
    below = registry.places_below([place])
    for one in commitments.on_record(programme, below, today=today, since=since, limit=_MOST):
        if one.settled_at is not None and one.line.settled_on is not None:
            kind = Happening.KEPT if one.line.state is State.KEPT else Happening.BROKEN
            yield one.settled_at, News(kind, one.line.action, one.line.settled_on)
        elif one.promised_at is not None:
            yield one.promised_at, News(Happening.PROMISED, one.line.action, one.line.due_on)
    for measure in commitments.policies_on_record(programme, [place], since=since, limit=_MOST):
        day = timezone.localdate(measure.published_at)
        yield measure.published_at, News(Happening.POLICY, measure.line.title, day)
    for met in activities.public.published(programme, [place], size=_MOST):
        yield met.published_at, News(Happening.REPORTED, met.title, met.held_on)
    # A meeting of the week to come is news whenever it was announced.
    for meeting in _meetings(programme, place, today):
        yield (
            now,
            News(
                Happening.MEETING,
                ", ".join(filter(None, (meeting.title, meeting.venue))),
                meeting.planned_on,
            ),
        )


def _meetings(programme: UUID, place: UUID, today: date) -> Collection[activities.ActivityCard]:
    to_come = activities.upcoming(programme, [place], today=today, limit=_MOST, open_to_all=True)
    return [one for one in to_come if today < one.planned_on <= today + MEETINGS_WITHIN]
