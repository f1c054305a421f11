"""How facts become the share of promises kept. Shares are two integers; nobody here divides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from benkan.apps.results.rules.facts import BROKEN, DECLINED, KEPT, PROPOSED, History, Known
from benkan.kit.refusals import N_


@dataclass(frozen=True)
class Share:
    """A part of a whole, as two counts."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)


class Outcome(StrEnum):
    """How a promise counts that is settled or past its day."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    LATE = "late"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Outcome.KEPT: N_("Kept in time"),
    Outcome.KEPT_LATE: N_("Kept late"),
    Outcome.LATE: N_("Late, still open"),
    Outcome.BROKEN: N_("Not kept"),
}

_COUNTED = {
    KEPT: Share(1, 1),
    BROKEN: Share(0, 1),
    DECLINED: Share(0, 0),
    PROPOSED: Share(0, 0),
}


def counted(fact: Known, on: date) -> Share:
    """How a commitment counts on a day: kept 1 of 1; broken, or late and not settled, 0 of 1;
    declined, or not due yet, not at all."""
    if fact.outcome in _COUNTED:
        return _COUNTED[fact.outcome]
    is_late = fact.due_on is not None and fact.due_on < on
    return Share(0, 1) if is_late else Share(0, 0)


def outcome_of(told: History, on: date, settled_on: date | None) -> Outcome | None:
    """The same in four: None where it does not count. A postponed promise is in time until its new
    day."""
    if told.outcome in (DECLINED, PROPOSED) or told.due_on is None:
        return None
    if told.outcome == BROKEN:
        return Outcome.BROKEN
    if told.outcome == KEPT and settled_on is not None:
        return Outcome.KEPT_LATE if settled_on > told.due_on else Outcome.KEPT
    return Outcome.LATE if told.due_on < on else None


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
