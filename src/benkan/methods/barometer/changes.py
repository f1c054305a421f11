"""What changed from one round to the next, where the two can be compared at all.

Another version of the model is another ruler, and a mean over other leaves is another mean: there,
no change is given, and the reason is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from benkan.methods.barometer.model import Model
from benkan.methods.barometer.scoring import Mark

OTHER_MODEL = "other_model"
OTHER_LEAVES = "other_leaves"
NOTHING_SCORED = "nothing_scored"


@dataclass(frozen=True)
class Change:
    """At one node: later score less earlier score, or None with the code of the reason. `leaves`:
    those scored in one of the two rounds only."""

    node: str
    earlier: str
    later: str
    size: Fraction | None
    reason: str | None = None
    leaves: tuple[str, ...] = ()


def changes(
    model: Model,
    *,
    earlier: tuple[str, Mapping[str, Mark] | None],
    later: tuple[str, Mapping[str, Mark] | None],
) -> Iterator[Change]:
    """The change at every node, in the order of the model.

    Args:
        model: that both rounds were scored with.
        earlier, later: a round's name and its marks; None for a round of another model version.
    """
    before, after = earlier[1], later[1]
    for place in model.places:
        node = place.node.id
        if before is None or after is None:
            yield Change(node, earlier[0], later[0], None, OTHER_MODEL)
            continue
        other = tuple(
            leaf
            for leaf in model.below[node]
            if (before[leaf].score is None) != (after[leaf].score is None)
        )
        old, new = before[node].score, after[node].score
        if other:
            yield Change(node, earlier[0], later[0], None, OTHER_LEAVES, other)
        elif old is None or new is None:
            yield Change(node, earlier[0], later[0], None, NOTHING_SCORED)
        else:
            yield Change(node, earlier[0], later[0], new - old)
