"""How far groups are apart at a node, and which two are the furthest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benkan.methods.barometer.model import Model
from benkan.methods.barometer.scoring import Mark


@dataclass(frozen=True)
class Gap:
    """At one node: the largest score of a group less the smallest, and the two groups.

    `same_leaves`: the two were scored on the same leaves below the node. Where they were not, a gap
    may come from what was asked and not from what was lived.
    """

    node: str
    size: Fraction
    lowest: str
    highest: str
    same_leaves: bool


def gaps(model: Model, by_group: Mapping[str, Mapping[str, Mark]]) -> tuple[Gap, ...]:
    """The gap at every node at which two groups or more have a score, in the order of the model.
    Among groups with equal scores the one whose name comes first is named."""
    names = sorted(by_group)
    found = []
    for place in model.places:
        node = place.node.id
        given = [(by_group[name][node].score, name) for name in names]
        scored = [(score, name) for score, name in given if score is not None]
        if len(scored) > 1:
            (least, low), (most, high) = _ends(scored)
            one, other = by_group[low], by_group[high]
            same = all(one[leaf][1] == other[leaf][1] for leaf in model.below[node])
            found.append(Gap(node, most - least, low, high, same))
    return tuple(found)


Scored = tuple[Fraction, str]


def _ends(scored: Sequence[Scored]) -> tuple[Scored, Scored]:
    """The lowest and the highest of two groups or more; two different ones, and of equal ones the
    first."""
    # Floats find the few that may be the furthest, and fractions decide between them.
    about = [score.numerator / score.denominator for score, _ in scored]
    least, most = min(about), max(about)
    low = min(each for each, near in zip(scored, about, strict=True) if near == least)
    high = max(
        (each for each, near in zip(scored, about, strict=True) if near == most and each != low),
        key=lambda each: each[0],
    )
    return low, high
