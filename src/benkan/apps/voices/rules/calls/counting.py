"""What is counted from the calls: plain counts and nearest-rank quartiles, nothing hidden yet."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benkan.apps.voices.rules.calls.codes import Origin
from benkan.apps.voices.rules.calls.reading import CallFacts

BANDS = (0, 1, 10, 60, 240, 720, 1680)
"""Where each band of waiting begins, in tenths of an hour; the last has no end."""
UNKNOWN = "unknown"
MOST_EXACT = 10
"""Of fewer known waits no median is told: it would be somebody's own."""


@dataclass(frozen=True)
class Waits:
    """How long a group waited. The quartiles are in tenths of an hour, None where too few are known."""

    calls: int
    known: int
    quartiles: tuple[int, int, int] | None

    @property
    def unknown(self) -> int:
        return self.calls - self.known


def waits(calls: Iterable[CallFacts]) -> Waits:
    """Of one group of calls."""
    every = [call.waited for call in calls]
    known = sorted(waited for waited in every if waited is not None)
    exact = quartiles(known) if len(known) >= MOST_EXACT else None
    return Waits(len(every), len(known), exact)


def quartiles(ordered: Sequence[int]) -> tuple[int, int, int]:
    """The least value that a quarter, half and three quarters do not exceed (nearest rank).

    >>> quartiles([1, 2, 3, 4])
    (1, 2, 3)
    """
    assert ordered, "of nothing there is no quartile"
    first, half, third = (ordered[-(-len(ordered) * part // 4) - 1] for part in (1, 2, 3))
    return first, half, third


def band_of(waited: int | None) -> str:
    """The band that a wait is in, by its beginning; a wait that is not known has its own."""
    if waited is None:
        return UNKNOWN
    for begin, end in pairwise(BANDS):
        if begin <= waited < end:
            return str(begin)
    return str(BANDS[-1])


def place_of(call: CallFacts) -> str:
    """The code of the region, or what is said instead."""
    return call.region if call.origin == Origin.REGION else call.origin.value


def month_of(call: CallFacts) -> str:
    return f"{call.day:%Y-%m}"


def tallied(
    calls: Iterable[CallFacts], key: Callable[[CallFacts], tuple[str, ...]]
) -> Counter[tuple[str, ...]]:
    """How many calls there are of each key."""
    return Counter(key(call) for call in calls)
