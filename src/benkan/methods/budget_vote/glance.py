"""One round of equal shares in floats that know how far they can be trusted.

The same purchases as `equal_shares` for a fraction of its work, or the admission that floats cannot
tell: then the round must be played exactly. Used to look for the endowment that add1 ends with.

Each price lies between two floats. Whoever might be as cheap as the best so far is first asked at
that price: mostly one look says that she is not. Prices at which everybody who has anything left
has her whole part are the cost over a whole number, and are compared as such; projects that cost
the same and are wanted by the same voters are tied without looking.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Floats, Ints
from benkan.methods.budget_vote.equal_shares import Shares
from benkan.methods.budget_vote.satisfaction import Wish

NEAR = 2.0**-30
UP, DOWN = 1 + NEAR, 1 - NEAR
ROUNDING = 2.0**-49
PATIENCE = 2
"""At this step towards a price it is asked whether there is money enough at all."""
SPARSE = 0.7
"""When fewer supporters than this have anything left, the others are not asked again."""


@dataclass(frozen=True)
class Price:
    """What a project costs with the purses as they are.

    Attributes:
        low, high: per unit of satisfaction.
        level: of a voter of weight 1; off by `off` at most.
        weight: of those who pay their whole part.
        groups, purses: supporters who had something left when last counted, and what they have.
        whole: whoever has anything left has her whole part.
    """

    at: int
    low: float
    high: float
    level: float
    off: float
    weight: float
    groups: Ints
    purses: Floats
    parts: Floats | float
    whole: bool


@dataclass
class Glance:
    """A round: what was bought, at which prices, and what the others would have cost at least."""

    endowment: float
    bought: list[int] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    bounds: list[list[tuple[float, int]]] = field(default_factory=list)
    tied: list[frozenset[int]] = field(default_factory=list)
    sure: bool = True
    whole: bool = True
    """False where the round was broken off because it differs from another one."""


def free(wishes: Sequence[Wish]) -> list[int]:
    """What costs nothing and is wanted."""
    return [at for at, wish in enumerate(wishes) if wish.total and not wish.cost]


class Table:
    """What all rounds of one vote have in common."""

    def __init__(self, wishes: Sequence[Wish], groups: int) -> None:
        self.wishes, self.groups = wishes, groups
        self.free = free(wishes)
        self.start = [
            (wish.cost / (float(wish.total) * wish.worth) * (1 - ROUNDING), at)
            for at, wish in enumerate(wishes)
            if wish.total and wish.cost
        ]
        self.slack = [wish.cost * (len(wish.groups) + 16) * 2.0**-52 for wish in wishes]
        kinds: dict[tuple[object, ...], int] = {}
        self.kind = [kinds.setdefault(_key(wish), len(kinds)) for wish in wishes]

    def reachable(self, endowment: float) -> list[tuple[float, int]]:
        """A queue of what supporters could pay if they bought nothing else."""
        most = endowment * UP
        wishes = self.wishes
        queue = [(b, at) for b, at in self.start if wishes[at].supporters * most >= wishes[at].cost]
        heapq.heapify(queue)
        return queue

    def tied(self, one: Price, other: Price) -> bool | None:
        """Whether the first is bought before the other; None where floats cannot tell."""
        if one.high < other.low or other.high < one.low:
            return one.high < other.low
        if self.kind[one.at] == self.kind[other.at]:
            return one.at < other.at
        if one.whole and other.whole:
            return (self._ratio(one), one.at) < (self._ratio(other), other.at)
        return None

    def _ratio(self, price: Price) -> Fraction:
        wish = self.wishes[price.at]
        return Fraction(wish.cost, int(price.weight) * wish.worth)

    def glance(
        self,
        endowment: float,
        *,
        like: Sequence[int] | None = None,
        above: Glance | None = None,
        decided: Shares | None = None,
    ) -> Glance:
        """The round with this endowment.

        Args:
            endowment: of each voter, in parts of the currency.
            like: purchases of another round; broken off at the first that differs.
            above: a round with a larger endowment. As long as both buy the same, nothing is cheaper
                here than there, so that its bounds hold.
            decided: the same round played exactly: it tells what floats cannot.
        """
        found = _Round(self, endowment, like, above)
        if decided is not None:
            found.decided = decided.bought
            found.seen.tied = [purchase.tied for purchase in decided.purchases if purchase.level]
        return found.played()


def _key(wish: Wish) -> tuple[object, ...]:
    weights = None if wish.weights is None else wish.weights.tobytes()
    return wish.cost, wish.worth, wish.groups.tobytes(), weights


def _parts(level: float, weights: Ints | None) -> Floats | float:
    """What supporters pay at a level if they have it."""
    if weights is None:
        return level
    return np.multiply(level, weights, dtype=np.float64)


class _Round:
    def __init__(
        self, table: Table, endowment: float, like: Sequence[int] | None, above: Glance | None
    ) -> None:
        self.table, self.wishes, self.like, self.above = table, table.wishes, like, above
        self.purses = np.full(table.groups, endowment)
        self.error = endowment * 2.0**-50
        self.step = endowment * 2.0**-51
        self.queue = table.reachable(endowment)
        self.groups: list[Ints] = [wish.groups for wish in self.wishes]
        self.heads: list[Floats] = [wish.heads for wish in self.wishes]
        self.pulls: list[Floats] = [wish.pull for wish in self.wishes]
        self.weights = [wish.weights for wish in self.wishes]
        self.fuzzy = False
        self.followed = -1
        self.decided: Sequence[int] | None = None
        self.seen = Glance(endowment, bought=list(table.free))

    def played(self) -> Glance:
        seen = self.seen
        while self.queue and seen.sure and seen.whole:
            self.follow()
            bound, at = heapq.heappop(self.queue)
            best = self.price(at, bound)
            if best is not None:
                self.settle(best)
        return seen

    def follow(self) -> None:
        """Take the bounds of the round above as long as both have bought the same."""
        place = len(self.seen.prices)
        if self.above is None or place == self.followed:
            return
        above, self.followed = self.above, place
        before = place and self.seen.prices[-1].at != above.prices[place - 1].at
        if before or place >= len(above.prices):
            self.above = None
            return
        self.queue = above.bounds[place].copy()
        heapq.heappush(self.queue, (above.prices[place].low, above.prices[place].at))

    def settle(self, best: Price) -> None:
        """From a price to the next purchase: ask all who might be as cheap."""
        queue = self.queue
        beaten: list[Price] = []
        while queue and queue[0][0] <= best.high:
            bound, at = heapq.heappop(queue)
            if self.dearer(at, best.high):
                continue
            other = self.price(at, bound)
            if other is None:
                continue
            first = self.table.tied(best, other)
            if first is None and self.decided is not None:
                first = self.decided[len(self.seen.bought)] != other.at
            if first is None:
                self.seen.sure = False
                return
            best, loser = (best, other) if first else (other, best)
            beaten.append(loser)
        for loser in beaten:
            heapq.heappush(queue, (loser.low, loser.at))
        self.buy(best)

    def dearer(self, at: int, price: float) -> bool:
        """Whether a project surely costs more than this: then it is put back, or dropped if nobody
        could pay it."""
        wish, purses = self.wishes[at], self.purses[self.groups[at]]
        level = price * wish.worth
        weights = self.weights[at]
        parts = _parts(level, weights)
        short = wish.cost - float(self.heads[at] @ np.minimum(purses, parts))
        doubt = self.table.slack[at] + wish.supporters * self.error
        if short <= doubt:
            return False
        weight = float(self.pulls[at] @ (purses >= parts))
        if weight:
            low = (level + (short - doubt) / weight) / wish.worth * (1 - ROUNDING)
            heapq.heappush(self.queue, (low, at))
        self.thin(at, purses)
        return True

    def thin(self, at: int, purses: Floats) -> None:
        """Forget supporters who have nothing left."""
        if np.count_nonzero(purses) < SPARSE * len(purses):
            has = purses > 0
            self.groups[at] = self.groups[at][has]
            self.heads[at] = self.heads[at][has]
            self.pulls[at] = self.pulls[at][has]
            weights = self.weights[at]
            self.weights[at] = None if weights is None else weights[has]

    def price(self, at: int, bound: float) -> Price | None:
        """Newton's steps from below; None when the supporters have too little."""
        wish, heads, pull, weights = (
            self.wishes[at],
            self.heads[at],
            self.pulls[at],
            self.weights[at],
        )
        purses, slack = self.purses[self.groups[at]], self.table.slack[at]
        level = bound * wish.worth
        doubt = slack + wish.supporters * self.error
        asked = 0
        while True:
            asked += 1
            if asked == PATIENCE and float(heads @ purses) < wish.cost - doubt:
                return None
            parts = _parts(level, weights)
            short = wish.cost - float(heads @ np.minimum(purses, parts))
            weight = float(pull @ (purses >= parts))
            if not weight:
                # Just enough, or a millionth too little: floats cannot tell.
                self.seen.sure &= short > doubt
                return None
            if short <= slack:
                break
            level += short / weight
        surely = purses >= parts * UP
        whole = not self.fuzzy and np.count_nonzero(surely) == np.count_nonzero(purses)
        if whole:
            level = wish.cost / weight
            off = level * ROUNDING
        else:
            poor = float(heads @ ((purses > 0) & ~surely))
            off = (2 * slack + poor * self.error) / weight + level * ROUNDING
        low, high = (level - off) / wish.worth, (level + off) / wish.worth
        exact = _parts(level, weights)
        return Price(at, low, high, level, off, weight, self.groups[at], purses, exact, whole)

    def buy(self, price: Price) -> None:
        place = len(self.seen.bought)
        self.seen.bought.append(price.at)
        if self.like is not None and (place >= len(self.like) or self.like[place] != price.at):
            self.seen.whole = False
            return
        self.seen.prices.append(price)
        self.seen.bounds.append(self.queue.copy())
        weights = self.weights[price.at]
        parts = _parts(price.level, weights)
        left = price.purses - parts
        if not price.whole:
            self.fuzzy |= bool((abs(left) <= NEAR * parts).any())
        self.error += price.off + self.step
        self.purses[price.groups] = np.maximum(left, 0.0)
