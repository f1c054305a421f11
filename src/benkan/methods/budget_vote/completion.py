"""Equal shares alone leave money unspent: ways to go on.

Source: Peters, Pierczyński, Skowron (NeurIPS 2021), section 3.2 and "Completion of the Method of
Equal Shares" on equalshares.net (add1, add1u, comparison); pabutools `voter_budget_increment`.
add1 gives every voter one unit of the currency more, again and again, and keeps the last outcome
before the first that overspends; it also stops at an outcome to which no supported project can be
added. Steps between which nothing changes are leapt over, and that is proven (`spans`); where
something changes all the time, outcomes are foreseen side by side in floats (`many_rounds`), and
worked out exactly where floats cannot be sure. The one that is kept is exact.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Election
from benkan.methods.budget_vote.equal_shares import Shares, equal_shares
from benkan.methods.budget_vote.many_rounds import many_rounds
from benkan.methods.budget_vote.satisfaction import Wish
from benkan.methods.budget_vote.spans import Span
from benkan.methods.progress import Progress, untold

LEAST_SIDE_BY_SIDE, MOST_SIDE_BY_SIDE = 4, 64
RESTLESS = 3
"""After so many single steps in a row, rounds are played side by side."""


def raised(
    election: Election,
    wishes: Sequence[Wish],
    *,
    stops_when_full: bool = True,
    progress: Progress = untold,
) -> Shares:
    """Equal shares with the endowment that add1 ends with.

    Args:
        election: its budget, its voters, and what one unit of its currency is.
        wishes: of each project.
        stops_when_full: whether an outcome to which no supported project can be added is kept at
            once; else only one that has them all is, as in Wieliczka in 2023.
        progress: told the share of the budget that is spent.

    Returns:
        The kept outcome, exact. Its endowment is that of the vote plus a whole number of units.
    """
    return _Raising(election, wishes, stops_when_full, progress).kept()


class _Raising:
    def __init__(
        self, election: Election, wishes: Sequence[Wish], stops_when_full: bool, progress: Progress
    ) -> None:
        self.election, self.wishes, self.progress = election, wishes, progress
        self.limitless = not stops_when_full
        self.told = 0.0

    def kept(self) -> Shares:
        """Leap as far as nothing changes; where something changes at nearly every step, look at
        many steps side by side."""
        steps, leap, restless, size = 0, 1, 0, LEAST_SIDE_BY_SIDE
        here = before = self.round(0)
        while True:
            if self.overspends(here.bought):
                return before
            if self.is_full(here.bought):
                return here
            self.tell(here.bought)
            if restless >= RESTLESS:
                end = self.side_by_side(steps, size)
                if end is not None:
                    return end
                steps, size = steps + size, min(2 * size, MOST_SIDE_BY_SIDE)
                before, here, restless, leap = here, self.round(steps), RESTLESS - 1, 2
                continue
            there = self.round(steps + leap)
            reach = self.reach(here, there, leap)
            if reach < leap:
                leap = reach
                continue
            restless = restless + 1 if here.bought != there.bought else 0
            steps, before, here = steps + leap, here, there
            leap = 2 * leap

    def round(self, steps: int) -> Shares:
        return equal_shares(self.wishes, self.election.ballots.multiplicity, self.with_(steps))

    def with_(self, steps: int) -> Fraction:
        """What each voter has after so many steps."""
        start = Fraction(self.election.budget, self.election.voters)
        return start + steps * self.election.parts

    def reach(self, here: Shares, there: Shares, leap: int) -> int:
        """How far to go: the whole leap if it is one step or nothing changes on the way."""
        if leap == 1:
            return 1
        if here.bought != there.bought:
            return max(1, min(int(leap * Span(self.wishes, here, there).crossing()), leap - 1))
        return leap if Span(self.wishes, here, there).holds() else leap // 2

    def side_by_side(self, steps: int, size: int) -> Shares | None:
        """The kept outcome if add1 ends within the next steps."""
        endowments = [self.with_(steps + more) for more in range(1, size + 1)]
        forecast = many_rounds(self.wishes, self.election.ballots.multiplicity, endowments)
        for column, more in enumerate(range(1, size + 1)):
            bought: Sequence[int] = np.flatnonzero(forecast.bought[:, column]).tolist()
            if not forecast.sure[column]:
                bought = self.round(steps + more).bought
            if self.overspends(bought):
                return self.round(steps + more - 1)
            if self.is_full(bought):
                return self.round(steps + more)
        return None

    def spent(self, bought: Sequence[int]) -> int:
        return sum(self.wishes[at].cost for at in bought)

    def overspends(self, bought: Sequence[int]) -> bool:
        return self.spent(bought) > self.election.budget

    def is_full(self, bought: Sequence[int]) -> bool:
        """No supported project can be added, or need not be looked for."""
        left = self.election.budget - self.spent(bought)
        if self.limitless:
            left = self.election.budget
        others = set(range(len(self.wishes))) - set(bought)
        return not any(0 < self.wishes[at].cost <= left and self.wishes[at].total for at in others)

    def tell(self, bought: Sequence[int]) -> None:
        self.told = max(self.told, self.spent(bought) / self.election.budget)
        self.progress(self.told)
