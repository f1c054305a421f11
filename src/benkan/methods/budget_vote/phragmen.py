"""Sequential Phragmén: money flows to every voter at the same speed until supporters can pay.

Source: Los, Christoff, Grossi, "Proportional Budget Allocations: Towards a Systematization"
(IJCAI 2022), section 3; pabutools `sequential_phragmen`. It stops at the first project that could
be paid but does not fit into the budget.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Ints
from benkan.methods.budget_vote.satisfaction import Wish


@dataclass(frozen=True)
class Load:
    """A project and the moment at which its supporters had received enough: the money, in parts of
    the currency, that every voter had received by then. None for a project without supporters."""

    project: int
    moment: Fraction | None


def phragmen(wishes: Sequence[Wish], multiplicity: Ints, budget: int) -> tuple[Load, ...]:
    """Buy each project at the moment when those who want it can pay for it.

    Args:
        wishes: of each project, in the order in which ties are decided; how much each is worth does
            not matter here.
        multiplicity: shape (G,), how many voters each group of equal ballots has.
        budget: in parts of the currency.

    Returns:
        In the order bought. When several could be paid at one moment and one of them does not fit,
        none of them is bought. Projects without supporters come last, all at one moment.
    """
    last = np.full(len(multiplicity), -1, np.int64)
    moments: list[Fraction] = []
    left, open_, loads = budget, set(range(len(wishes))), list[Load]()
    costly = {at for at in open_ if wishes[at].cost > budget}
    open_ -= costly
    due = {at: _due(wishes[at], last, moments) for at in open_}
    while open_:
        supported = [at for at in open_ if due[at] is not None]
        least = min((due[at] for at in supported), default=None)  # type: ignore[type-var]
        tied = sorted(at for at in (supported or open_) if due[at] == least)
        if any(wishes[at].cost > left for at in tied):
            break
        chosen = tied[0]
        loads.append(Load(wishes[chosen].project, least))
        left -= wishes[chosen].cost
        open_.discard(chosen)
        if least is not None:
            moments.append(least)
            last[wishes[chosen].groups] = len(moments) - 1
            due |= {at: _due(wishes[at], last, moments) for at in open_}
    return tuple(loads)


def _due(wish: Wish, last: Ints, moments: Sequence[Fraction]) -> Fraction | None:
    """Since her last purchase each supporter has saved: their savings must reach the cost."""
    if not wish.supporters:
        return None
    counts = np.bincount(last[wish.groups] + 1, weights=wish.voters, minlength=1)
    spent = sum(
        (int(count) * moments[index - 1] for index, count in enumerate(counts) if index and count),
        Fraction(0),
    )
    return (spent + wish.cost) / wish.supporters
