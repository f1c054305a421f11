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
        scores = {
            name: score for name in names if (score := by_group[name][node].score) is not None
        }
        if len(scores) > 1:
            low, high = _ends(scores)
            one, other = by_group[low], by_group[high]
            same = all(one[leaf][1] == other[leaf][1] for leaf in model.below[node])
            found.append(Gap(node, scores[high] - scores[low], low, high, same))
    return tuple(found)


def _ends(scores: Mapping[str, Fraction]) -> tuple[str, str]:
    """The groups of the lowest and of the highest score; two different ones."""
    low = _first_of(scores, min(_rounded(scores)), lowest=True)
    others = {name: score for name, score in scores.items() if name != low}
    return low, _first_of(others, max(_rounded(others)), lowest=False)


def _rounded(scores: Mapping[str, Fraction]) -> Sequence[float]:
    return [score.numerator / score.denominator for score in scores.values()]


def _first_of(scores: Mapping[str, Fraction], about: float, *, lowest: bool) -> str:
    """Floats find the few that may be the furthest; fractions decide between them."""
    few = {n: s for n, s in scores.items() if s.numerator / s.denominator == about}
    end = min(few.values()) if lowest else max(few.values())
    return next(name for name, score in few.items() if score == end)
