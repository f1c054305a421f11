"""What facts say of a record. They are laid down, never changed: the latest of a record up to a day
is what was known that day, so any past figure can be made again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

PROPOSED = "proposed"
KEPT = "kept"
BROKEN = "broken"
DECLINED = "declined"
SETTLED = frozenset({KEPT, BROKEN, DECLINED})


@dataclass(frozen=True)
class Known:
    """What one fact says of a record. Where it comes from stands in its first fact alone."""

    record: UUID
    place: UUID
    service: str
    outcome: str
    due_on: date | None
    moment: datetime
    entry: UUID
    office: UUID | None = None
    heard_at: datetime | None = None


@dataclass(frozen=True)
class History:
    """What is known of one promise on a day.

    Attributes:
        began_at: the earliest voice of its issue, or the moment when it was put before the office.
        is_from_voice: which of the two.
        promised_at: when the office said yes; None when it has not.
        settled_at: when it was kept, broken or declined; None while it is open.
    """

    record: UUID
    place: UUID
    service: str
    office: UUID | None
    outcome: str
    due_on: date | None
    began_at: datetime
    is_from_voice: bool
    promised_at: datetime | None
    settled_at: datetime | None


def latest(facts: Iterable[Known]) -> dict[UUID, Known]:
    """The last fact of each record, whatever order they come in. Of two facts of one moment the one
    that settles is the later."""
    last: dict[UUID, Known] = {}
    for fact in facts:
        known = last.get(fact.record)
        if known is None or _order(fact) > _order(known):
            last[fact.record] = fact
    return last


def histories(facts: Iterable[Known]) -> dict[UUID, History]:
    """What all facts of each record say together, whatever order they come in."""
    told: dict[UUID, History] = {}
    for fact in sorted(facts, key=_order):
        told[fact.record] = _after(told.get(fact.record), fact)
    return told


def _order(fact: Known) -> tuple[datetime, int, UUID]:
    rank = 0 if fact.outcome == PROPOSED else 2 if fact.outcome in SETTLED else 1
    return fact.moment, rank, fact.entry


def _after(before: History | None, fact: Known) -> History:
    known = before or History(
        record=fact.record,
        place=fact.place,
        service=fact.service,
        office=fact.office,
        outcome=fact.outcome,
        due_on=fact.due_on,
        began_at=fact.heard_at or fact.moment,
        is_from_voice=fact.heard_at is not None,
        promised_at=None,
        settled_at=None,
    )
    is_promise = fact.outcome not in (PROPOSED, DECLINED)
    return replace(
        known,
        place=fact.place,
        service=fact.service,
        office=known.office or fact.office,
        outcome=fact.outcome,
        due_on=fact.due_on,
        promised_at=known.promised_at or (fact.moment if is_promise else None),
        settled_at=fact.moment if fact.outcome in SETTLED else None,
    )
