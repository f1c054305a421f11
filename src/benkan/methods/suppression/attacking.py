"""What somebody can find out who knows everything that is published.

The attacker knows every shown cell and margin, which sums must hold, and that no count is negative.
Between which numbers a hidden count must lie is then a linear programme, two for each cell. A second
attacker knows the statuses besides: that a primary cell is below the minimum and a complementary
one is not.

Source: Fischetti & Salazar, "Solving the cell suppression problem on tabular data with linear
constraints" (Management Science, 2001), section 2, the attacker's sub-problems.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import highspy
import numpy as np
from scipy.sparse import csc_array
from scipy.sparse.csgraph import connected_components

from benkan.methods.progress import Progress, untold
from benkan.methods.solving import QuietHighs
from benkan.methods.suppression.cubes import Counts, Cube, Mask
from benkan.methods.suppression.equations import sums_of

SLACK = 1e-6
NO_LIMIT = 1 << 60
"""Stands for an upper bound that nothing gives: the cell may be as large as anybody likes."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """The narrowest interval that an attacker can prove for each cell: `low` and `high`, length n;
    for shown cells the count itself."""

    low: Counts
    high: Counts


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Between what the attacker knows each count to lie before looking at any sum: length n."""

    low: Counts
    high: Counts


def of_a_stranger(cube: Cube) -> Knowledge:
    """No count is negative, and that is all."""
    return Knowledge(np.zeros_like(cube.counts), np.full_like(cube.counts, NO_LIMIT))


def of_the_statuses(primary: Mask, complementary: Mask, minimum: int) -> Knowledge:
    """A primary cell counts from 0 to the minimum less one, a complementary one the minimum or more."""
    low = np.where(complementary, minimum, 0)
    high = np.where(primary, minimum - 1, NO_LIMIT)
    return Knowledge(low, high)


def bounds(
    cube: Cube, hidden: Mask, knowledge: Knowledge, *, progress: Progress = untold
) -> Bounds:
    """Attack every hidden cell.

    Args:
        hidden: length n; all other cells are published.
        knowledge: what is known of each count beforehand; the true counts must agree with it.
    """
    low, high = cube.counts.copy(), cube.counts.copy()
    cells = np.flatnonzero(hidden)
    done = 0
    for part, sums in _parts(cube, cells):
        attack = _Attack(cube.counts[part], sums, knowledge.low[part], knowledge.high[part])
        for at in range(len(part)):
            low[part[at]], high[part[at]] = attack.lowest(at), attack.highest(at)
            done += 1
            progress(done / len(cells))
    return Bounds(low, high)


def _parts(cube: Cube, cells: Counts) -> Iterator[tuple[Counts, csc_array]]:
    """Hidden cells that stand in one sum together, directly or through others, and these sums."""
    sums = sums_of(cube, cells)
    if not len(cells):
        return
    linked = abs(sums).T @ abs(sums)
    _, group = connected_components(linked, directed=False)
    order = np.argsort(group, kind="stable")
    for own in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        columns = sums[:, own]
        rows = np.unique(columns.indices)
        yield cells[own], csc_array(columns.tocsr()[rows])


class _Attack:
    """One linear programme, asked again and again. Its unknowns are differences from the truth, so
    that the truth, all zero, is known to be possible."""

    def __init__(self, truth: Counts, sums: csc_array, low: Counts, high: Counts) -> None:
        self._truth = truth
        self._least = truth.copy()
        self._most = truth.copy()
        self._known_low, self._known_high = low, high
        self._solver = QuietHighs()
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("simplex_strategy", 4)  # primal: only the aim changes
        self._solver.passModel(_programme(truth, sums, low, high))
        self._aimed: int | None = None

    def lowest(self, at: int) -> int:
        if self._least[at] > self._known_low[at]:
            self._aim(at, 1.0)
        return int(self._least[at])

    def highest(self, at: int) -> int:
        if self._most[at] < self._known_high[at]:
            self._aim(at, -1.0)
        return int(self._most[at])

    def _aim(self, at: int, cost: float) -> None:
        """Every table that the solver passes by tells something about all cells."""
        if self._aimed is not None:
            self._solver.changeColCost(self._aimed, 0.0)
        self._solver.changeColCost(at, cost)
        self._aimed = at
        self._solver.run()
        status = self._solver.getModelStatus()
        if status in (
            highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            self._most[at] = NO_LIMIT
            return
        assert status == highspy.HighsModelStatus.kOptimal, "the truth itself is possible"
        away = np.asarray(self._solver.getSolution().col_value)
        if cost > 0:
            self._least[at] = self._truth[at] + ceil(away[at] - SLACK)
        else:
            self._most[at] = self._truth[at] + floor(away[at] + SLACK)
        self._least = np.minimum(self._least, self._truth + np.ceil(away - SLACK).astype(np.int64))
        self._most = np.maximum(self._most, self._truth + np.floor(away + SLACK).astype(np.int64))


def _programme(truth: Counts, sums: csc_array, low: Counts, high: Counts) -> highspy.HighsLp:
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = sums.shape
    programme.col_cost_ = np.zeros(len(truth))
    programme.col_lower_ = (low - truth).astype(np.float64)
    programme.col_upper_ = np.where(high >= NO_LIMIT, highspy.kHighsInf, high - truth)
    programme.row_lower_ = programme.row_upper_ = np.zeros(sums.shape[0])
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = sums.indptr.astype(np.int32)
    programme.a_matrix_.index_ = sums.indices.astype(np.int32)
    programme.a_matrix_.value_ = sums.data
    return programme
