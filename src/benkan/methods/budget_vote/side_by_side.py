"""Many rounds of equal shares in floats at once, a column an endowment.

Rounds with neighbouring endowments ask nearly the same questions in nearly the same order, and on
small votes asking takes longer than answering. So the round that is at the lowest price goes next,
and whoever asks the same is answered with it. Floats are trusted as in `glance`; a round in which
they cannot tell has no answer here.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from benkan.methods.budget_vote.election import Flags, Floats, Ints
from benkan.methods.budget_vote.glance import NEAR, ROUNDING, UP, Table
from benkan.methods.budget_vote.satisfaction import Wish

AHEAD = 1.2
"""Who will ask before prices have grown by a fifth is answered as well."""


def bought_by(table: Table, endowments: Sequence[float]) -> list[frozenset[int] | None]:
    """What each endowment buys; None where floats cannot tell. Of k endowments and g groups of
    ballots it holds k × g numbers."""
    return _Rounds(table, np.asarray(endowments)).played()


class _Rounds:
    """Purses have a column a round. What is known of prices has a row a round and a column a
    project; `low` bounds them, and `first` is whose bound is lowest."""

    def __init__(self, table: Table, endowments: Floats) -> None:
        self.table, self.wishes = table, table.wishes
        width, projects = len(endowments), len(table.wishes)
        self.purses = np.repeat(endowments[None, :], table.groups, axis=0)
        self.error = endowments * 2.0**-50
        self.step = endowments * 2.0**-51
        self.low = np.full((width, projects), np.inf)
        for bound, at in table.start:
            enough = self.wishes[at].supporters * endowments * UP >= self.wishes[at].cost
            self.low[enough, at] = bound
        self.level = np.zeros((width, projects))
        self.off = np.zeros((width, projects))
        self.whole = np.zeros((width, projects), dtype=bool)
        self.asked = np.full((width, projects), -1)
        self.count = np.zeros(width, dtype=np.int64)
        self.fuzzy = np.zeros(width, dtype=bool)
        self.sure = np.ones(width, dtype=bool)
        self.bought = np.zeros((width, projects), dtype=bool)
        self.bought[:, table.free] = True
        self.every = np.arange(width)
        self.first = self.low.argmin(axis=1)
        self.price = self.low[self.every, self.first]

    def played(self) -> list[frozenset[int] | None]:
        while True:
            leader = int(self.price.argmin())
            if self.price[leader] == np.inf:
                return [
                    frozenset(np.flatnonzero(row).tolist()) if sure else None
                    for row, sure in zip(self.bought, self.sure.tolist(), strict=True)
                ]
            at = int(self.first[leader])
            fresh = self.asked[:, at] == self.count
            if fresh[leader]:
                there = fresh & (self.first == at) & (self.price < np.inf)
                self.settle(at, np.flatnonzero(there))
            else:
                soon = ~fresh & (self.low[:, at] <= self.price * AHEAD) & (self.price < np.inf)
                self.ask(at, np.flatnonzero(soon))

    def found(self, at: int, rounds: Ints) -> None:
        """The lowest bounds anew, where that of a project has risen or floats gave up."""
        there = rounds[self.first[rounds] == at]
        low = self.low[there]
        first = low.argmin(axis=1)
        self.first[there] = first
        self.price[there] = np.where(self.sure[there], low[np.arange(len(there)), first], np.inf)

    def ask(self, at: int, rounds: Ints) -> None:
        """Newton's steps from below, as in `glance`, in all these rounds."""
        wish, slack = self.wishes[at], self.table.slack[at]
        heads, pull, weights = wish.heads, wish.pull, _column(wish)
        purses = self.theirs(wish, rounds)
        doubt = slack + wish.supporters * self.error[rounds]
        level = self.low[rounds, at] * wish.worth
        open_ = heads @ purses >= wish.cost - doubt
        while True:
            parts = level * weights
            short = wish.cost - heads @ np.minimum(purses, parts)
            weight = pull @ (purses >= parts)
            nobody = open_ & (weight == 0)
            self.give_up(rounds[nobody & (short <= doubt)])
            open_ &= ~nobody
            further = open_ & (short > slack)
            if not further.any():
                break
            level = np.where(further, level + short / np.maximum(weight, 1), level)
        weight = np.where(open_, weight, 1)
        surely = purses >= parts * UP
        poor = heads @ ((purses > 0) & ~surely)
        whole = open_ & (poor == 0) & ~self.fuzzy[rounds]
        level = np.where(whole, wish.cost / weight, level)
        off = np.where(whole, 0.0, (2 * slack + poor * self.error[rounds]) / weight)
        off += level * ROUNDING
        # The same ratio gives the same number, whichever project it is of: ties show as ties.
        ratio = np.where(whole, wish.cost / (weight * wish.worth), (level - off) / wish.worth)
        self.low[rounds, at] = np.where(open_, ratio * (1 - ROUNDING), np.inf)
        self.level[rounds, at], self.off[rounds, at] = level, off
        self.whole[rounds, at], self.asked[rounds, at] = whole, self.count[rounds]
        self.found(at, rounds)

    def settle(self, at: int, rounds: Ints) -> None:
        """Buy where it is surely the cheapest; else ask the rivals first, or give the round up."""
        high = (self.level[rounds, at] + self.off[rounds, at]) / self.wishes[at].worth
        rivals = self.low[rounds] <= high[:, None] * (1 + ROUNDING)
        rivals[:, at] = False
        if not rivals.any():
            self.buy(at, rounds)
            return
        waits = np.zeros(len(rounds), dtype=bool)
        for other in np.flatnonzero(rivals.any(axis=0)).tolist():
            there = rivals[:, other]
            stale = there & (self.asked[rounds, other] != self.count[rounds])
            if stale.any():
                self.ask(other, rounds[stale])
                waits |= stale
            self.give_up(rounds[there & ~stale & ~self.before(at, other, rounds)])
        ready = ~waits & self.sure[rounds]
        if ready.any():
            self.buy(at, rounds[ready])

    def give_up(self, rounds: Ints) -> None:
        self.sure[rounds] = False
        self.price[rounds] = np.inf

    def before(self, at: int, other: int, rounds: Ints) -> Flags:
        """Where one is surely bought before another that may cost the same: both prices are whole
        (the smaller number, then the earlier project, came first), or the same people want both."""
        if self.table.kind[at] == self.table.kind[other]:
            return np.full(len(rounds), at < other)
        return np.asarray(self.whole[rounds, at] & self.whole[rounds, other])

    def buy(self, at: int, rounds: Ints) -> None:
        wish = self.wishes[at]
        parts = self.level[rounds, at] * _column(wish)
        left = self.theirs(wish, rounds) - parts
        unclear = (abs(left) <= NEAR * parts).any(axis=0)
        self.fuzzy[rounds] |= unclear & ~self.whole[rounds, at]
        self.error[rounds] += self.off[rounds, at] + self.step[rounds]
        np.maximum(left, 0.0, out=left)
        if len(rounds) == len(self.every):
            self.purses[wish.groups] = left
        else:
            self.purses[wish.groups[:, None], rounds] = left
        self.low[rounds, at] = np.inf
        self.bought[rounds, at] = True
        self.count[rounds] += 1
        self.found(at, rounds)

    def theirs(self, wish: Wish, rounds: Ints) -> Floats:
        """The purses of those who want a project: a row a group of ballots."""
        if len(rounds) == len(self.every):
            return np.asarray(self.purses[wish.groups])
        return np.asarray(self.purses[wish.groups[:, None], rounds])


def _column(wish: Wish) -> Any:
    """Weights as a column beside the purses; 1 where all weigh the same."""
    return 1.0 if wish.weights is None else wish.weights[:, None].astype(np.float64)
