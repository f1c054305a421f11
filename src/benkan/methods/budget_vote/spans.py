"""Between two endowments with the same purchases: is it the same with every one between them?

With more money for everybody and the same purchases before, every voter has no less left, prices
fall, and who could pay her part still can. So prices between two endowments lie between those at
the ends; where that does not decide, the speed at which two prices fall does: it is bounded by who
is poor at both ends (poor all along), at neither, or at one. Floats with their errors bounded: the
answer yes can be relied on, no may mean that it cannot be told.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Flags, Floats
from benkan.methods.budget_vote.glance import DOWN, NEAR, UP, Glance, Price, Table
from benkan.methods.budget_vote.satisfaction import Wish

Speeds = tuple[float, float]


class Span:
    """The rounds at two endowments, `low` and `high`, side by side."""

    def __init__(self, table: Table, low: Glance, high: Glance) -> None:
        self.table, self.low, self.high = table, low, high
        self.width = high.endowment - low.endowment
        self.purses = [np.full(table.groups, end.endowment) for end in (low, high)]
        self.error = high.endowment * 2.0**-48
        self.slow, self.fast = np.ones(table.groups), np.ones(table.groups)
        self.fuzzy = self.lost = False
        self.tied: frozenset[int] = frozenset()
        self.bent = np.zeros(table.groups, bool)

    def holds(self) -> bool:
        """Whether every endowment between buys the same in the same order."""
        if not (self.low.sure and self.high.sure and self.low.bought == self.high.bought):
            return False
        stages = zip(self.low.prices, self.high.prices, self.high.bounds, strict=True)
        for stage, (one, other, bounds) in enumerate(stages):
            self.tied = _at(self.low.tied, stage) & _at(self.high.tied, stage)
            rivals = [at for bound, at in bounds if bound <= one.high]
            if not self._stays_least(one, other, rivals) or self.lost:
                return False
        return True

    def _stays_least(self, one: Price, other: Price, rivals: Sequence[int]) -> bool:
        ends = self._both(one.at, one, other)
        fall = self._fall(ends)
        for rival in rivals:
            last = self._end(rival, other.low, self.purses[1])
            if last is None or last.low > one.high:
                continue
            first = self._end(rival, other.low, self.purses[0])
            if first is None or not self._apart(ends, fall, (first, last)):
                return False
        self._commit(ends, fall)
        return True

    def _both(self, at: int, one: Price, other: Price) -> tuple["_End", "_End"]:
        """The ends of what is bought, whose prices are known."""
        wish = self.table.wishes[at]
        low, high = self.purses[0][wish.groups], self.purses[1][wish.groups]
        return _End(wish, low, one.level, one.off, one.weight), _End(
            wish, high, other.level, other.off, other.weight
        )

    def _end(self, at: int, bound: float, everybody: Floats) -> "_End | None":
        """A price by Newton's steps from below; None when nobody could pay it."""
        wish, slack = self.table.wishes[at], self.table.slack[at]
        purses = everybody[wish.groups]
        level = bound * wish.worth
        doubt = slack + wish.supporters * self.error
        if float(wish.heads @ purses) < wish.cost - doubt:
            return None
        while True:
            parts = level if wish.weights is None else level * wish.weights
            short = wish.cost - float(wish.heads @ np.minimum(purses, parts))
            weight = float(wish.pull @ (purses >= parts))
            if not weight:
                self.lost |= short <= doubt
                return None
            if short <= slack:
                break
            level += short / weight
        poor = float(wish.heads @ ((purses > 0) & (purses < parts)))
        off = (2 * slack + poor * self.error) / weight + level * 2.0**-48
        return _End(wish, purses, level, off, weight)

    def _apart(
        self, ends: tuple["_End", "_End"], fall: Speeds, others: tuple["_End", "_End"]
    ) -> bool:
        """The gap is above zero at both ends and, by how fast it can close, between them."""
        at, rival = ends[0].wish.project, others[0].wish.project
        if self.table.kind[at] == self.table.kind[rival]:
            return at < rival
        if not self.fuzzy and _lasting(ends) and _lasting(others):
            return (ends[0].ratio, at) < (others[0].ratio, rival)
        gaps = [other.low - end.high for end, other in zip(ends, others, strict=True)]
        if min(gaps) <= 0:
            # Tied exactly at both ends, and both prices fall in a straight line between them.
            straight = rival in self.tied and self._straight(ends) and self._straight(others)
            return straight and at < rival
        theirs = self._fall(others)
        worth, other_worth = ends[0].wish.worth, others[0].wish.worth
        closing = theirs[1] / other_worth * UP - fall[0] / worth * DOWN
        opening = fall[1] / worth * UP - theirs[0] / other_worth * DOWN
        if closing <= 0 or opening <= 0:
            return True
        meeting = (gaps[0] - gaps[1] + opening * self.width) / (closing + opening)
        return gaps[0] - closing * meeting > 0

    def _fall(self, ends: tuple["_End", "_End"]) -> Speeds:
        """How fast the level falls as the endowment grows, at least and at most."""
        wish, (low, high) = ends[0].wish, ends
        slow = float((wish.heads * ~high.maybe_rich) @ self.slow[wish.groups])
        fast = float((wish.heads * ~low.surely_rich) @ self.fast[wish.groups])
        most, least = float(wish.pull @ high.maybe_rich), float(wish.pull @ low.surely_rich)
        return slow / most if most else 0.0, fast / least if least else np.inf

    def _straight(self, ends: tuple["_End", "_End"]) -> bool:
        """The same pay their whole part at both ends, and what the others have left grows evenly."""
        low, high = ends
        if not (low.surely_rich == high.maybe_rich).all():
            return False
        return not self.bent[low.wish.groups[~low.surely_rich]].any()

    def _commit(self, ends: tuple["_End", "_End"], fall: Speeds) -> None:
        wish, (low, high) = ends[0].wish, ends
        for everybody, end in zip(self.purses, ends, strict=True):
            left = end.purses - end.parts
            self.fuzzy |= bool((abs(left) <= NEAR * end.parts).any())
            everybody[wish.groups] = np.maximum(left, 0.0)
        if self.low.tied and self.high.tied:
            bent = self.bent[wish.groups] | (not self._straight(ends)) | ~low.surely_rich
            bent[~high.maybe_rich] = False
            self.bent[wish.groups] = bent
        weights = 1 if wish.weights is None else wish.weights
        slow = self.slow[wish.groups] + fall[0] * DOWN * weights
        fast = self.fast[wish.groups] + fall[1] * UP * weights
        slow[~low.surely_rich] = 0.0
        fast[~high.maybe_rich] = 0.0
        self.slow[wish.groups], self.fast[wish.groups] = slow, fast
        self.error += max(low.off, high.off) + self.high.endowment * 2.0**-50

    def crossing(self) -> float:
        """Where the first difference between the two lies, by the secant: a share of the width.
        A guess, to be checked."""
        stage = next(
            (
                at
                for at, (a, b) in enumerate(zip(self.low.bought, self.high.bought, strict=False))
                if a != b
            ),
            None,
        )
        if stage is None or not (self.low.sure and self.high.sure):
            return 0.5
        place = stage - len(self.table.free)
        for one, other in zip(self.low.prices[:place], self.high.prices[:place], strict=False):
            for everybody, price in zip(self.purses, (one, other), strict=True):
                left = np.maximum(price.purses - price.parts, 0.0)
                everybody[price.groups] = left
        return self._meeting(self.low.bought[stage], self.high.bought[stage])

    def _meeting(self, one: int, other: int) -> float:
        ends = [[self._end(at, 0.0, purses) for purses in self.purses] for at in (one, other)]
        if any(end is None for pair in ends for end in pair):
            return 0.5
        gaps = [b.middle - a.middle for a, b in zip(*ends, strict=True) if a and b]
        return gaps[0] / (gaps[0] - gaps[1]) if gaps[0] > 0 >= gaps[1] else 0.5


class _End:
    """A project's price at one end of the span."""

    def __init__(self, wish: Wish, purses: Floats, level: float, off: float, weight: float) -> None:
        self.wish, self.purses, self.level, self.off = wish, purses, level, off
        self.weight = weight
        self.parts = level if wish.weights is None else level * wish.weights
        self.low, self.high = (level - off) / wish.worth, (level + off) / wish.worth
        self.middle = level / wish.worth
        self.surely_rich: Flags = purses >= self.parts * UP
        self.maybe_rich: Flags = purses >= self.parts * DOWN

    @property
    def is_whole(self) -> bool:
        """Whoever has anything left has her whole part."""
        return not (self.purses[~self.surely_rich] > 0).any()

    @property
    def ratio(self) -> Fraction:
        return Fraction(self.wish.cost, int(self.weight) * self.wish.worth)


def _lasting(ends: tuple[_End, _End]) -> bool:
    """The price is one number all along: the cost over those who have anything left."""
    return ends[0].weight == ends[1].weight and ends[0].is_whole and ends[1].is_whole


def _at(sets: Sequence[frozenset[int]], place: int) -> frozenset[int]:
    return sets[place] if place < len(sets) else frozenset()
