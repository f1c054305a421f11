"""Longer ways round than a box, for small tables: the cheapest of all, by a linear programme.

What one cell gains goes round through others until every sum is kept, as water in a network. For
tables of one or two dimensions, at most one of them nested, the best way is in whole numbers by
itself; elsewhere it is taken only when it is.

Source: Kelly, Golden & Assad, "Cell suppression: disclosure protection for sensitive tabular data"
(Networks, 1992), the sequential linear programmes.
"""

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, hstack

from benkan.methods.solving import QuietHighs
from benkan.methods.suppression.cubes import Counts, Cube
from benkan.methods.suppression.equations import sums_of

FAINT = 1e-3  # of two ways through what is hidden, the shorter


class Circles:
    """One linear programme: how far each cell rises, how far it falls."""

    def __init__(self, cube: Cube, rooms: Counts, prices: NDArray[np.float64]) -> None:
        """`rooms` and `prices` are those of boxes.Finder, and looked at anew for every question."""
        self._cells = np.flatnonzero(cube.exists)
        self._rooms, self._prices = rooms, prices
        self._is_network = (
            len(cube.trees) <= 2 and sum(tree.lines.shape[1] > 2 for tree in cube.trees) <= 1
        )
        sums = sums_of(cube, self._cells)
        self._solver = QuietHighs()
        self._solver.setOptionValue("presolve", "off")
        self._solver.passModel(_programme(csc_array(hstack([sums, -sums]))))

    def best(self, cell: int, direction: int, far: int) -> tuple[Counts, Counts] | None:
        """The cells to change and by how much, so that one cell changes by `far`; the least of
        price times change. None when there is none in whole numbers."""
        count = len(self._cells)
        every = np.arange(2 * count, dtype=np.int32)
        most = np.concatenate([self._rooms[2 * self._cells], self._rooms[2 * self._cells + 1]])
        most = np.minimum(most, far).astype(np.float64)
        own = int(np.searchsorted(self._cells, cell))
        least = np.zeros(2 * count)
        least[own + (direction < 0) * count] = far
        most[own + (direction > 0) * count] = 0
        most = np.maximum(most, least)
        costs = np.tile(self._prices[self._cells] + FAINT, 2)
        self._solver.changeColsCost(2 * count, every, costs)
        self._solver.changeColsBounds(2 * count, every, least, most)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return self._whole(np.asarray(self._solver.getSolution().col_value), far)

    def _whole(self, found: NDArray[np.float64], far: int) -> tuple[Counts, Counts] | None:
        count = len(self._cells)
        exact = found[:count] - found[count:]
        added = np.rint(exact).astype(np.int64)
        if np.abs(exact - added).max() > 1e-6:
            return None
        if not self._is_network and (added % far).any():
            # Then the numbers between need not be reached by steps of 1.
            return None
        changed = added != 0
        return self._cells[changed], added[changed]


def _programme(sums: csc_array) -> highspy.HighsLp:
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = sums.shape
    programme.col_cost_ = np.zeros(sums.shape[1])
    programme.col_lower_ = np.zeros(sums.shape[1])
    programme.col_upper_ = np.zeros(sums.shape[1])
    programme.row_lower_ = programme.row_upper_ = np.zeros(sums.shape[0])
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = sums.indptr.astype(np.int32)
    programme.a_matrix_.index_ = sums.indices.astype(np.int32)
    programme.a_matrix_.value_ = sums.data
    return programme
