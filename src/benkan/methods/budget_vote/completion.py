"""Equal shares alone leave money unspent: ways to go on.

Source: Peters, Pierczyński, Skowron (NeurIPS 2021), section 3.2 and "Completion of the Method of
Equal Shares" on equalshares.net (add1, add1u, comparison); pabutools `voter_budget_increment`.
add1 gives every voter one unit of the currency more, again and again, and keeps the last outcome
before the first that overspends; it also stops at an outcome to which no supported project can be
added. Rounds are looked at in floats (`glance`), and played exactly where floats cannot be sure;
steps between which nothing changes are leapt over, and that is proven (`spans`). In a small vote each
step changes something, and many of them are looked at together (`side_by_side`). The outcome that is
kept is exact.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from benkan.methods.budget_vote.election import Election
from benkan.methods.budget_vote.equal_shares import Shares, equal_shares
from benkan.methods.budget_vote.glance import Glance, Table
from benkan.methods.budget_vote.satisfaction import Wish
from benkan.methods.budget_vote.side_by_side import bought_by
from benkan.methods.budget_vote.spans import Span
from benkan.methods.progress import Progress, untold

SMALL = 300
"""Groups of supporters a project, on average, up to which a look costs more than what it looks at."""
FEW, MANY = 8, 64
"""Steps looked at together: few at first, since the end may be near."""
SHORT = 4
"""Leaps of fewer steps than this are not worth a proof where steps are cheap."""


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
        self.table = Table(wishes, len(election.ballots.multiplicity))
        self.above: list[Glance] = []
        supporters = sum(len(wish.groups) for wish in wishes)
        self.is_small = supporters <= SMALL * len(wishes)
        self.ahead = FEW
        self.told = 0.0

    def kept(self) -> Shares:
        """Leap as far as nothing changes; after a change, about half as far as the last time. Where
        a leap was too far, aim just before what changes, and the more so the oftener that fails."""
        steps, leap, calm, aimed = 0, 1, 0, 0
        here = self.look(0)
        while not self.is_full(here.bought):
            self.tell(here.bought)
            if self.is_small and leap < SHORT:
                steps, is_last = self.walked(steps)
                if is_last:
                    break
                here, leap, calm, aimed = self.look(steps), self.ahead, 0, 0
                continue
            there = self.look(steps + leap, like=here.bought if leap > 1 else None)
            reach = self.reach(here, there, leap)
            if reach < leap:
                leap, aimed = max(1, reach - 2**aimed + 1), aimed + 1
                continue
            if self.overspends(there.bought):
                break
            steps, calm = steps + leap, calm + leap
            if here.bought != there.bought:
                leap, calm = max(1, calm // 2), 0
            elif aimed:
                leap = 1
            elif calm >= 2 * leap:
                leap *= 2
            here, aimed = there, 0
        return self.round(steps)

    def walked(self, steps: int) -> tuple[int, bool]:
        """Go step by step while that changes something: the last step that is kept, and whether
        it is the last of all."""
        while True:
            different = set()
            for bought in self.following(steps):
                if self.overspends(bought):
                    return steps, True
                steps += 1
                if self.is_full(bought):
                    return steps, True
                different.add(bought)
            self.tell(bought)
            if len(different) == 1:
                return steps, False

    def following(self, steps: int) -> Iterator[frozenset[int]]:
        """What the next steps buy, looked at together."""
        following = range(steps + 1, steps + 1 + self.ahead)
        self.ahead = min(2 * self.ahead, MANY)
        endowments = [float(self.with_(at)) for at in following]
        for at, bought in zip(following, bought_by(self.table, endowments), strict=True):
            yield frozenset(self.look(at).bought) if bought is None else bought

    def look(self, steps: int, *, like: Sequence[int] | None = None) -> Glance:
        """In floats; exactly where they cannot tell."""
        above = self.bounding(steps)
        seen = self.table.glance(float(self.with_(steps)), like=like, above=above)
        if not seen.sure:
            exact = self.round(steps)
            seen = self.table.glance(float(exact.endowment), like=like, decided=exact)
            seen.sure &= not seen.whole or seen.bought == list(exact.bought)
            seen.bought = seen.bought if seen.sure else list(exact.bought)
        self.above.append(seen)
        return seen

    def bounding(self, steps: int) -> Glance | None:
        """The last round that was looked at with a larger endowment."""
        endowment = float(self.with_(steps))
        while self.above and self.above[-1].endowment <= endowment:
            self.above.pop()
        return self.above[-1] if self.above else None

    def round(self, steps: int) -> Shares:
        return equal_shares(self.wishes, self.election.ballots.multiplicity, self.with_(steps))

    def with_(self, steps: int) -> Fraction:
        """What each voter has after so many steps."""
        start = Fraction(self.election.budget, self.election.voters)
        return start + steps * self.election.parts

    def reach(self, here: Glance, there: Glance, leap: int) -> int:
        """How far to go: the whole leap if it is one step or nothing changes on the way."""
        if leap == 1:
            return 1
        span = Span(self.table, here, there)
        if here.bought != there.bought:
            return max(1, min(int(leap * span.crossing()), leap - 1))
        return leap if span.holds() else leap // 2

    def spent(self, bought: Collection[int]) -> int:
        return sum(self.wishes[at].cost for at in bought)

    def overspends(self, bought: Collection[int]) -> bool:
        return self.spent(bought) > self.election.budget

    def is_full(self, bought: Collection[int]) -> bool:
        """No supported project can be added, or need not be looked for."""
        left = self.election.budget - self.spent(bought)
        if self.limitless:
            left = self.election.budget
        others = set(range(len(self.wishes))) - set(bought)
        return not any(0 < self.wishes[at].cost <= left and self.wishes[at].total for at in others)

    def tell(self, bought: Collection[int]) -> None:
        self.told = max(self.told, self.spent(bought) / self.election.budget)
        self.progress(self.told)
