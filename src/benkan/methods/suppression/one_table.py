"""Hide small counts before they are published, so that the total does not give them back.

A count of people below `minimum` can point at a person. Hiding it is not enough: 12, 9 and "hidden"
with a total of 24 is 3. Here every count from 0 to `minimum - 1` is hidden alike, and the total is
published only when it narrows none of them: each could still be any value below the minimum.
Someone who knows this rule learns no more than the rule says.

Source: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), chapter 4 (primary and
complementary suppression; protection intervals of hidden cells).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Suppressed(Generic[Key]):
    """A table fit to be published: None is hidden, which is not zero."""

    cells: dict[Key, int | None]
    total: int | None


def suppressed(counts: Mapping[Key, int], *, minimum: int = 5) -> Suppressed[Key]:
    """Hide the counts below the minimum, and the total where it would bound one of them.

    Args:
        counts: how many people or cases in each cell, each at least 0.
        minimum: the smallest count that may be shown, at least 1.

    Returns:
        The same cells in the same order, None where hidden; the total, or None where hidden. With
        n hidden cells whose sum is s, the total is shown when n is 0 or
        minimum - 1 <= s <= (minimum - 1) * (n - 1): then each hidden cell can be anything from 0 to
        minimum - 1. An empty table has the total 0.

    >>> suppressed({"water": 12, "health": 9, "roads": 3}).total is None
    True
    """
    largest = minimum - 1
    cells = {key: count if count > largest else None for key, count in counts.items()}
    hidden = [count for count in counts.values() if count <= largest]
    total_is_safe = not hidden or largest <= sum(hidden) <= largest * (len(hidden) - 1)
    return Suppressed(cells=cells, total=sum(counts.values()) if total_is_safe else None)
