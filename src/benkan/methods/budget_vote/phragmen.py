"""Sequential Phragmén: money flows to every voter at the same speed until supporters can pay.

Source: Los, Christoff, Grossi, "Proportional Budget Allocations: Towards a Systematization"
(IJCAI 2022), section 3; pabutools `sequential_phragmen`. It stops at the first project that could
be paid but does not fit into the budget.
"""

import heapq
from collections.abc import Iterator, Sequence
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
    return _Flow(wishes, multiplicity, budget).played()


class _Flow:
    """Moments only grow as voters pay: an old one is a lower bound, and few are worked out anew."""

    def __init__(self, wishes: Sequence[Wish], multiplicity: Ints, budget: int) -> None:
        self.wishes, self.left = wishes, budget
        self.last = np.full(len(multiplicity), -1, np.int64)
        self.moments: list[Fraction] = []
        possible = [at for at, wish in enumerate(wishes) if wish.cost <= budget]
        self.unwanted = [at for at in possible if not wishes[at].supporters]
        self.queue = [(self.due(at), at) for at in possible if wishes[at].supporters]
        self.known_after = dict.fromkeys(possible, 0)
        heapq.heapify(self.queue)

    def played(self) -> tuple[Load, ...]:
        loads: list[Load] = []
        while tied := self.next_due():
            moment, chosen = tied[0]
            if any(self.wishes[at].cost > self.left for _, at in tied):
                return tuple(loads)
            loads.append(Load(self.wishes[chosen].project, moment))
            self.left -= self.wishes[chosen].cost
            self.moments.append(moment)
            self.last[self.wishes[chosen].groups] = len(self.moments) - 1
            for later in tied[1:]:
                heapq.heappush(self.queue, later)
        return (*loads, *self.for_nobody())

    def next_due(self) -> list[tuple[Fraction, int]]:
        """What can be paid next, all at one moment, in the order of ids."""
        tied: list[tuple[Fraction, int]] = []
        while self.queue and (not tied or self.queue[0][0] <= tied[0][0]):
            moment, at = heapq.heappop(self.queue)
            if self.known_after[at] == len(self.moments):
                tied.append((moment, at))
            else:
                self.known_after[at] = len(self.moments)
                heapq.heappush(self.queue, (self.due(at), at))
        return sorted(tied)

    def for_nobody(self) -> Iterator[Load]:
        """What nobody wants is due at the end, all at once: bought unless something does not fit."""
        for place, at in enumerate(self.unwanted):
            if any(self.wishes[other].cost > self.left for other in self.unwanted[place:]):
                return
            self.left -= self.wishes[at].cost
            yield Load(self.wishes[at].project, None)

    def due(self, at: int) -> Fraction:
        """Since her last purchase each supporter has saved: the savings must reach the cost."""
        wish = self.wishes[at]
        counts = np.bincount(self.last[wish.groups] + 1, weights=wish.voters, minlength=1)
        paid = [(int(count), index - 1) for index, count in enumerate(counts) if index and count]
        spent = sum((count * self.moments[index] for count, index in paid), Fraction(0))
        return (spent + wish.cost) / wish.supporters
