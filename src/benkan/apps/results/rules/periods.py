"""Which time a figure is about: a quarter, a year, or all of it up to the end of a quarter.

Each has a code that stands in addresses and in the journal: `2026-T3`, `2026`, `fin-2026-T3`.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from benkan.kit.refusals import N_, Refused

_CODE = re.compile(r"(fin-)?(20\d\d)(?:-T([1-4]))?", re.ASCII)
BEGINNING = date(1, 1, 1)


class Kind(StrEnum):
    QUARTER = "quarter"
    YEAR = "year"
    SO_FAR = "so_far"


class NoSuchPeriod(Refused):
    code = "no_such_period"
    text = N_("Choose a period from the list.")


@dataclass(frozen=True)
class Period:
    """From a day until just before another. `opens` is the first day there is for “so far”."""

    kind: Kind
    opens: date
    closes: date

    @property
    def code(self) -> str:
        last = Quarter.before(self.closes)
        if self.kind is Kind.YEAR:
            return str(last.year)
        return f"{'fin-' if self.kind is Kind.SO_FAR else ''}{last.year}-T{last.number}"

    @property
    def year(self) -> int:
        return Quarter.before(self.closes).year

    @property
    def quarter(self) -> int:
        """The quarter with which it ends, from 1."""
        return Quarter.before(self.closes).number

    def holds(self, other: "Period") -> bool:
        """Whether another lies within it and is not itself."""
        return self != other and self.opens <= other.opens and other.closes <= self.closes

    def meets(self, other: "Period") -> bool:
        return self.opens < other.closes and other.opens < self.closes

    def contains(self, day: date) -> bool:
        return self.opens <= day < self.closes

    def is_over(self, on: date) -> bool:
        return self.closes <= on


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def before(cls, day: date) -> "Quarter":
        """The one that ends just before the first day of another."""
        return cls.of(day).previous

    @property
    def previous(self) -> "Quarter":
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )

    @property
    def opens(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def closes(self) -> date:
        return (
            date(self.year + 1, 1, 1)
            if self.number == 4
            else Quarter(self.year, self.number + 1).opens
        )


def period_called(code: str) -> Period:
    """The period of a code.

    Raises:
        NoSuchPeriod: the code is none.

    >>> period_called("2026-T3").closes
    datetime.date(2026, 10, 1)
    """
    found = _CODE.fullmatch(code)
    if found is None or (found[1] and not found[3]):
        raise NoSuchPeriod()
    year = int(found[2])
    if not found[3]:
        return Period(Kind.YEAR, date(year, 1, 1), date(year + 1, 1, 1))
    quarter = Quarter(year, int(found[3]))
    if found[1]:
        return Period(Kind.SO_FAR, BEGINNING, quarter.closes)
    return Period(Kind.QUARTER, quarter.opens, quarter.closes)


def so_far(on: date) -> Period:
    """Everything, up to the end of the quarter of a day."""
    return Period(Kind.SO_FAR, BEGINNING, Quarter.of(on).closes)


def periods_to_choose(*, since: date, on: date) -> list[Period]:
    """The latest first: so far, then the quarters and years since a day, eight quarters at most."""
    quarter, chosen = Quarter.of(on), [so_far(on)]
    years: list[Period] = []
    for _ in range(8):
        if quarter.closes <= since:
            break
        chosen.append(Period(Kind.QUARTER, quarter.opens, quarter.closes))
        year = period_called(str(quarter.year))
        if year not in years:
            years.append(year)
        if quarter == Quarter.of(on):
            before = quarter.previous
            if before.closes > since:
                chosen.append(Period(Kind.SO_FAR, BEGINNING, before.closes))
        quarter = quarter.previous
    return chosen + years
