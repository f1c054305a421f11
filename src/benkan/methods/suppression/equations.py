"""The sums of a table as a matrix, for linear programmes."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from benkan.methods.suppression.cubes import Counts, Cube


def sums_of(cube: Cube, cells: Counts) -> csc_array:
    """The sums in which a hidden cell stands: shape (sums, cells), 1 a part, -1 the whole."""
    place = np.full(cube.counts.size, -1)
    place[cells] = np.arange(len(cells))
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    signs: list[NDArray[np.float64]] = []
    above = 0
    for whole, parts in cube.sums():
        for members, sign in ((whole[:, None], -1.0), (parts, 1.0)):
            at = place[members]
            row, _ = np.nonzero(at >= 0)
            rows.append(row + above)
            columns.append(at[at >= 0])
            signs.append(np.full(len(row), sign))
        above += len(whole)
    entries = (np.concatenate(signs), (np.concatenate(rows), np.concatenate(columns)))
    return csc_array(entries, shape=(above, len(cells)))
