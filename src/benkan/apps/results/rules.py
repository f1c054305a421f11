"""How facts become a figure.

Facts are laid down, never changed: the latest of a record up to a day is what was known that day,
so any past figure can be made again. Shares are two integers; nobody here divides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

COMMITMENTS_KEPT = "commitments_kept"


@dataclass(frozen=True)
class Known:
    """What one fact says of a record."""

    record: UUID
    place: UUID
    service: str
    outcome: str
    due_on: date | None
    moment: datetime
    entry: UUID


@dataclass(frozen=True)
class Share:
    """A part of a whole, as two counts."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)


_SETTLED = {"kept": Share(1, 1), "broken": Share(0, 1), "declined": Share(0, 0)}


def latest(facts: Iterable[Known]) -> dict[UUID, Known]:
    """The last fact of each record, whatever order they come in. Of two facts of one moment the one
    that settles is the later."""
    last: dict[UUID, Known] = {}
    for fact in facts:
        known = last.get(fact.record)
        if known is None or _order(fact) > _order(known):
            last[fact.record] = fact
    return last


def _order(fact: Known) -> tuple[datetime, bool, UUID]:
    return fact.moment, fact.outcome in _SETTLED, fact.entry


def counted(fact: Known, on: date) -> Share:
    """How a commitment counts on a day: kept 1 of 1; broken, or late and not settled, 0 of 1;
    declined, or not due yet, not at all."""
    if fact.outcome in _SETTLED:
        return _SETTLED[fact.outcome]
    is_late = fact.due_on is not None and fact.due_on < on
    return Share(0, 1) if is_late else Share(0, 0)


def total(shares: Iterable[Share]) -> Share:
    """The sum of the parts by the sum of the wholes."""
    return sum(shares, Share())


def percent(share: Share) -> int | None:
    """Whole per cent, a half rounded up; None where there is nothing to divide by.

    >>> percent(Share(2, 3))
    67
    """
    if not share.denominator:
        return None
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)
