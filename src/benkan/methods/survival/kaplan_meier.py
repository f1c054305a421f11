"""The share for whom it has not happened yet, by time, when some are still waiting.

Source: Kaplan and Meier (1958), section 2; variance: Greenwood, "The natural duration of cancer",
Reports on Public Health and Medical Subjects 33 (1926), appendix; intervals: Kalbfleisch and
Prentice, *The Statistical Analysis of Failure Time Data* (2nd ed., 2002), section 1.4, in the forms
of R's `survfit` (`conf.type`); median: Brookmeyer and Crowley, Biometrics 38 (1982).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import NormalDist

import numpy as np

from benkan.methods.survival.life_table import Floats, LifeTable

# Beyond so many steps fractions have more digits than anybody reads, and cost more than they tell.
MOST_EXACT = 1_000
# As in R: a bound within this of a half is taken to be a half.
NEAR = float(np.sqrt(np.finfo(float).eps))


class Interval(StrEnum):
    """How an interval is laid around the curve."""

    LOG_LOG = "log-log"
    LOG = "log"
    PLAIN = "plain"


@dataclass(frozen=True)
class Median:
    """When half had it happen, with the bounds of its interval; None is “not reached”."""

    time: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """A step curve; arrays of the same length as the times of `table`.

    Attributes:
        survival: the share, from 0 to 1, for whom it has not happened by the time, that included.
        exact: the same as fractions; None when there are more than a thousand steps.
        error: the standard error of the share (Greenwood); NaN once the share is 0.
        low, high: the bounds, from 0 to 1; NaN where there is none: once the share is 0, and for
            log-log as long as it is 1.
    """

    table: LifeTable
    survival: Floats
    exact: tuple[Fraction, ...] | None
    error: Floats
    low: Floats
    high: Floats
    median: Median

    def at(self, time: float) -> int | None:
        """The place of the last time that is not after a given one; None before the first."""
        place = int(np.searchsorted(self.table.times, time, side="right")) - 1
        return place if place >= 0 else None


def kaplan_meier(
    table: LifeTable, *, interval: Interval = Interval.LOG_LOG, level: float = 0.95
) -> Curve:
    """The curve of a life table: at each time the share before it times (1 - events / at risk).

    Args:
        table: with one time or more.
        interval: pointwise: it holds for each time by itself, not for the curve as a whole.
        level: above 0 and below 1.

    >>> from benkan.methods.survival.life_table import life_table
    >>> curve = kaplan_meier(life_table(np.array([1.0, 2, 3]), np.array([True, False, True])))
    >>> [str(share) for share in curve.exact]
    ['2/3', '2/3', '0']
    """
    risk, events = table.at_risk.astype(np.longdouble), table.events.astype(np.longdouble)
    safe = np.maximum(risk, 1)
    left = np.cumprod(1 - events / safe)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(events > 0, events / (safe * (safe - events)), 0)
        error = np.sqrt(np.cumsum(parts))
        survival = left.astype(np.float64)
        bounds = _BOUNDS[interval]
        z = NormalDist().inv_cdf((1 + level) / 2)
        low, high = bounds(survival, error.astype(np.float64), z)
        gone = survival <= 0
        low, high = (np.where(gone, np.nan, bound) for bound in (low, high))
        errors = np.where(gone, np.nan, survival * error.astype(np.float64))
    times = table.times
    return Curve(
        table=table,
        survival=survival,
        exact=_exact(table),
        error=errors,
        low=low,
        high=high,
        median=Median(_half(times, survival), _half(times, low), _half(times, high)),
    )


def _exact(table: LifeTable) -> tuple[Fraction, ...] | None:
    if np.count_nonzero(table.events) > MOST_EXACT:
        return None
    found, share = [], Fraction(1)
    for risk, events in zip(table.at_risk.tolist(), table.events.tolist(), strict=True):
        if events:
            share *= Fraction(risk - events, risk)
        found.append(share)
    return tuple(found)


def _plain(share: Floats, error: Floats, z: float) -> tuple[Floats, Floats]:
    reach = z * share * error
    return np.maximum(share - reach, 0), np.minimum(share + reach, 1)


def _log(share: Floats, error: Floats, z: float) -> tuple[Floats, Floats]:
    return share * np.exp(-z * error), np.minimum(share * np.exp(z * error), 1)


def _log_log(share: Floats, error: Floats, z: float) -> tuple[Floats, Floats]:
    inner = np.log(np.where(share >= 1, np.nan, share))
    reach = z * error / inner
    return np.exp(inner * np.exp(-reach)), np.exp(inner * np.exp(reach))


_BOUNDS: dict[Interval, Callable[[Floats, Floats, float], tuple[Floats, Floats]]] = {
    Interval.PLAIN: _plain,
    Interval.LOG: _log,
    Interval.LOG_LOG: _log_log,
}


def _half(times: Floats, shares: Floats) -> float | None:
    """The first time at which a curve is below a half. Where it stays exactly at a half for a while,
    the middle of that while, as R has it."""
    below = np.flatnonzero(shares < 0.5 + NEAR)
    if not len(below):
        return None
    first = int(below[0])
    if abs(shares[first] - 0.5) < NEAR:
        lower = np.flatnonzero(shares < shares[first] - 1e-15)
        if len(lower):
            return float((times[first] + times[int(lower[0])]) / 2)
    return float(times[first])
