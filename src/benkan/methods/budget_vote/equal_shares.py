"""The Method of Equal Shares: every voter gets the same money and pays for what she asked for.

Source: Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive
Utilities" (NeurIPS 2021), section 3. Whichever project can be paid by its supporters at the least
price per unit of satisfaction is bought next; who has less than her part gives all she has, the
others share the rest in proportion to what the project is worth to them.

Prices only rise as money is spent, so that an old price is a lower bound: few are worked out anew
(a queue of bounds, the least first). Floats say which prices can be the least and by how much they
may be wrong; where two are closer than that, whole numbers decide.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Flags, Floats, Ints
from benkan.methods.budget_vote.ledger import Ledger
from benkan.methods.budget_vote.satisfaction import Wish

ROUNDING = 2.0**-51


@dataclass(frozen=True)
class Purchase:
    """One project that was bought.

    Attributes:
        project: by its index in the election.
        level: what a voter of weight 1 pays for it, in parts of the currency.
        price: the most that a supporter pays per unit of satisfaction.
        full: groups that paid their whole part, rising.
        rest: groups that had less and gave all that they had left (more than nothing).
    """

    project: int
    level: Fraction
    price: Fraction
    full: Ints
    rest: Ints
    tied: frozenset[int] = frozenset()
    """Projects that would have cost exactly the same per unit of satisfaction."""


@dataclass(frozen=True)
class Shares:
    """The purchases in their order, and what is left in the purses."""

    endowment: Fraction
    purchases: tuple[Purchase, ...]
    ledger: Ledger

    @property
    def bought(self) -> tuple[int, ...]:
        return tuple(purchase.project for purchase in self.purchases)


def equal_shares(wishes: Sequence[Wish], multiplicity: Ints, endowment: Fraction) -> Shares:
    """Buy projects with equal purses until none can be paid by those who want it.

    Args:
        wishes: of each project, in the order in which ties are decided.
        multiplicity: shape (G,), how many voters each group of equal ballots has.
        endowment: of each voter, in parts of the currency.

    Returns:
        Supported projects that cost nothing come first, at the price 0. Nobody pays more than the
        endowment, nor for what she does not want.
    """
    return _Round(wishes, multiplicity, endowment).played()


@dataclass(frozen=True)
class _Offer:
    """What a project costs per unit of satisfaction with the purses as they are: a float between
    `low` and `high`; `level` for a voter of weight 1, which is off by `off` at most."""

    at: int
    low: float
    high: float
    level: float
    off: float


@dataclass(frozen=True)
class _Price:
    """The same exactly, and who would pay."""

    at: int
    price: Fraction
    level: Fraction
    full: Flags
    rest: Flags
    tied: frozenset[int] = frozenset()


class _Round:
    def __init__(self, wishes: Sequence[Wish], multiplicity: Ints, endowment: Fraction) -> None:
        self.wishes = wishes
        self.ledger = Ledger(endowment, multiplicity)
        self.pulls = [wish.pull for wish in wishes]
        self.heads = [wish.voters.astype(np.float64) for wish in wishes]
        self.purchases: list[Purchase] = []
        self.queue: list[tuple[float, int]] = []

    def played(self) -> Shares:
        for at, wish in enumerate(self.wishes):
            if wish.total and wish.cost:
                if wish.supporters * self.ledger.endowment < wish.cost:
                    continue
                bound = float(wish.cost / (wish.total * max(wish.worth, 1)))
                self.queue.append((bound * (1 - ROUNDING), at))
            elif wish.total:
                self._give(at)
        heapq.heapify(self.queue)
        while self.queue:
            bound, at = heapq.heappop(self.queue)
            offer = self._offer(at, bound)
            if offer is None:
                continue
            if self.queue and offer.low > self.queue[0][0]:
                heapq.heappush(self.queue, (offer.low, at))
            else:
                self._buy(self._least(offer))
        return Shares(self.ledger.endowment, tuple(self.purchases), self.ledger)

    def _offer(self, at: int, bound: float) -> _Offer | None:
        """Newton's steps from below on what the supporters give at a level, which is concave; None
        when they have too little."""
        wish, pull, heads = self.wishes[at], self.pulls[at], self.heads[at]
        purses = self.ledger.purses[wish.groups]
        rounding = wish.cost * (len(purses) + 8) * ROUNDING
        level = bound * wish.worth
        doubt = rounding + wish.supporters * self.ledger.error
        if float(heads @ purses) < wish.cost - doubt:
            return None
        while True:
            parts = level if wish.weights is None else level * wish.weights
            given = float(heads @ np.minimum(purses, parts))
            rich = purses >= parts
            weight = float(pull @ rich)
            short = wish.cost - given
            if not weight:
                return self._last_penny(at, level, short - doubt)
            if short <= rounding:
                break
            level += short / weight
        if weight == wish.total:
            level = wish.cost / wish.total
            off = level * 4 * ROUNDING
        else:
            poor = float(heads @ ((purses > 0) & ~rich))
            off = (2 * rounding + poor * self.ledger.error) / weight + level * 4 * ROUNDING
        low, high = (level - off) / wish.worth, (level + off) / wish.worth
        return _Offer(at, low, high, level, off)

    def _last_penny(self, at: int, level: float, missing: float) -> _Offer | None:
        """Everybody would give all: it may be just enough, or a millionth too little."""
        wish = self.wishes[at]
        if missing > 0 or self.ledger.money(wish.groups) < wish.cost * self.ledger.denominator:
            return None
        off = float(self.ledger.purses[wish.groups].max()) + level
        exact = self._exact(_Offer(at, 0.0, off, level, off))
        near = float(exact.price)
        return _Offer(at, near * (1 - 4 * ROUNDING), near * (1 + 4 * ROUNDING), level, off)

    def _least(self, first: _Offer) -> _Price:
        """Of an offer and all that may be as cheap the one that is; the others go back."""
        rivals, exact, ceiling = [first], dict[int, _Price](), first.high
        while True:
            while self.queue and self.queue[0][0] <= ceiling:
                bound, at = heapq.heappop(self.queue)
                if offer := self._offer(at, bound):
                    rivals.append(offer)
                    ceiling = min(ceiling, offer.high)
            close = [rival for rival in rivals if rival.low <= ceiling and rival.at not in exact]
            exact |= {rival.at: self._exact(rival) for rival in close}
            best = min(exact.values(), key=lambda price: (price.price, price.at))
            ceiling = float(best.price) * (1 + 4 * ROUNDING)
            open_ = [rival for rival in rivals if rival.low <= ceiling and rival.at not in exact]
            if not open_ and not (self.queue and self.queue[0][0] <= ceiling):
                break
        for rival in rivals:
            if rival.at != best.at:
                heapq.heappush(self.queue, (rival.low, rival.at))
        equal = {at for at, price in exact.items() if price.price == best.price}
        return replace(best, tied=frozenset(equal - {best.at}))

    def _exact(self, offer: _Offer) -> _Price:
        """The exact price, from below: who may have her whole part is taken to have it until she
        is found to have less, and the level only rises by that."""
        wish, ledger = self.wishes[offer.at], self.ledger
        has = ~ledger.spent_out[wish.groups]
        purses = ledger.purses[wish.groups]
        weights = np.ones(len(has), np.int64) if wish.weights is None else wish.weights
        rich = has & (purses - (offer.level - offer.off) * weights >= -ledger.error)
        while True:
            given = ledger.money(wish.groups[has & ~rich])
            weight = int((wish.voters * weights)[rich].sum())
            level = Fraction(wish.cost * ledger.denominator - given, weight * ledger.denominator)
            poor = self._poor(wish, rich, purses - float(level) * weights, level)
            if not len(poor):
                return _Price(offer.at, level / wish.worth, level, rich, has & ~rich)
            rich[poor] = False

    def _poor(self, wish: Wish, rich: Flags, spare: Floats, level: Fraction) -> Ints:
        """Places of those among the rich who have less than their part: where floats cannot tell,
        exactly."""
        weights = 1 if wish.weights is None else wish.weights
        doubt = float(level) * 4 * ROUNDING * weights + self.ledger.error
        surely = np.flatnonzero(rich & (spare < -doubt))
        if len(surely):
            return surely
        found = [surely]
        for alike in self.ledger.alike(wish.groups[rich & (spare <= doubt)]):
            has = self.ledger.exactly(self.ledger.balance(int(alike[0])))
            places = np.searchsorted(wish.groups, alike)
            if wish.weights is None:
                found += [places] if has < level else []
            else:
                wanted = wish.weights[places]
                found += [places[wanted == w] for w in np.unique(wanted) if has < int(w) * level]
        return np.concatenate(found)

    def _buy(self, price: _Price) -> None:
        wish = self.wishes[price.at]
        full, rest = wish.groups[price.full], wish.groups[price.rest]
        weights = None if wish.weights is None else wish.weights[price.full]
        self.ledger.pay(price.level, full=full, weights=weights, rest=rest)
        self.purchases.append(
            Purchase(wish.project, price.level, price.price, full, rest, price.tied)
        )

    def _give(self, at: int) -> None:
        nobody = np.empty(0, np.int64)
        free = Purchase(self.wishes[at].project, Fraction(0), Fraction(0), nobody, nobody)
        self.purchases.append(free)
