"""The largest product of chances if people could be divided: a smooth programme, solved inside out.

A primal-dual interior-point method: the logarithms of chances are the objective, the quotas are
ranges, and each step solves a small dense system with one row a quota, however many types there are.

Source: Wright, *Primal-Dual Interior-Point Methods* (SIAM, 1997), chapters 5 and 11.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benkan.methods.panel.types import Floats, Types

STEPS = 200
CLOSE = 1e-13
STAY_INSIDE = 0.99
SHUT = 1e-9
SETTLING = 4
"""Near the end Newton's steps square the error: 1e-6 becomes 1e-12, and then rounding."""


def nash_average(types: Types, open_to: Floats) -> Floats | None:
    """The expected members of each type with the highest mean logarithm of chances.

    Args:
        types: a problem whose quotas divided people can keep.
        open_to: length C, some average that the quotas allow; types with 0 in it stay at 0.

    Returns:
        Length C; None when the steps do not come to an end (quotas without any room between them).
    """
    live = np.flatnonzero(open_to > SHUT)
    with np.errstate(all="ignore"):
        point = _Point(types, live)
        for _ in range(STEPS):
            if point.is_done():
                average = np.zeros(len(types.sizes))
                average[live] = point.settled()
                return average
            if not point.is_finite():
                break
            point.step()
    return None


@dataclass
class _Direction:
    x: Floats
    s: Floats
    v: Floats
    below: Floats
    above: Floats
    cap: Floats


class _Point:
    """Counts x, what each quota holds s, the price v of each, and the multipliers of the bounds.

    Rows whose minimum is their maximum (the seats are one) have no room inside and no multipliers.
    """

    def __init__(self, types: Types, live: npt.NDArray[np.intp]) -> None:
        self.rows = np.vstack([types.incidence()[:, live], np.ones(len(live))])
        self.low = np.append(types.least, types.seats)
        self.high = np.append(types.most, types.seats)
        self.sizes, self.caps = types.sizes[live], types.caps[live]
        self.range = self.high > self.low
        self.x = np.minimum(self.sizes * (types.seats / self.sizes.sum()), self.caps * 0.9)
        self.s = np.where(self.range, (self.low + self.high) / 2.0, self.low)
        self.v = np.zeros(len(self.low))
        self.below = np.where(self.range, 1.0, 0.0)
        self.above = self.below.copy()
        self.cap = np.ones(len(live))

    def _rooms(self) -> tuple[Floats, Floats, Floats]:
        one = np.ones_like(self.s)
        below = np.where(self.range, self.s - self.low, one)
        above = np.where(self.range, self.high - self.s, one)
        return below, above, self.caps - self.x

    def _residuals(self) -> tuple[Floats, Floats, Floats]:
        stationary = self.sizes / self.x + self.rows.T @ self.v - self.cap
        slack = np.where(self.range, -self.v + self.below - self.above, 0.0)
        return stationary, slack, self.s - self.rows @ self.x

    def _closeness(self) -> float:
        below, above, cap = self._rooms()
        pairs = float(self.below @ below + self.above @ above + self.cap @ cap)
        return pairs / (2 * int(self.range.sum()) + len(self.x))

    def is_done(self) -> bool:
        error = max(float(np.abs(part).max()) for part in self._residuals())
        return self._closeness() < CLOSE and error < 1e-9

    def is_finite(self) -> bool:
        return bool(np.isfinite(self.x).all() and np.isfinite(self.v).all())

    def settled(self) -> Floats:
        """The counts with the bounds that bind taken as equalities, which no multiplier blurs.

        Inside, a bound that binds without a price (its multiplier is 0 as well) is only known to the
        square root of CLOSE, and two namings of the same people would part by 3e-7. Whether such a
        bound is counted as binding makes no difference to where the logarithms are largest.
        """
        below, above, cap = self._rooms()
        bound = ~self.range | (self.below > below) | (self.above > above)
        ends = np.where(self.above > above, self.high, self.low)[bound]
        full = self.cap > cap
        x = np.where(full, self.caps, self.x)
        rows = np.where(full, 0.0, self.rows[bound])
        ends = ends - self.rows[bound] @ np.where(full, self.caps, 0.0)
        for _ in range(SETTLING):
            give = x**2 / self.sizes
            v = np.linalg.lstsq((rows * give) @ rows.T, ends - 2.0 * (rows @ x), rcond=1e-14)[0]
            x = np.where(full, x, 2.0 * x + give * (rows.T @ v))
        return x if self._keeps(x) else self.x

    def _keeps(self, x: Floats) -> bool:
        held, near = self.rows @ x, 1e-9
        inside = (held >= self.low - near).all() and (held <= self.high + near).all()
        return bool(inside and (x > 0.0).all() and (x <= self.caps + near).all())

    def step(self) -> None:
        """Aim at a tenth of the distance from the bounds, and stay inside."""
        go = self._towards(0.1 * self._closeness())
        below, above, cap = self._rooms()
        primal = min(
            _longest(self.x, go.x),
            _longest(cap, -go.x),
            _longest(below, go.s),
            _longest(above, -go.s),
        )
        dual = min(
            _longest(self.below, go.below),
            _longest(self.above, go.above),
            _longest(self.cap, go.cap),
        )
        share = min(1.0, STAY_INSIDE * min(primal, dual))
        self.x = self.x + share * go.x
        self.s = self.s + share * go.s
        self.v = self.v + share * go.v
        self.below = self.below + share * go.below
        self.above = self.above + share * go.above
        self.cap = self.cap + share * go.cap

    def _towards(self, aim: float) -> _Direction:
        below, above, cap = self._rooms()
        stationary, slack, balance = self._residuals()
        stiff = self.sizes / self.x**2 + self.cap / cap
        pull = stationary + self.cap - aim / cap
        loose = np.where(self.range, self.below / below + self.above / above, 1.0)
        push = np.where(
            self.range, slack - self.below + aim / below + self.above - aim / above, 0.0
        )
        give = np.where(self.range, 1.0 / loose, 0.0)
        matrix = (self.rows / stiff) @ self.rows.T + np.diag(give)
        right = balance - self.rows @ (pull / stiff) + give * push
        v = np.linalg.lstsq(matrix, right, rcond=1e-14)[0]
        x = (pull + self.rows.T @ v) / stiff
        s = np.where(self.range, give * (push - v), 0.0)
        return _Direction(
            x=x,
            s=s,
            v=v,
            below=np.where(self.range, aim / below - self.below - self.below / below * s, 0.0),
            above=np.where(self.range, aim / above - self.above + self.above / above * s, 0.0),
            cap=aim / cap - self.cap + self.cap / cap * x,
        )


def _longest(room: Floats, go: Floats) -> float:
    """How much of a step leaves the room above zero."""
    shrinking = go < 0.0
    return float((room[shrinking] / -go[shrinking]).min()) if shrinking.any() else np.inf
