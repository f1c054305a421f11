"""A good panel, fast: the one whose members are worth most, under prices that change all the time.

Everything that finds a lottery asks this again and again: given a worth of each type, which panel
that keeps the quotas is worth most? Exchanging one member for another, while that gains and keeps
the quotas, answers in a fraction of a millisecond. When it is stuck it may break quotas for a small
fine, and mends them as the fine rises. An integer programme (HiGHS) answers exactly, for the rare
question that this leaves open and for proofs.
"""

from functools import cached_property

import highspy
import numpy as np
import numpy.typing as npt

from benkan.methods.panel.solver import (
    ENOUGH,
    INFEASIBLE,
    INFINITY,
    OPTIMAL,
    answer,
    panel_solver,
    set_costs,
)
from benkan.methods.panel.types import Floats, Types, same_feature

STRICT = (64.0,)
LENIENT = (0.1, 1.0, 64.0)
FIRM = (0.3, 1.0, 64.0)
GRADUAL = (0.03, 0.1, 0.3, 1.0, 64.0)
"""The fines for a seat outside its quota, one after the other; the largest worth of a type is 1."""

GAIN = 1e-5
"""Worths are compared in single precision; a smaller gain is none."""

FULL = np.float32(-1000.0)
"""The worth of a type that has no one left to join."""

ROUNDS = 60


class Panels:
    """The panels of a problem, or those of them whose average can be `within` a given average: a
    quota that the average just meets must be met by every panel of the lottery."""

    def __init__(self, types: Types, *, within: Floats | None = None) -> None:
        self.types = types
        self.low = np.zeros(len(types.sizes))
        self.high = types.caps
        self.least, self.most = types.least, types.most
        if within is not None:
            self._tighten(within)
        count, rows = len(types.sizes), len(types.least)
        self._same = same_feature(types).astype(np.float32)
        self._pairs = [row.tolist() for row in types.rows_of]
        self._bounds = list(zip(self.least.tolist(), self.most.tolist(), strict=True))
        self._right = np.zeros((rows + 2, count), dtype=np.float32)
        self._right[:rows] = types.incidence()
        self._right[rows + 1] = 1.0

    @cached_property
    def _exact(self) -> highspy.Highs:
        return panel_solver(self.types, self.low, self.high, self.least, self.most)

    def _tighten(self, average: Floats) -> None:
        near = 1e-7
        held = self.types.held(average)
        self.least = np.where(held > self.most - near, self.most, self.least)
        self.most = np.where(held < self.types.least + near, self.types.least, self.most)
        self.low = np.where(average > self.high - near, self.high, self.low)
        self.high = np.where(average < near, 0.0, self.high)

    def best(self, worth: Floats, *, enough: float | None = None) -> Floats | None:
        """The panel worth most, by integer programming; None when there is no panel.

        Args:
            worth: length C.
            enough: the first panel found that is worth this much will do.
        """
        scale = float(np.abs(worth).max()) or 1.0
        target = -INFINITY if enough is None else -enough / scale
        self._exact.setOptionValue("objective_target", target)
        set_costs(self._exact, -worth / scale)
        self._exact.clearSolver()
        self._exact.run()
        status = self._exact.getModelStatus()
        if status == INFEASIBLE:
            return None
        assert status in (OPTIMAL, ENOUGH), f"a bounded programme ends: {status}"
        return np.round(answer(self._exact, len(worth)))

    def climbed(
        self, start: Floats, worth: Floats, fines: tuple[float, ...] = STRICT
    ) -> Floats | None:
        """A panel reached from another by exchanges of one member, each a gain in worth less fines;
        None when the quotas it broke on the way could not be mended."""
        search = _Climb(self, start, worth)
        for fine in fines:
            for _ in range(ROUNDS):
                if not search.exchanged(fine):
                    break
        return None if search.broken() else search.panel


class _Climb:
    """A panel under exchange. One matrix product values every exchange of a member for any type;
    then the best for each member is made, in order of gain, if it is still a gain."""

    def __init__(self, panels: Panels, start: Floats, worth: Floats) -> None:
        self.panels = panels
        self.panel = start.copy()
        self.worth = (worth / (float(np.abs(worth).max()) or 1.0)).astype(np.float32)
        self.held = panels.types.held(start)

    def broken(self) -> bool:
        """Whether a quota is not kept."""
        return bool(((self.held < self.panels.least) | (self.held > self.panels.most)).any())

    def exchanged(self, fine: float) -> bool:
        """Make exchanges; False when there was none to make."""
        leaving = np.flatnonzero(self.panel > self.panels.low)
        gains = self.gains(leaving, fine)
        partner = gains.argmax(axis=1)
        gain = gains[np.arange(len(leaving)), partner]
        made = False
        held = self.held.tolist()
        for at in np.argsort(-gain, kind="stable").tolist():
            if gain[at] <= GAIN:
                break
            made |= self._exchange(int(leaving[at]), int(partner[at]), held, fine)
        self.held = np.array(held)
        return made

    def gains(self, leaving: npt.NDArray[np.intp], fine: float) -> npt.NDArray[np.float32]:
        """Shape (leaving, C): the gain of each exchange."""
        panels, held, rows = self.panels, self.held, len(self.held)
        less = (held <= panels.least).astype(np.float32) - (held > panels.most)
        more = (held >= panels.most).astype(np.float32) - (held < panels.least)
        fines = (less[:, None] + more) * (panels._same * np.float32(-fine))
        panels._right[rows] = np.where(self.panel < panels.high, self.worth, FULL)
        left = np.empty((len(leaving), rows + 2), dtype=np.float32)
        np.matmul(panels._right[:rows, leaving].T, fines, out=left[:, :rows])
        left[:, rows] = 1.0
        left[:, rows + 1] = -self.worth[leaving]
        gains: npt.NDArray[np.float32] = left @ panels._right
        return gains

    def _exchange(self, leaves: int, joins: int, held: list[float], fine: float) -> bool:
        panels = self.panels
        if self.panel[joins] >= panels.high[joins] or self.panel[leaves] <= panels.low[leaves]:
            return False
        gain = float(self.worth[joins] - self.worth[leaves])
        rows = zip(panels._pairs[leaves], panels._pairs[joins], strict=True)
        pairs = [(a, b) for a, b in rows if a != b]
        for a, b in pairs:
            gain -= fine * (
                _one_less(held[a], panels._bounds[a]) + _one_more(held[b], panels._bounds[b])
            )
        if gain <= GAIN:
            return False
        for a, b in pairs:
            held[a] -= 1.0
            held[b] += 1.0
        self.panel[leaves] -= 1.0
        self.panel[joins] += 1.0
        return True


def _one_less(held: float, bounds: tuple[float, float]) -> int:
    """By how many more seats a quota is missed with one fewer."""
    return 1 if held <= bounds[0] else (-1 if held > bounds[1] else 0)


def _one_more(held: float, bounds: tuple[float, float]) -> int:
    """By how many more seats a quota is missed with one more."""
    return 1 if held >= bounds[1] else (-1 if held < bounds[0] else 0)
