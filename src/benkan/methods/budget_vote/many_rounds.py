"""Equal shares with many endowments at once, in floats that know how far they can be trusted.

add1 asks for the outcome with hundreds or thousands of endowments that differ by one unit of the
currency. Their rounds run side by side, a column each: whoever is asked for the price of a project
is asked in all columns, so that arrays do the work. Every price is kept as a lower bound that holds
in spite of rounding. A column in which two prices are closer than rounding allows to tell is not
trusted: it is marked as unsure, and whoever asks plays that round exactly (`equal_shares`).

Prices at which every supporter has enough are the cost over a whole number. With the satisfaction
`cost` that is one over the number of supporters, whose floats are equal exactly when it is: most
ties in real votes are of this kind and are decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.election import Flags, Floats, Ints
from benkan.methods.budget_vote.satisfaction import Wish

ROUNDING = 2.0**-51
NEAR = 2.0**-30
INF = np.inf


@dataclass(frozen=True)
class Forecast:
    """What would be bought with each endowment.

    Attributes:
        bought: shape (P, K).
        sure: shape (K,), where that is certain.
    """

    bought: Flags
    sure: Flags


def many_rounds(
    wishes: Sequence[Wish], multiplicity: Ints, endowments: Sequence[Fraction]
) -> Forecast:
    """The outcome of `equal_shares` with each of K endowments, where floats suffice to know it."""
    rounds = _Rounds(wishes, len(multiplicity), np.array([float(e) for e in endowments]))
    with np.errstate(invalid="ignore", divide="ignore"):
        rounds.play()
    return Forecast(rounds.bought, rounds.sure)


@dataclass(frozen=True)
class _Offer:
    """One project's price in all columns: between `low` and `high` where it is settled."""

    low: Floats
    high: Floats
    level: Floats
    weight: Floats
    settled: Flags
    clean: Flags
    unsure: Flags
    purses: Floats
    parts: Floats


class _Rounds:
    def __init__(self, wishes: Sequence[Wish], groups: int, endowments: Floats) -> None:
        self.wishes = wishes
        shape = len(wishes), len(endowments)
        self.purses = np.repeat(endowments[None, :], groups, axis=0)
        self.error = endowments * 2.0**-50
        self.step = endowments * 2.0**-51
        self.bought = np.zeros(shape, bool)
        self.counts = np.zeros(len(endowments), np.int64)
        self.fuzzy = np.zeros(len(endowments), bool)
        self.sure = np.ones(len(endowments), bool)
        self.bounds = np.full(shape, INF)
        self.heads = [wish.voters.astype(np.float64) for wish in wishes]
        self.pulls = [wish.pull for wish in wishes]
        self.patience = np.full(len(endowments), 4 * len(wishes) + 8)
        self.cost_is_worth = [
            wish.worth == wish.cost and wish.weights is None and wish.total * wish.worth < 2**53
            for wish in wishes
        ]
        for at, wish in enumerate(wishes):
            if wish.total and wish.cost:
                reachable = wish.supporters * endowments * (1 + 2.0**-40) >= wish.cost
                self.bounds[at, reachable] = wish.cost / (float(wish.total) * wish.worth)
            elif wish.total:
                self.bought[at] = True

    def play(self) -> None:
        while True:
            least = self.bounds.argmin(axis=0)
            open_ = self.bounds[least, np.arange(len(least))] < INF
            if not open_.any():
                return
            at = int(least[np.where(open_, self.counts, len(self.wishes) + 1).argmin()])
            self.ask(at, np.flatnonzero(open_ & (least == at)))

    def ask(self, at: int, columns: Ints) -> None:
        """Work out the price of a project in the columns where it stands first; buy where it is
        sure to be the least."""
        known = self.bounds[at, columns]
        self.bounds[at, columns] = INF
        rivals = self.bounds if len(columns) == len(self.sure) else self.bounds[:, columns]
        second = rivals.min(axis=0)
        offer = self.offer(at, columns, known, second)
        self.bounds[at, columns] = offer.low
        if offer.unsure.any():
            self.retire(columns[offer.unsure])
        least = offer.settled & (offer.high < second)
        close = offer.settled & ~least & (offer.low <= second)
        if close.any():
            if self.cost_is_worth[at]:
                # Equal floats are equal prices here: who stands first among them is taken.
                equal = close & offer.clean & (offer.low == second)
                least |= (close & offer.clean & (offer.low < second)) | (
                    equal & (offer.low == known)
                )
                close &= ~least & ~equal
        if least.any():
            self.buy(at, columns, least, offer)
        for column, high in zip(columns[close], offer.high[close], strict=True):
            self.part(int(column), high)

    def offer(self, at: int, columns: Ints, known: Floats, limit: Floats) -> _Offer:
        """Newton's steps from below, in each column until the price is there or above the limit."""
        wish, heads, pull = self.wishes[at], self.heads[at], self.pulls[at]
        if len(columns) == len(self.sure):
            purses = self.purses[wish.groups]
        else:
            purses = self.purses[wish.groups[:, None], columns]
        slack = wish.cost * (len(purses) + 16) * 2.0**-52
        level, limit = known * wish.worth, limit * wish.worth
        while True:
            parts = level if wish.weights is None else level * wish.weights[:, None]
            short = wish.cost - heads @ np.minimum(purses, parts)
            weight = pull @ (purses >= parts)
            going = (short > slack) & (weight > 0) & (level <= limit)
            if not going.any():
                break
            level = np.where(going, level + short / weight, level)
        error = self.error[columns]
        off = (2 * slack + wish.supporters * error) / weight + level * 4 * ROUNDING
        low, high = (level - off) / wish.worth, (level + off) / wish.worth
        settled = (short <= slack) & (weight > 0)
        clean = settled & ~self.fuzzy[columns]
        if clean.any():
            clean &= ~((purses > 0) & (purses < parts * (1 + NEAR))).any(axis=0)
            low[clean] = high[clean] = (wish.cost / (weight * wish.worth))[clean]
            level[clean] = (wish.cost / weight)[clean]
        penniless = weight <= 0
        unsure = penniless & (short <= slack + wish.supporters * error)
        low[penniless] = INF
        return _Offer(low, high, level, weight, settled, clean, unsure, purses, parts)

    def buy(self, at: int, columns: Ints, where: Flags, offer: _Offer) -> None:
        wish, heads = self.wishes[at], self.heads[at]
        here = columns[where]
        grown = self.step[here]
        if not offer.clean[where].all():
            unclear = abs(offer.purses - offer.parts) <= offer.parts * NEAR
            self.fuzzy[here] |= np.asarray(unclear.any(axis=0))[where]
            poor = heads @ ((offer.purses > 0) & (offer.purses < offer.parts))
            slack = wish.cost * (len(heads) + 16) * 2.0**-52
            grown = grown + ((2 * slack + poor * self.error[columns]) / offer.weight)[where]
        self.error[here] += grown
        level = np.where(where, offer.level, 0.0)
        parts = level if wish.weights is None else level * wish.weights[:, None]
        left = np.maximum(offer.purses - parts, 0.0)
        if len(columns) == len(self.sure):
            self.purses[wish.groups] = left
        else:
            self.purses[wish.groups[:, None], columns] = left
        self.bought[at, here] = True
        self.counts[here] += 1
        self.bounds[at, here] = INF

    def part(self, column: int, ceiling: float) -> None:
        """In one column several prices are close: look at each, and leave it open if floats cannot
        tell them apart."""
        here = np.array([column])
        self.patience[column] -= 1
        close = []
        for at in np.flatnonzero(self.bounds[:, column] <= ceiling).tolist():
            offer = self.offer(at, here, self.bounds[at, here], np.array([INF]))
            self.bounds[at, here] = offer.low
            if offer.unsure[0]:
                self.retire(here)
                return
            if offer.low[0] < INF:
                close.append((at, offer))
        ceiling = min(offer.high[0] for _, offer in close) if close else 0.0
        close = [(at, offer) for at, offer in close if offer.low[0] <= ceiling]
        if len(close) < 2 and self.patience[column] > 0:
            return
        if self.patience[column] <= 0 or not all(offer.clean[0] for _, offer in close):
            self.retire(here)
        else:
            at, offer = min(close, key=lambda one: (self._clean_price(*one), one[0]))
            self.buy(at, here, np.array([True]), offer)

    def _clean_price(self, at: int, offer: _Offer) -> Fraction:
        return Fraction(self.wishes[at].cost, int(offer.weight[0]) * self.wishes[at].worth)

    def retire(self, columns: Ints) -> None:
        self.sure[columns] = False
        self.bounds[:, columns] = INF
