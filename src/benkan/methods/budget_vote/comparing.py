"""Which of two outcomes more voters prefer: the comparison step of Wieliczka 2023.

Source: "Comparison step" on equalshares.net; pabutools `popularity_comparison`. A voter prefers the
outcome that gives her more satisfaction. The other outcome is taken only when strictly more voters
prefer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benkan.methods.budget_vote.election import Ints
from benkan.methods.budget_vote.satisfaction import Wish


@dataclass(frozen=True)
class Comparison:
    """How many voters prefer the first outcome, the other one, or neither."""

    first: int
    other: int
    neither: int

    @property
    def other_wins(self) -> bool:
        return self.other > self.first


def compare(
    wishes: Sequence[Wish], multiplicity: Ints, first: Sequence[int], other: Sequence[int]
) -> Comparison:
    """Count who prefers which of two sets of projects (by index).

    Args:
        wishes: of every project, who wants it and what it is worth to them.
        multiplicity: shape (G,), how many voters cast each ballot.
        first, other: the two outcomes.
    """
    gap = liking(wishes, multiplicity, other) - liking(wishes, multiplicity, first)
    return Comparison(
        first=int(multiplicity[gap < 0].sum()),
        other=int(multiplicity[gap > 0].sum()),
        neither=int(multiplicity[gap == 0].sum()),
    )


def liking(wishes: Sequence[Wish], multiplicity: Ints, bought: Sequence[int]) -> Ints:
    """Shape (G,): the satisfaction of one voter of each group with these projects."""
    total = np.zeros(len(multiplicity), np.int64)
    for at in bought:
        wish = wishes[at]
        total[wish.groups] += wish.worth if wish.weights is None else wish.worth * wish.weights
    return total
