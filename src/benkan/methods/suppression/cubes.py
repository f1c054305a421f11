"""A table of counts with all its margins, as one long row of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from benkan.methods.suppression.trees import Tree

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Cube:
    """Every cell and every margin of a table.

    Attributes:
        trees: one a dimension.
        counts: length n = the product of the trees' sizes, margins filled in.
        leaves: length n, how many cells of the inside each cell is the sum of; 0 where there
            cannot be anybody and everybody knows (a commune in a cercle that it does not lie in).
    """

    trees: tuple[Tree, ...]
    counts: Counts
    leaves: Counts

    @cached_property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(tree) for tree in self.trees)

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """How far apart in the long row neighbours of each dimension are."""
        return tuple(int(np.prod(self.shape[at + 1 :])) for at in range(len(self.shape)))

    @cached_property
    def exists(self) -> Mask:
        return self.leaves > 0

    def nodes(self, cell: int) -> tuple[int, ...]:
        """Where a cell stands on each dimension."""
        return tuple(int(node) for node in np.unravel_index(cell, self.shape))

    def name(self, cell: int) -> dict[str, str | None]:
        """What stands in each column for a cell; None is the total."""
        said: dict[str, str | None] = {}
        for tree, node in zip(self.trees, self.nodes(cell), strict=True):
            path = tree.paths[node]
            for at, column in enumerate(tree.columns):
                said[column] = path[at] if at < len(path) else None
        return said

    def label(self, cell: int) -> str:
        """A cell for a sentence: its values, the margins left out; the grand total is `total`."""
        return " · ".join(value for value in self.name(cell).values() if value) or "total"

    def is_margin(self, cell: int) -> bool:
        return any(
            len(tree.paths[node]) < len(tree.columns)
            for tree, node in zip(self.trees, self.nodes(cell), strict=True)
        )

    def sums(self) -> Iterator[tuple[Counts, NDArray[np.int64]]]:
        """Everything that adds up: wholes of shape (r,) and their parts of shape (r, k)."""
        every = np.arange(self.counts.size).reshape(self.shape)
        for at, tree in enumerate(self.trees):
            for node, children in tree.children().items():
                whole = np.take(every, node, axis=at).ravel()
                parts = np.moveaxis(np.take(every, children, axis=at), at, -1)
                yield whole, parts.reshape(len(whole), len(children))


def cube_of(trees: tuple[Tree, ...], inside: Counts, there: Mask) -> Cube:
    """Add up the margins.

    Args:
        trees: one a dimension, d of them.
        inside: shape (leaves of the first tree, …), the counts.
        there: the same shape, False where nobody can be.
    """
    return Cube(trees, _with_margins(trees, inside), _with_margins(trees, there.astype(np.int64)))


def _with_margins(trees: tuple[Tree, ...], inside: Counts) -> Counts:
    whole = np.zeros([len(tree) for tree in trees], np.int64)
    whole[np.ix_(*(tree.leaves for tree in trees))] = inside
    for at, tree in enumerate(trees):
        along = np.moveaxis(whole, at, 0)
        for node in range(len(tree) - 1, 0, -1):
            along[tree.parents[node]] += along[node]
    return whole.ravel()
