"""What every voter has left, exactly, without a fraction a voter.

All exact amounts are whole numbers over one common denominator, which grows with each purchase. A
voter who still has money has her endowment less what she paid in full for some purchases, so the
money of any set of voters is a sum over purchases of how many of them paid each, times its price:
counting is left to arrays, and few long numbers are multiplied.
"""

from fractions import Fraction
from math import gcd

import numpy as np

from benkan.methods.budget_vote.election import Flags, Floats, Ints


class Ledger:
    """The purses of all groups of voters; `purses` are floats that are never off by more than
    `error`, the rest is exact."""

    def __init__(self, endowment: Fraction, multiplicity: Ints) -> None:
        self.endowment = endowment
        self.voters = multiplicity
        self.denominator = endowment.denominator
        self._endowment = endowment.numerator
        self._prices: list[int] = []
        self._shares: list[Flags | Ints] = []
        self.spent_out = np.zeros(len(multiplicity), bool)
        self.purses: Floats = np.full(len(multiplicity), float(endowment))
        self._step = float(endowment) * 2.0**-50
        self.error = self._step

    def money(self, groups: Ints) -> int:
        """What these groups have together, over the denominator."""
        has = groups[~self.spent_out[groups]]
        times = self.voters[has]
        total = int(times.sum()) * self._endowment
        for price, shares in zip(self._prices, self._shares, strict=True):
            if paid := int(times @ shares[has]):
                total -= paid * price
        return total

    def balance(self, group: int) -> int:
        """What one voter of a group has, over the denominator."""
        if self.spent_out[group]:
            return 0
        pairs = zip(self._prices, self._shares, strict=True)
        return self._endowment - sum(int(shares[group]) * price for price, shares in pairs)

    def alike(self, groups: Ints) -> list[Ints]:
        """The groups, put together where they paid the same and so have the same left."""
        if not len(groups):
            return []
        spent = self.spent_out[groups][None, :]
        rows = np.vstack([spent, *(shares[groups][None, :] for shares in self._shares)])
        _, which = np.unique(rows, axis=1, return_inverse=True)
        which = which.ravel()
        return [groups[which == kind] for kind in range(which.max() + 1)]

    def pay(self, level: Fraction, *, full: Ints, weights: Ints | None, rest: Ints) -> None:
        """`full` pay the level (times their weights), `rest` all that they have."""
        factor = level.denominator // gcd(level.denominator, self.denominator)
        if factor != 1:
            self.denominator *= factor
            self._endowment *= factor
            self._prices = [price * factor for price in self._prices]
        self._prices.append(level.numerator * (self.denominator // level.denominator))
        shares: Flags | Ints
        if weights is None:
            shares = np.zeros(len(self.voters), bool)
            shares[full] = True
            self.purses[full] -= float(level)
        else:
            shares = np.zeros(len(self.voters), np.int64)
            shares[full] = weights
            self.purses[full] -= float(level) * weights
        np.maximum(self.purses, 0.0, out=self.purses)
        self._shares.append(shares)
        self.spent_out[rest] = True
        self.purses[rest] = 0.0
        self.error += self._step

    def exactly(self, amount: int) -> Fraction:
        """An amount over the denominator as a fraction of a part of the currency."""
        return Fraction(amount, self.denominator)
