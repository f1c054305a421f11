"""What is judged: a tree of criteria with weights, whose leaves say what is worst and what is best.

Source: OECD and JRC, *Handbook on Constructing Composite Indicators* (2008), steps 5 to 7
(normalisation by minimum and maximum, weights, linear aggregation).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm


@dataclass(frozen=True)
class Leaf:
    """What is measured at a leaf: the value that scores 0, and the one that scores 1.

    `worst` may be above `best`: minutes to the next water point are better when they are few.
    """

    worst: Fraction
    best: Fraction

    def score(self, value: Fraction) -> Fraction:
        """The share of the way from worst to best, from 0 to 1; values beyond count as the end.

        >>> Leaf(Fraction(60), Fraction(0)).score(Fraction(15))
        Fraction(3, 4)
        """
        share = (value - self.worst) / (self.best - self.worst)
        return min(max(share, Fraction(0)), Fraction(1))

    def mean_scores(self, sums: Iterable[tuple[int, int]], *, scale: int) -> list[Fraction]:
        """The scores of the means `total / scale / people`, in integers: a million take a second.

        >>> Leaf(Fraction(60), Fraction(0)).mean_scores([(3000, 2)], scale=100)
        [Fraction(3, 4)]
        """
        common = lcm(self.worst.denominator, self.best.denominator, scale)
        factor, worst, best = common // scale, int(self.worst * common), int(self.best * common)
        found = []
        for total, people in sums:
            above, below = total * factor - worst * people, (best - worst) * people
            if below < 0:
                above, below = -above, -below
            found.append(Fraction(min(max(above, 0), below), below))
        return found


@dataclass(frozen=True)
class Node:
    """A criterion: its weight among its siblings, and either children or a leaf."""

    id: str
    name: str
    weight: Fraction
    children: tuple["Node", ...] = ()
    leaf: Leaf | None = None


@dataclass(frozen=True)
class Place:
    """Where a node stands: its parent's id, its level (0 for the root), and its share of the whole
    weight (the product of the shares among siblings on the way down; 1 for the root)."""

    node: Node
    parent: str | None
    level: int
    share: Fraction


@dataclass(frozen=True)
class Model:
    """A tree under one version. Ids are unique, weights above zero, best is not worst."""

    version: str
    root: Node

    def nodes(self) -> Iterator[Node]:
        """Every node, in no order that matters."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every node, a parent before its children, children in the order of the file."""
        return tuple(_walked(self.root, None, 0, Fraction(1)))

    @cached_property
    def leaves(self) -> dict[str, Place]:
        """The leaves by id."""
        return {place.node.id: place for place in self.places if place.node.leaf}

    @cached_property
    def below(self) -> dict[str, tuple[str, ...]]:
        """For each node the ids of the leaves below it; a leaf has itself."""
        found: dict[str, tuple[str, ...]] = {}
        for place in reversed(self.places):
            node = place.node
            found[node.id] = tuple(leaf for child in node.children for leaf in found[child.id]) or (
                node.id,
            )
        return found


def _walked(node: Node, parent: str | None, level: int, share: Fraction) -> Iterator[Place]:
    yield Place(node, parent, level, share)
    total = sum((child.weight for child in node.children), Fraction(0))
    for child in node.children:
        yield from _walked(child, node.id, level + 1, share * child.weight / total)
