"""What was published lately in a programme or one of its communes, for those who follow by RSS."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.activities import queries as activities
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import State
from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results
from benkan.kit.refusals import N_

MOST = 50
_BEFORE_A_MEETING = timedelta(days=14)

WORDS = {
    "promised": N_("Promised: %(about)s"),
    "kept": N_("Promise kept: %(about)s"),
    "broken": N_("Promise not kept: %(about)s"),
    "asked": N_("Asked of an office: %(about)s"),
    "meeting": N_("Meeting open to all: %(about)s"),
    "summary": N_("What was said: %(about)s"),
    "policy": N_("Policy: %(about)s"),
    "figure": N_("Figure published: %(about)s"),
}


@dataclass(frozen=True)
class Moved:
    """One thing that became known. `about` is what somebody wrote, `words` the English sentence around
    it; `day` is the day that matters: due, settled, or of the meeting. `code` is that of the commune,
    where it is one; `page` and `named`
    are the address of the thing itself, where it has a page."""

    key: str
    words: str
    about: str
    kind: str
    moment: datetime
    day: date
    office: str
    place: str
    code: str
    page: str = ""
    named: Mapping[str, Any] = field(default_factory=dict)


def moved_lately(
    programme: UUID, places: Collection[UUID] | None = None, *, on: date
) -> list[Moved]:
    """The latest 50, newest first, in at most 24 queries however much there is."""
    found = [
        *_promises(programme, places, on),
        *_meetings(programme, places, on),
        *_summaries(programme, places),
        *_policies(programme, places),
        *_figures(programme, places),
    ]
    return sorted(found, key=lambda one: (one.moment, one.key), reverse=True)[:MOST]


def _promises(programme: UUID, places: Collection[UUID] | None, on: date) -> Iterator[Moved]:
    below = None if places is None else registry.places_below(places)
    rows = commitments.on_record(programme, below, today=on, limit=MOST)
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
                page="commitments:public",
                named={"number": line.serial},
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


def _summaries(programme: UUID, places: Collection[UUID] | None) -> Iterator[Moved]:
    rows = activities.public.published(programme, places, size=MOST)
    codes = _codes({one.place for one in rows})
    for one in rows:
        yield Moved(
            key=f"summary:{one.id}",
            words=WORDS["summary"],
            about=one.title,
            kind="summary",
            moment=one.published_at,
            day=one.held_on,
            office="",
            place=one.place_name,
            code=codes.get(one.place, ""),
            page="activities:public_meeting",
            named={"activity_id": one.id},
        )


def _policies(programme: UUID, places: Collection[UUID] | None) -> Iterator[Moved]:
    rows = commitments.policies_on_record(programme, places, limit=MOST)
    codes = _codes({one.line.place for one in rows})
    for one in rows:
        yield Moved(
            key=f"policy:{one.line.id}",
            words=WORDS["policy"],
            about=one.line.title,
            kind="policy",
            moment=one.published_at,
            day=one.on or timezone.localdate(one.published_at),
            office="",
            place=one.line.place_name,
            code=codes.get(one.line.place, ""),
            page="commitments:public_policy",
            named={"number": one.line.number},
        )


def _figures(programme: UUID, places: Collection[UUID] | None) -> Iterator[Moved]:
    """Figures are of the whole programme; a commune's feed has those that say something of it."""
    for place in [None] if places is None else places:
        for one in results.published(programme, place=place, language=get_language() or "fr"):
            says_something = one.line is not None or one.waiting is not None
            if one.published_at is None or one.is_taken_back or not says_something:
                continue
            yield Moved(
                key=f"figure:{one.id}",
                words=WORDS["figure"],
                about=one.defined.title,
                kind="figure",
                moment=one.published_at,
                day=one.known_on,
                office="",
                place="",
                code="",
                page=f"results:{one.figure}",
            )


def _codes(places: Collection[UUID]) -> dict[UUID, str]:
    cards = registry.place_cards(places) if places else {}
    return {place: card.code for place, card in cards.items() if card.kind == "commune"}
