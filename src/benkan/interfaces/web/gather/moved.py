"""What was published lately in a programme or one of its communes, for those who follow by RSS."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.activities import queries as activities
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import State
from benkan.apps.registry import queries as registry
from benkan.kit.refusals import N_

MOST = 50
_BEFORE_A_MEETING = timedelta(days=14)

WORDS = {
    "promised": N_("Promised: %(about)s"),
    "kept": N_("Kept: %(about)s"),
    "broken": N_("Not kept: %(about)s"),
    "asked": N_("Asked of an office: %(about)s"),
    "meeting": N_("Meeting open to all: %(about)s"),
}


@dataclass(frozen=True)
class Moved:
    """One thing that became known. `about` is what somebody wrote, `words` the English sentence around
    it; `day` is the day that matters: due, settled, or of the meeting. `code` is that of the commune,
    where it is one."""

    key: str
    words: str
    about: str
    kind: str
    moment: datetime
    day: date
    office: str
    place: str
    code: str


def moved_lately(
    programme: UUID, places: Collection[UUID] | None = None, *, on: date
) -> list[Moved]:
    """The latest 50, newest first, in at most twelve queries however much there is."""
    found = [*_promises(programme, places, on), *_meetings(programme, places, on)]
    return sorted(found, key=lambda one: (one.moment, one.key), reverse=True)[:MOST]


def _promises(programme: UUID, places: Collection[UUID] | None, on: date) -> Iterator[Moved]:
    rows = commitments.on_record(programme, places, today=on, limit=MOST)
    codes = _codes({one.line.place for one in rows})
    for one in rows:
        line = one.line
        moments = [("promised", one.promised_at, line.due_on)]
        if one.promised_at is None:
            moments = [("asked", one.published_at, line.due_on)]
        if one.settled_at is not None and line.settled_on is not None:
            outcome = "kept" if line.state is State.KEPT else "broken"
            settled = (outcome, one.settled_at, line.settled_on)
            # What was over when it was published is told once.
            was_over = one.settled_at == one.published_at
            moments = [settled] if was_over else [*moments, settled]
        for kind, moment, day in moments:
            assert moment is not None, "one of the two moments is there"
            yield Moved(
                key=f"{kind}:{line.id}",
                words=WORDS[kind],
                about=line.action,
                kind=kind,
                moment=moment,
                day=day,
                office=line.office_title,
                place=line.place_name,
                code=codes.get(line.place, ""),
            )


def _meetings(programme: UUID, places: Collection[UUID] | None, on: date) -> Iterator[Moved]:
    rows = activities.upcoming(programme, places, today=on, limit=MOST, open_to_all=True)
    codes = _codes({one.place for one in rows})
    for one in rows:
        # A meeting is news from a fortnight before, whenever it was planned.
        since = one.planned_on - _BEFORE_A_MEETING
        if since > on:
            continue
        yield Moved(
            key=f"meeting:{one.id}:{one.planned_on}",
            words=WORDS["meeting"],
            about=", ".join(filter(None, (one.title, one.venue))),
            kind="meeting",
            moment=datetime.combine(since, time(), timezone.get_default_timezone()),
            day=one.planned_on,
            office="",
            place=one.place_name,
            code=codes.get(one.place, ""),
        )


def _codes(places: Collection[UUID]) -> dict[UUID, str]:
    cards = registry.place_cards(places) if places else {}
    return {place: card.code for place, card in cards.items() if card.kind == "commune"}
