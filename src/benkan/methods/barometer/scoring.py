"""Each node's score and coverage, from the scores of leaves.

A leaf is `clamp((v - worst)/(best - worst), 0, 1)`; a parent is the weighted mean of those of its
children that have a score. What was not scored is left out, never taken as zero; how much was left
out is the coverage: weight of the scored leaves below a node ÷ weight of all leaves below it, a
leaf's weight being the product of the shares on the way down to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from benkan.methods.barometer.model import Model, Node


class Mark(NamedTuple):
    """Of one node: a score from 0 to 1 (None when nothing below it was scored), and the coverage."""

    score: Fraction | None
    coverage: Fraction


def marks(model: Model, scores: Mapping[str, Fraction]) -> dict[str, Mark]:
    """The mark of every node, by id, a parent after its children.

    Args:
        model: with any number of leaves.
        scores: of leaves, from 0 to 1; leaves that are missing were not scored; an id that is no
            leaf is passed over.

    >>> from benkan.methods.barometer.model import Leaf, Model, Node
    >>> a, b = (Node(n, n, Fraction(w), leaf=Leaf(Fraction(0), Fraction(1))) for n, w in ("a3", "b1"))
    >>> tree = Model("1", Node("index", "Index", Fraction(1), (a, b)))
    >>> marks(tree, {"a": Fraction(1, 2), "b": Fraction(0)})["index"]
    Mark(score=Fraction(3, 8), coverage=Fraction(1, 1))
    >>> marks(tree, {"a": Fraction(1, 2)})["index"]
    Mark(score=Fraction(1, 2), coverage=Fraction(3, 4))
    """
    return Scoring(model).marks(scores)


@dataclass
class Scoring:
    """`marks` for many groups: what depends only on which leaves were scored is worked out once, and
    the rest is done in integers."""

    model: Model
    _ways: dict[frozenset[str], list["_Step"]] = field(default_factory=dict)

    def marks(self, scores: Mapping[str, Fraction]) -> dict[str, Mark]:
        """As the function of this name."""
        scored = frozenset(scores.keys() & self.model.leaves.keys())
        if scored not in self._ways:
            self._ways[scored] = _way(self.model, scored)
        common = lcm(*(scores[leaf].denominator for leaf in scored))
        parts: dict[str, int] = {}
        found: dict[str, Mark] = {}
        for node, children, below, coverage in self._ways[scored]:
            if not coverage:
                found[node] = Mark(None, coverage)
            elif not children:
                score = scores[node]
                parts[node] = score.numerator * (common // score.denominator)
                found[node] = Mark(score, coverage)
            else:
                parts[node] = above = sum([parts[child] * times for child, times in children])
                found[node] = Mark(Fraction(above, below * common), coverage)
        return found


class _Step(NamedTuple):
    """How a node comes from its scored children: the sum of their parts times integers, ÷ `below`."""

    node: str
    children: tuple[tuple[str, int], ...]
    below: int
    coverage: Fraction


def _way(model: Model, scored: frozenset[str]) -> list[_Step]:
    steps: dict[str, _Step] = {}
    for place in reversed(model.places):
        node = place.node
        if node.leaf:
            steps[node.id] = _Step(node.id, (), 1, Fraction(int(node.id in scored)))
        else:
            steps[node.id] = _step(node, steps)
    return list(steps.values())


def _step(node: Node, steps: Mapping[str, _Step]) -> _Step:
    all_weights = sum((child.weight for child in node.children), Fraction(0))
    coverage = sum((c.weight * steps[c.id].coverage for c in node.children), Fraction(0))
    there = [child for child in node.children if steps[child.id].coverage]
    unit = lcm(*(child.weight.denominator for child in there))
    weights = {child.id: int(child.weight * unit) for child in there}
    below = lcm(*(steps[child.id].below for child in there))
    times = tuple((name, weight * (below // steps[name].below)) for name, weight in weights.items())
    return _Step(node.id, times, below * sum(weights.values()), coverage / all_weights)
