"""The questions of a version as a tree: criteria, sub-criteria, questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.assessments.queries.asked import AskedNode


@dataclass(frozen=True)
class Branch:
    """A node with what stands below it."""

    node: AskedNode
    below: tuple["Branch", ...]

    @property
    def leaves(self) -> list[AskedNode]:
        """The questions below it, in their order."""
        return [node for node in self.nodes if node.leaf]

    @property
    def nodes(self) -> Iterator[AskedNode]:
        """Itself and all below it, in their order."""
        yield self.node
        for branch in self.below:
            yield from branch.nodes


def tree_of(nodes: Iterable[AskedNode]) -> list[Branch]:
    """The tree whose nodes are given in their order; asks nothing."""
    below: dict[UUID | None, list[AskedNode]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node)
    return [_grown(node, below) for node in below.get(None, [])]


def _grown(node: AskedNode, below: dict[UUID | None, list[AskedNode]]) -> Branch:
    return Branch(node, tuple(_grown(one, below) for one in below.get(node.id, [])))
