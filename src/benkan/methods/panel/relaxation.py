"""The fairest chances if people could be divided: leximin over the linear relaxation of the quotas.

Panels are whole counts that keep the quotas; a lottery over them has an average that keeps the
quotas too, but not every such average comes from a lottery. So the best average among all of them
bounds every lottery from above, and when a lottery with that very average is found
(`nearest`), it is proved optimal without an integer programme.

Leximin by linear programmes: raise the chance z of all types that still can rise; those whose bound
x ≥ n z has a positive dual price cannot rise beyond z in any solution, and stay at it; go on with
the rest.

Source: Flanigan et al., Nature 596 (2021), supplementary information 5; the successive fixing by
dual prices is due to Nace and Orlin, "Lexicographically minimum and maximum load linear programming
problems", Operations Research 55 (2007).
"""

import numpy as np

from benkan.methods.panel.solver import INFINITY, add_row, quiet_solver, solved
from benkan.methods.panel.types import Floats, Types

PRICED = 1e-7
"""Dual prices add up to 1 over all people; one below this may be rounding."""

SLACK = 1e-9


def leximin_average(types: Types, *, lowest_only: bool = False) -> Floats | None:
    """The expected members of each type when the lowest chance is highest, then the next lowest…

    Args:
        types: the problem.
        lowest_only: stop at the first chance above zero; types that can still rise stand at it.

    Returns:
        Length C, from 0 to the caps, adding up to the seats (unless `lowest_only`); None when the
        quotas cannot be kept even by divided people.
    """
    levels = _Levels(types)
    while levels.free.any():
        level = levels.highest()
        if level is None:
            return None
        if lowest_only and level > SLACK:
            return np.where(levels.free, level * types.sizes, levels.fixed)
        levels.fix(level)
    return levels.fixed


def maximin_average(types: Types) -> Floats | None:
    """The expected members of each type when the lowest chance is highest, and above it the highest
    chance is lowest, then the next highest… Types that no panel can hold are left out of account.

    Returns:
        As `leximin_average`.
    """
    lowest = leximin_average(types, lowest_only=True)
    if lowest is None:
        return None
    shut = lowest <= SLACK
    level = float((lowest / types.sizes)[~shut].min())
    at_home = leximin_average(types.mirrored(np.where(shut, 0.0, level * types.sizes)))
    return None if at_home is None else types.sizes - at_home


class _Levels:
    """The programme of one level: columns x − n z for each type that can rise, and z at the end.

    Caps are added when a solution breaks them: few ever do, and a row for each would be most of the
    programme.
    """

    def __init__(self, types: Types) -> None:
        self.types = types
        count = len(types.sizes)
        self.free = np.ones(count, dtype=np.bool_)
        self.fixed = np.zeros(count)
        self.matrix = np.vstack([types.incidence(), np.ones(count)])
        self.low = np.append(types.least, types.seats)
        self.high = np.append(types.most, types.seats)
        self.limits: dict[int, int] = {}
        self.solver = quiet_solver()
        self.solver.setOptionValue("presolve", "off")
        self.solver.setOptionValue("simplex_strategy", 4)
        self.solver.addVars(count + 1, np.zeros(count + 1), np.full(count + 1, INFINITY))
        self.solver.changeColCost(count, -1.0)
        for row, weights in enumerate(self.matrix):
            with_level = np.append(weights, weights @ types.sizes)
            add_row(self.solver, self.low[row], self.high[row], with_level)

    def highest(self) -> float | None:
        """The highest level that all free types reach together."""
        while True:
            if not solved(self.solver):
                assert self.free.all(), "the last level's solution is feasible"
                return None
            values = np.array(self.solver.getSolution().col_value)
            level = float(values[-1])
            counts = values[:-1] + level * self.types.sizes
            outside = (counts > self.types.caps + SLACK) | (counts < self.types.floors - SLACK)
            new = [kind for kind in np.flatnonzero(outside & self.free) if kind not in self.limits]
            if not new:
                return level
            for kind in new:
                self._limit(int(kind))

    def _limit(self, kind: int) -> None:
        self.limits[kind] = self.solver.getNumRow()
        at = np.array([kind, len(self.types.sizes)], dtype=np.int32)
        weights = np.array([1.0, self.types.sizes[kind]])
        floor, cap = self.types.floors[kind], self.types.caps[kind]
        self.solver.addRow(floor, cap, 2, at, weights)

    def fix(self, level: float) -> None:
        """Leave at the level those that cannot rise."""
        sizes = self.types.sizes
        prices = np.array(self.solver.getSolution().col_dual)[:-1] * sizes
        stuck = self.free & (prices > PRICED)
        if not stuck.any():
            stuck = self.free & (prices >= prices[self.free].max())
        self.fixed[stuck] = level * sizes[stuck]
        self.free &= ~stuck
        for kind in np.flatnonzero(stuck).tolist():
            self.solver.changeColBounds(kind, 0.0, 0.0)
            if kind in self.limits:
                self.solver.changeRowBounds(self.limits[kind], -INFINITY, INFINITY)
        level_weights = self.matrix @ (sizes * self.free)
        held = self.matrix @ self.fixed
        for row in range(len(self.matrix)):
            self.solver.changeCoeff(row, len(sizes), float(level_weights[row]))
            low, high = float(self.low[row] - held[row]), float(self.high[row] - held[row])
            self.solver.changeRowBounds(row, low, high)
