"""Which leaves hold the index down."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from benkan.methods.barometer.model import Model
from benkan.methods.barometer.scoring import Mark

MIDDLE = Fraction(1, 2)


@dataclass(frozen=True)
class Weak:
    """A leaf with a score below a half. `costs`: how much the index would rise, were it at its best
    and all else as it is."""

    leaf: str
    score: Fraction
    costs: Fraction


def weak_leaves(model: Model, marks: Mapping[str, Mark]) -> tuple[Weak, ...]:
    """The leaves below a half, the one that costs the index most first; then by id."""
    shares = _shares(model, marks)
    found = [
        Weak(leaf, score, shares[leaf] * (1 - score))
        for leaf in model.leaves
        if (score := marks[leaf].score) is not None and score < MIDDLE
    ]
    return tuple(sorted(found, key=lambda weak: (-weak.costs, weak.score, weak.leaf)))


def _shares(model: Model, marks: Mapping[str, Mark]) -> dict[str, Fraction]:
    """What part of the index each scored node is: shares among the siblings that have a score."""
    found = {model.root.id: Fraction(1)}
    for place in model.places:
        scored = [child for child in place.node.children if marks[child.id].score is not None]
        total = sum((child.weight for child in scored), Fraction(0))
        for child in scored:
            found[child.id] = found[place.node.id] * child.weight / total
    return found
