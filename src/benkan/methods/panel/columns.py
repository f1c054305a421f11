"""Leximin when no lottery has the average of the relaxation: level by level, panel by panel.

The lottery is a linear programme with a column a panel, far too many to write down. It is solved
over some panels; its dual prices say what a member of each type is worth; if no panel is worth more
than those there are, the level is proved. Else the panel worth most joins. The search over
exchanges proposes panels; an integer programme over types answers when it finds none.

Source: Flanigan et al., Nature 596 (2021), supplementary information 5 and 8.
"""

from dataclasses import dataclass

import numpy as np

from benkan.methods.panel.nearest import Lottery
from benkan.methods.panel.panels import LENIENT, STRICT, Panels
from benkan.methods.panel.solver import INFINITY, answer, quiet_solver, solved
from benkan.methods.panel.types import Floats
from benkan.methods.progress import Progress, untold

PROVED = 1e-9
"""A panel worth less than this above the others would not raise a level."""

PRICED = 1e-7

TRIED = 3
"""Panels from which the search over exchanges begins before the integer programme is asked."""


@dataclass(frozen=True)
class Proved:
    """A lottery, and by how much at most some level of its chances is below the optimum's."""

    lottery: Lottery
    gap: float


def leximin_by_columns(
    panels: Panels, start: Lottery, *, lowest_only: bool = False, progress: Progress = untold
) -> Proved:
    """The lottery whose lowest chance is highest, then the next lowest, and so on.

    Args:
        panels: all that keep the quotas.
        start: panels to begin with.
        lowest_only: stop at the first level above zero.
        progress: told the share of the types whose chance is settled.
    """
    master = _Master(panels, start.panels)
    gap = 0.0
    while master.free.any():
        level, short = master.level()
        gap = max(gap, short)
        master.fix(level)
        progress(1.0 - float(master.free.mean()))
        if lowest_only and level > PROVED:
            break
    return Proved(master.lottery(), gap)


class _Master:
    """Columns: the level z, then the chance of each panel. Rows: chances add up to 1; every type
    has z times its size, or what was fixed for it."""

    def __init__(self, panels: Panels, start: Floats) -> None:
        self.panels = panels
        self.sizes = panels.types.sizes
        count = len(self.sizes)
        self.free = np.ones(count, dtype=np.bool_)
        self.fixed = np.zeros(count)
        self.columns: list[Floats] = []
        self.solver = quiet_solver()
        self.solver.setOptionValue("presolve", "off")
        self.solver.addVar(0.0, INFINITY)
        self.solver.changeColCost(0, -1.0)
        empty = np.zeros(0)
        self.solver.addRow(1.0, 1.0, 0, empty.astype(np.int32), empty)
        for size in self.sizes:
            self.solver.addRow(0.0, INFINITY, 1, np.zeros(1, dtype=np.int32), np.array([-size]))
        for column in start.T:
            self._join(column)

    def _join(self, panel: Floats) -> None:
        at = np.flatnonzero(panel)
        rows = np.append(0, at + 1).astype(np.int32)
        self.solver.addCol(0.0, 0.0, INFINITY, len(rows), rows, np.append(1.0, panel[at]))
        self.columns.append(panel)

    def level(self) -> tuple[float, float]:
        """The highest level, and by how much at most it is below the true one."""
        while True:
            feasible = solved(self.solver)
            assert feasible, "the last lottery is feasible"
            prices = np.maximum(np.array(self.solver.getSolution().row_dual)[1:], 0.0)
            self.prices = prices
            worth_now = max(float(prices @ column) for column in self.columns)
            found = self._climb(prices, worth_now)
            if found is None:
                found = self.panels.best(prices)
                assert found is not None, "there was a panel to begin with"
                short = float(prices @ found) - worth_now
                if short <= PROVED:
                    return answer(self.solver, 1)[0], max(short, 0.0)
            self._join(found)

    def _climb(self, prices: Floats, worth_now: float) -> Floats | None:
        chances = answer(self.solver, len(self.columns) + 1)[1:]
        for at in np.argsort(-chances, kind="stable")[:TRIED].tolist():
            for fines in (STRICT, LENIENT):
                panel = self.panels.climbed(self.columns[at], prices, fines)
                if panel is not None and float(prices @ panel) > worth_now + 10 * PROVED:
                    return panel
        return None

    def fix(self, level: float) -> None:
        """Leave at the level the types whose price shows that they cannot rise."""
        prices = self.prices * self.sizes
        stuck = self.free & (prices > PRICED)
        if not stuck.any():
            stuck = self.free & (prices >= prices[self.free].max())
        self.fixed[stuck] = level * self.sizes[stuck]
        self.free &= ~stuck
        for kind in np.flatnonzero(stuck).tolist():
            self.solver.changeCoeff(kind + 1, 0, 0.0)
            self.solver.changeRowBounds(kind + 1, float(self.fixed[kind]), INFINITY)

    def lottery(self) -> Lottery:
        """Of the last programme that was solved."""
        chances = answer(self.solver, len(self.columns) + 1)[1:]
        kept = np.flatnonzero(chances > 1e-12)
        return Lottery(np.column_stack(self.columns)[:, kept], chances[kept] / chances[kept].sum())
