"""Amounts as people write them, and as whole numbers of one common part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

AMOUNT = re.compile(r"(\d{1,15})(?:[.,](\d{1,12}))?")
POINTS = re.compile(r"(-?\d{1,6})(?:[.,](\d{1,12}))?")
MOST_DECIMALS = 6
LARGEST = 10**15
"""Parts of the currency: below this floats are exact, and sums of ballots fit."""


@dataclass(frozen=True)
class Amount:
    """A whole number of units and the digits behind the point, without zeros at their end."""

    sign: int
    units: int
    decimals: str

    def in_parts(self, places: int) -> int:
        """Counted in parts of which ten to the power of `places` make a unit."""
        return self.sign * int(f"{self.units}{self.decimals.ljust(places, '0')}")


def amount(
    text: str, pattern: re.Pattern[str] = AMOUNT, *, most_decimals: int = MOST_DECIMALS
) -> Amount | None:
    """What a text says, or None if it is no amount.

    >>> amount("1250.50").in_parts(2)
    125050
    """
    match = pattern.fullmatch(text.strip())
    if match is None:
        return None
    decimals = (match[2] or "").rstrip("0")
    if len(decimals) > most_decimals:
        return None
    return Amount(-1 if match[1].startswith("-") else 1, abs(int(match[1])), decimals)


def places(amounts: Iterable[Amount]) -> int:
    """How many decimals are needed for all of them."""
    return max((len(one.decimals) for one in amounts), default=0)
