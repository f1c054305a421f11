"""Ways to change one hidden count so that no published sum changes.

The simplest is a rectangle: one more here, one less beside it, and the contrary in another row.
In general a way is one step along each dimension, multiplied with each other: to another value
(what one gains the other loses, and so do the parents that they do not share), or out through the
total (all above it gain too). A step of 1 changes each cell of such a box by exactly 1.

Source: Giessing & Repsilber, "Tools and strategies to protect multiple tables with the GHQUAR cell
suppression engine" (2002), for hypercubes; here a box may also lead through parents and totals, and
several boxes together may do what one cannot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from benkan.methods.suppression.cubes import Cube
from benkan.methods.suppression.trees import Nodes, Tree

NOWHERE = -(1 << 50)
BOUNDLESS = 1 << 60
NEAR = 4_000  # cells of boxes looked at first
FAR = 300_000  # and when these are dear
FOOTHOLDS = 6  # cells of the inside from which a margin is changed


@dataclass(frozen=True, eq=False)
class Box:
    """Cells that change together by one each: `signs` +1 or -1, shape (vertices,) both; at most
    `room` times."""

    cells: Nodes
    signs: Nodes
    room: int
    price: float


def steps(tree: Tree, leaf: int, partners: Nodes) -> tuple[Nodes, Nodes]:
    """The steps from a leaf to each partner, and, last, out through the total.

    Args:
        partners: shape (w,), other leaves.

    Returns:
        The nodes that change and their signs, both of shape (w + 1, 2 · depth); NOWHERE fills up.
    """
    line = tree.lines[np.searchsorted(tree.leaves, leaf)]
    depth = len(line) - 1
    others = tree.lines[np.searchsorted(tree.leaves, partners)]
    apart = others[:, :depth] != line[:depth]
    nodes = np.full((len(partners) + 1, 2 * depth), NOWHERE, np.int64)
    nodes[:-1, :depth] = np.where(apart, line[:depth], NOWHERE)
    nodes[:-1, depth:] = np.where(apart, others[:, :depth], NOWHERE)
    nodes[-1, : depth + 1] = line
    signs = np.ones_like(nodes)
    signs[:-1, depth:] = -1
    return nodes, signs


class Finder:
    """Looks for the cheapest box. What may be changed, and at what price, is looked up in arrays
    that the caller changes as it goes.

    Attributes:
        rooms: shape (2 · (n + 1),), how far each cell may rise (even) and fall (odd).
        prices: shape (n + 1,), what it costs to hide a cell; 0 when it is hidden.
    """

    def __init__(self, cube: Cube, rooms: Nodes, prices: NDArray[np.float64]) -> None:
        self._cube = cube
        self._rooms = rooms
        self._prices = prices
        self._nowhere = cube.counts.size
        self._few = 2 ** len(cube.trees) - 1
        self._vertices = prod(2 * (tree.lines.shape[1] - 1) for tree in cube.trees)

    def best(self, cell: int, direction: int, need: int) -> Box | None:
        """The cheapest way to raise (+1) or lower (-1) a cell by 1 up to `need`: by price for each
        1 that it gives, then the roomiest, then the first; None when there is none.

        It does not look at what the cells beside it count, only whether there is room: whoever sees
        which cells are hidden learns nothing of their order of size.
        """
        found = self._best_of(cell, direction, need, NEAR)
        if found is None or found[0] > (self._few + 0.5) / need:
            found = self._best_of(cell, direction, need, FAR) or found
        return None if found is None else found[1]

    def _best_of(self, cell: int, direction: int, need: int, most: int) -> tuple[float, Box] | None:
        best: tuple[float, Box] | None = None
        for foothold in self._footholds(cell, direction):
            found = self._from(foothold, cell, direction, need, most)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
        return best

    def _footholds(self, cell: int, direction: int) -> Iterator[tuple[int, ...]]:
        """Cells of the inside that a cell is the sum of: itself, or some with room, hidden first."""
        below = [
            tree.leaves_below(node)
            for tree, node in zip(self._cube.trees, self._cube.nodes(cell), strict=True)
        ]
        if all(len(leaves) == 1 for leaves in below):
            yield tuple(int(leaves[0]) for leaves in below)
            return
        places = np.zeros((1,) * len(below), np.int64)
        for at, leaves in enumerate(below):
            shape = [1] * len(below)
            shape[at] = len(leaves)
            places = places + (leaves * self._cube.strides[at]).reshape(shape)
        every = places.ravel()
        every = every[self._cube.exists[every]]
        has_no_room = self._rooms[2 * every + (direction < 0)] == 0
        order = np.lexsort((every, self._prices[every] > 0, has_no_room))
        for place in every[order[:FOOTHOLDS]].tolist():
            yield self._cube.nodes(place)

    def _place(self, nodes: tuple[int, ...]) -> int:
        return sum(node * far for node, far in zip(nodes, self._cube.strides, strict=True))

    def _from(
        self, foothold: tuple[int, ...], cell: int, direction: int, need: int, most: int
    ) -> tuple[float, Box] | None:
        cells, signs = self._boxes(foothold, cell, most)
        signs = signs * direction
        rooms = self._rooms[2 * cells + (signs < 0)].min(axis=1)
        given = np.minimum(rooms, need)
        prices = self._prices[cells].sum(axis=1)
        with np.errstate(divide="ignore"):
            scores = np.where(given > 0, (prices + 1e-6) / given, np.inf)
        first = int(scores.argmin())
        if not np.isfinite(scores[first]):
            return None
        changed = cells[first] != self._nowhere
        box = Box(
            cells[first][changed], signs[first][changed], int(rooms[first]), float(prices[first])
        )
        return float(scores[first]), box

    def _boxes(self, foothold: tuple[int, ...], cell: int, most: int) -> tuple[Nodes, Nodes]:
        """All boxes from a foothold: cells and signs of shape (boxes, vertices)."""
        sides = len(foothold)
        width = max(2, int((most / self._vertices) ** (1 / sides)))
        start = self._place(foothold)
        cells: Nodes = np.zeros((1,) * (2 * sides), np.int64)
        signs: Nodes = np.ones((1,) * (2 * sides), np.int64)
        for at, (tree, node) in enumerate(
            zip(self._cube.trees, self._cube.nodes(cell), strict=True)
        ):
            partners = self._partners(at, foothold[at], node, start, width)
            nodes, turns = steps(tree, foothold[at], partners)
            shape = [1] * (2 * sides)
            shape[at], shape[sides + at] = nodes.shape
            cells = cells + (nodes * self._cube.strides[at]).reshape(shape)
            signs = signs * turns.reshape(shape)
        boxes = int(np.prod(cells.shape[:sides]))
        cells = np.where(cells < 0, self._nowhere, cells)
        return cells.reshape(boxes, -1), signs.reshape(boxes, -1)

    def _partners(self, at: int, leaf: int, node: int, start: int, width: int) -> Nodes:
        """Other leaves of a dimension: those whose cell is hidden first, then the next in order."""
        tree = self._cube.trees[at]
        leaves = tree.leaves
        own = int(np.searchsorted(leaves, leaf))
        others = np.concatenate([leaves[own + 1 :], leaves[:own]])
        if node != leaf:
            others = others[~np.isin(others, tree.leaves_below(node))]
        beside = start + self._cube.strides[at] * (others - leaf)
        others, beside = others[self._cube.exists[beside]], beside[self._cube.exists[beside]]
        hidden = self._prices[beside] == 0
        return np.concatenate([others[hidden], others[~hidden]])[:width]
