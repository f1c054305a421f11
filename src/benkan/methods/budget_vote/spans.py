"""Between two endowments with the same purchases: is it the same with every one between them?

With more money for everybody and the same purchases before, every voter has no less left, prices
fall, and who could pay her part still can. So prices between two endowments lie between those at
the ends; where that does not decide, the speed at which two prices fall does: it is bounded by who
is poor at both ends (poor all along), at neither, or at one. Floats with their errors bounded: the
answer yes can be relied on, no may mean that it cannot be told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Flags, Floats
from benkan.methods.budget_vote.equal_shares import Shares
from benkan.methods.budget_vote.satisfaction import Wish

NEAR = 2.0**-30
UP, DOWN = 1 + NEAR, 1 - NEAR


@dataclass(frozen=True)
class _End:
    """A project's price at one end of the span."""

    level: float
    off: float
    purses: Floats
    parts: Floats
    surely_rich: Flags
    maybe_rich: Flags
    weight: int

    @property
    def is_whole(self) -> bool:
        """Whoever has anything left has her whole part."""
        return not (self.purses[~self.surely_rich] > 0).any()


class Span:
    """The rounds at two endowments, `low` and `high`, played again side by side."""

    def __init__(self, wishes: Sequence[Wish], low: Shares, high: Shares) -> None:
        self.wishes, self.low, self.high = wishes, low, high
        groups = len(low.ledger.voters)
        ends = float(low.endowment), float(high.endowment)
        self.width = ends[1] - ends[0]
        self.purses = [np.full(groups, end) for end in ends]
        self.error = ends[1] * 2.0**-48
        self.fuzzy = self.lost = False
        self.slow, self.fast = np.ones(groups), np.ones(groups)

    def holds(self) -> bool:
        """Whether every endowment between buys the same in the same order."""
        if self.low.bought != self.high.bought:
            return False
        for stage, purchase in enumerate(self.low.purchases):
            if not purchase.level:
                continue
            top = float(purchase.price) * (1 + 2.0**-50)
            rivals = [at for bound, at in self.high.bounds[stage] if bound <= top]
            least = min(float(self.high.purchases[stage].price), top) * (1 - 2.0**-40)
            if not self._stays_least(purchase.project, rivals, least) or self.lost:
                return False
        return True

    def _stays_least(self, at: int, rivals: Sequence[int], bound: float) -> bool:
        ends = self._ends(at, bound)
        if ends is None:
            return False
        fall = self._fall(at, *ends)
        highest = (ends[0].level + ends[0].off) / self.wishes[at].worth
        for rival in rivals:
            last = self._end(rival, bound, self.purses[1])
            if last is None or (last.level - last.off) / self.wishes[rival].worth > highest:
                continue
            first = self._end(rival, bound, self.purses[0])
            if first is None or not self._apart(at, ends, fall, rival, (first, last)):
                return False
        self._commit(at, ends, fall)
        return True

    def _apart(
        self,
        at: int,
        ends: tuple[_End, _End],
        fall: tuple[float, float],
        rival: int,
        others: tuple[_End, _End],
    ) -> bool:
        """The gap is above zero at both ends and, by how fast it can close, between them."""
        worth, other_worth = self.wishes[at].worth, self.wishes[rival].worth
        if not self.fuzzy and _lasting(ends) and _lasting(others):
            mine, theirs = self._whole(at, ends[0]), self._whole(rival, others[0])
            return (mine, at) < (theirs, rival)
        gaps = [
            (b.level - b.off) / other_worth - (a.level + a.off) / worth
            for a, b in zip(ends, others, strict=True)
        ]
        if min(gaps) <= 0:
            return False
        slow, fast = self._fall(rival, *others)
        closing = fast / other_worth * UP - fall[0] / worth * DOWN
        opening = fall[1] / worth * UP - slow / other_worth * DOWN
        if closing <= 0 or opening <= 0:
            return True
        meeting = (gaps[0] - gaps[1] + opening * self.width) / (closing + opening)
        return gaps[0] - closing * meeting > 0

    def _whole(self, at: int, end: _End) -> Fraction:
        return Fraction(self.wishes[at].cost, end.weight * self.wishes[at].worth)

    def _ends(self, at: int, bound: float) -> tuple[_End, _End] | None:
        found = [self._end(at, bound, purses) for purses in self.purses]
        return (found[0], found[1]) if found[0] and found[1] else None

    def _end(self, at: int, bound: float, everybody: Floats) -> _End | None:
        wish = self.wishes[at]
        heads, pull = wish.heads, wish.pull
        purses = everybody[wish.groups]
        slack = wish.cost * (len(purses) + 16) * 2.0**-52
        level = bound * wish.worth
        while True:
            parts = level if wish.weights is None else level * wish.weights
            short = wish.cost - float(heads @ np.minimum(purses, parts))
            weight = float(pull @ (purses >= parts))
            if short <= slack or not weight:
                break
            level += short / weight
        if not weight:
            self.lost |= short <= slack + wish.supporters * self.error
            return None
        poor = float(heads @ ((purses > 0) & (purses < parts)))
        off = (2 * slack + poor * self.error) / weight + level * 2.0**-48
        whole = np.broadcast_to(parts, purses.shape)
        return _End(
            level, off, purses, whole, purses >= whole * UP, purses >= whole * DOWN, int(weight)
        )

    def _fall(self, at: int, low: _End, high: _End) -> tuple[float, float]:
        """How fast the level falls with the endowment, at least and at most."""
        wish = self.wishes[at]
        slow = float(wish.heads[~high.maybe_rich] @ self.slow[wish.groups[~high.maybe_rich]])
        fast = float(wish.heads[~low.surely_rich] @ self.fast[wish.groups[~low.surely_rich]])
        most, least = float(wish.pull @ high.maybe_rich), float(wish.pull @ low.surely_rich)
        return slow / most if most else 0.0, fast / least if least else np.inf

    def _commit(self, at: int, ends: tuple[_End, _End], fall: tuple[float, float]) -> None:
        wish, (low, high) = self.wishes[at], ends
        for everybody, end in zip(self.purses, ends, strict=True):
            everybody[wish.groups] = np.maximum(end.purses - end.parts, 0.0)
            close = abs(end.purses - end.parts) <= end.parts * NEAR
            self.fuzzy |= bool((close & (end.purses > 0)).any())
        weights = 1 if wish.weights is None else wish.weights
        slow = self.slow[wish.groups] + fall[0] * DOWN * weights
        fast = self.fast[wish.groups] + fall[1] * UP * weights
        slow[~low.surely_rich] = 0.0
        fast[~high.maybe_rich] = 0.0
        self.slow[wish.groups], self.fast[wish.groups] = slow, fast
        self.error += max(low.off, high.off)

    def crossing(self) -> float:
        """Where the first difference between the two lies, by the secant: a share of the width.
        A guess, to be checked."""
        for one, other in zip(self.low.purchases, self.high.purchases, strict=False):
            if one.project != other.project:
                return self._meeting(one.project, other.project)
            if one.level:
                least = min(float(one.price), float(other.price)) * (1 - 2.0**-40)
                ends = self._ends(one.project, least)
                if ends is None:
                    return 0.5
                self._commit(one.project, ends, (0.0, 0.0))
        return 0.5

    def _meeting(self, one: int, other: int) -> float:
        bound = 0.0
        a, b = self._ends(one, bound), self._ends(other, bound)
        if a is None or b is None:
            return 0.5
        worths = self.wishes[one].worth, self.wishes[other].worth
        gaps = [y.level / worths[1] - x.level / worths[0] for x, y in zip(a, b, strict=True)]
        if not gaps[0] > 0 >= gaps[1]:
            return 0.5
        return gaps[0] / (gaps[0] - gaps[1])


def _lasting(ends: tuple[_End, _End]) -> bool:
    """The price is one number all along: the cost over those who have anything left."""
    return ends[0].weight == ends[1].weight and ends[0].is_whole and ends[1].is_whole
