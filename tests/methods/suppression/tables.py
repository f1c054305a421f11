"""Tables for the tests, and attacks that share nothing with the method but the table."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from benkan.methods.suppression.cubes import Cube, cube_of
from benkan.methods.suppression.trees import Tree, tree_of

Numbers = NDArray[np.int64]


def cube(counts: object, *trees: Tree) -> Cube:
    """A table whose rows, columns, … are called 0, 1, … unless trees are given."""
    inside = np.asarray(counts, np.int64)
    plain = tuple(
        tree_of((f"side {side}",), [(str(k),) for k in range(size)])
        for side, size in enumerate(inside.shape)
    )
    return cube_of(trees or plain, inside, np.ones(inside.shape, np.bool_))


@st.composite
def counts(
    draw: st.DrawFn, *, sides: int = 3, longest: int = 3, most: int = 20, cells: int = 36
) -> Numbers:
    """The inside of a table with one to so many sides, small counts often."""
    shape: list[int] = []
    for _ in range(draw(st.integers(1, sides))):
        shape.append(draw(st.integers(1, max(1, min(longest, cells // int(np.prod(shape)))))))
    count = st.one_of(st.integers(0, 6), st.integers(0, most))
    size = int(np.prod(shape))
    return np.array(draw(st.lists(count, min_size=size, max_size=size)), np.int64).reshape(shape)


def attacked(table: Cube, hidden: NDArray[np.bool_]) -> dict[int, tuple[float, float]]:
    """The bounds of each hidden cell by scipy: the unknowns are the cells of the inside only, every
    published number is an equation."""
    sums = members(table)
    shown = np.flatnonzero(table.exists & ~hidden)
    found = {}
    for cell in np.flatnonzero(hidden).tolist():
        ends = []
        for sign in (1, -1):
            answer = linprog(
                sign * sums[cell],
                A_eq=sums[shown] if len(shown) else None,
                b_eq=table.counts[shown] if len(shown) else None,
                method="highs",
            )
            ends.append(sign * answer.fun if answer.status == 0 else np.inf)
        found[cell] = (ends[0], ends[1])
    return found


def members(table: Cube) -> Numbers:
    """Which cells of the inside each cell is the sum of: shape (cells, cells of the inside)."""
    inside = list(product(*(tree.leaves.tolist() for tree in table.trees)))
    found = np.zeros((table.counts.size, len(inside)), np.int64)
    for column, nodes in enumerate(inside):
        lines = (
            tree.lines[tree.leaves.tolist().index(node)].tolist()
            for tree, node in zip(table.trees, nodes, strict=True)
        )
        for above in product(*lines):
            found[np.ravel_multi_index(above, table.shape), column] = 1
    return found


def alike(table: Cube, hidden: NDArray[np.bool_], most: int) -> Iterator[Numbers]:
    """Every table of whole counts from 0 to `most` inside that would have been published alike."""
    sums = members(table)
    shown = np.flatnonzero(~hidden)
    for inside in product(range(most + 1), repeat=sums.shape[1]):
        every = sums @ np.array(inside)
        if (every[shown] == table.counts[shown]).all():
            yield every
