"""One side of a table: its values, those that lie within others, and the total above them all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Nodes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tree:
    """The values of one dimension. Every leaf is equally deep; a parent comes before its children.

    Attributes:
        columns: the columns of the table that it is made of, the coarsest first.
        paths: length n, what stands in those columns for each node; the root, (), is the total.
        parents: length n, the node above; -1 above the root.
        lines: shape (leaves, depth), each leaf, what it lies in, and so on up to the root.
    """

    columns: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    parents: tuple[int, ...]
    lines: Nodes

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def leaves(self) -> Nodes:
        return self.lines[:, 0]

    def leaves_below(self, node: int) -> Nodes:
        """The leaves whose sum a node is; itself, when it is a leaf."""
        below: Nodes = self.leaves[(self.lines == node).any(axis=1)]
        return below

    def children(self) -> dict[int, list[int]]:
        """The nodes right below each node that has any."""
        found: dict[int, list[int]] = {}
        for node, parent in enumerate(self.parents):
            if parent >= 0:
                found.setdefault(parent, []).append(node)
        return found


def tree_of(columns: tuple[str, ...], leaves: Sequence[tuple[str, ...]]) -> Tree:
    """The tree of the leaves, in the order in which they first come.

    >>> tree_of(("cercle", "commune"), [("Kati", "Baguineda"), ("Kati", "Mandé")]).paths
    ((), ('Kati',), ('Kati', 'Baguineda'), ('Kati', 'Mandé'))
    """
    paths: list[tuple[str, ...]] = [()]
    for depth in range(1, len(columns) + 1):
        paths += dict.fromkeys(leaf[:depth] for leaf in leaves)
    at = {path: node for node, path in enumerate(paths)}
    parents = tuple(at[path[:-1]] if path else -1 for path in paths)
    whole = [path for path in paths if len(path) == len(columns)]
    lines = [[at[leaf[:depth]] for depth in range(len(columns), -1, -1)] for leaf in whole]
    return Tree(columns, tuple(paths), parents, np.array(lines, np.int64))
