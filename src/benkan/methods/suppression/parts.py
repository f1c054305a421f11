"""Which parts of one published total are shown, where "none at all" is no secret.

The parts are wholes to divide by (promises that are due in a commune), not answers of people: that
a commune has none yet says nothing of anybody, so a zero hides nothing, and who reads the table
knows that each hidden part is 1 at least.

Source: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), chapter 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Parts(Generic[Key]):
    """What is not shown of a total and its parts."""

    hidden: frozenset[Key]
    total_is_hidden: bool


def parts_of_total(counts: Mapping[Key, int], *, minimum: int = 5) -> Parts[Key]:
    """Hide the parts from 1 to the minimum less one, and what would give them back.

    Args:
        counts: each part, at least 0.
        minimum: the smallest part that may be shown, at least 1.

    Returns:
        The hidden parts: the small ones; and, while what is shown would keep one of them from being
        anything from 1 to the minimum less one, others with them, the smallest first, of equals the
        first by name. What is shown includes the order: what was taken is no larger than what was
        left. The total is hidden when it is small itself, or when all parts together cannot hide
        one another. A total of nothing is shown.

    >>> sorted(parts_of_total({"a": 12, "b": 9, "c": 3}).hidden)
    ['b', 'c']
    """
    by_size = sorted((count, str(key), key) for key, count in counts.items() if count > 0)
    small = sum(1 for count, _, _ in by_size if count < minimum)
    least = frozenset(key for _, _, key in by_size[:small])
    if not small or 0 < sum(counts.values()) < minimum:
        return Parts(least, total_is_hidden=bool(small))
    for taken in range(small, len(by_size) + 1):
        left = by_size[taken][0] if taken < len(by_size) else None
        if _hide_one_another([count for count, _, _ in by_size[:taken]], left, minimum):
            return Parts(frozenset(key for _, _, key in by_size[:taken]), total_is_hidden=False)
    # No part can help: without the total, there is nothing to subtract from.
    return Parts(least, total_is_hidden=True)


def _hide_one_another(counts: list[int], left: int | None, minimum: int) -> bool:
    """Whether each could be all that a small count can be, from 1 to the minimum less one, the
    others being 1 at least and smaller than what is left, if anything is."""
    others = len(counts) - 1
    most = sum(counts) - others
    least = 1 if left is None else sum(counts) - others * (left - 1)
    return others > 0 and least <= 1 and most >= minimum - 1
