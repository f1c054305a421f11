"""The same curve for a page: times in whole numbers, shares as fractions, no numpy.

A page of figures has some hundreds of cases. Numpy would take longer to load than they take to
count, and stay in the memory of a small server. Tested to give what `kaplan_meier` gives.

Source: as there.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt
from statistics import NormalDist

HALF = Fraction(1, 2)
# As in R: a bound within this of a half is taken to be a half.
NEAR = 1.4901161193847656e-08


@dataclass(frozen=True)
class Step:
    """One time: who was still waiting, for whom it happened, who was last seen then, and the share
    for whom it has not happened by then. No bounds where the share is 1 or 0."""

    time: int
    at_risk: int
    events: int
    censored: int
    survival: Fraction
    low: float | None
    high: float | None


@dataclass(frozen=True)
class WholeSteps:
    """The curve, and when half had it happen with the bounds of that; None is “not reached”."""

    steps: tuple[Step, ...]
    median: float | None
    low: float | None
    high: float | None


def whole_steps(
    times: Sequence[int], happened: Sequence[bool], *, level: float = 0.95
) -> WholeSteps:
    """The Kaplan-Meier curve with log-log intervals.

    Args:
        times: length n, 0 or more, when it happened or the case was last seen.
        happened: length n.
        level: above 0 and below 1.

    >>> [str(step.survival) for step in whole_steps([1, 2, 3], [True, False, True]).steps]
    ['2/3', '2/3', '0']
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    ended = Counter(times)
    events = Counter(time for time, is_so in zip(times, happened, strict=True) if is_so)
    steps, share, spread, waiting = [], Fraction(1), Fraction(0), len(times)
    for time in sorted(ended):
        here = events[time]
        share *= Fraction(waiting - here, waiting)
        if here and here < waiting:
            spread += Fraction(here, waiting * (waiting - here))
        low, high = _bounds(share, spread, z)
        steps.append(Step(time, waiting, here, ended[time] - here, share, low, high))
        waiting -= ended[time]
    return WholeSteps(
        tuple(steps),
        _half([(step.time, float(step.survival)) for step in steps]),
        _half([(step.time, step.low) for step in steps]),
        _half([(step.time, step.high) for step in steps]),
    )


def _bounds(share: Fraction, spread: Fraction, z: float) -> tuple[float | None, float | None]:
    if share in (0, 1):
        return None, None
    inner = log(share)
    reach = z * sqrt(spread) / inner
    return exp(inner * exp(-reach)), exp(inner * exp(reach))


def _half(shares: Sequence[tuple[int, float | None]]) -> float | None:
    """The first time at which a curve is below a half; where it stays exactly at a half for a while,
    the middle of that while."""
    known = [(time, share) for time, share in shares if share is not None]
    first = next((at for at, (_, share) in enumerate(known) if share < HALF + NEAR), None)
    if first is None:
        return None
    time, share = known[first]
    if abs(share - 0.5) < NEAR:
        for later, lower in known[first + 1 :]:
            if lower < share - 1e-15:
                return (time + later) / 2
    return float(time)
