"""One ballot: what whoever cast it paid, for what, and what she has left."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benkan.methods.budget_vote.deciding import Decision
from benkan.methods.budget_vote.election import Ints
from benkan.methods.budget_vote.equal_shares import Purchase, Shares
from benkan.methods.budget_vote.satisfaction import Wish


@dataclass(frozen=True)
class Receipt:
    """What one voter paid: project (by index) to an exact amount in parts of the currency, in the
    order of the purchases; `left` is the rest of her endowment."""

    paid: dict[int, Fraction]
    left: Fraction


def receipt(decision: Decision, group: int) -> Receipt:
    """What each voter of a group of equal ballots paid, by equal shares.

    With another rule, or where the comparison took the other outcome, nobody pays for herself: the
    receipt is empty.
    """
    paid: dict[int, Fraction] = {}
    left = decision.share_of_each
    for step in decision.steps:
        if step.purchase is None:
            continue
        if amount := _part(decision.wishes[step.project], step.purchase, group, left):
            paid[step.project] = amount
            left -= amount
    return Receipt(paid, left)


def _part(wish: Wish, purchase: Purchase, group: int, left: Fraction) -> Fraction:
    if _has(purchase.rest, group):
        return left
    if not _has(purchase.full, group):
        return Fraction(0)
    if wish.weights is None:
        return purchase.level
    return int(wish.weights[np.searchsorted(wish.groups, group)]) * purchase.level


def _has(groups: Ints, group: int) -> bool:
    place = int(np.searchsorted(groups, group))
    return place < len(groups) and int(groups[place]) == group


@dataclass(frozen=True)
class Payers:
    """Who paid for one purchase: voters who paid their whole part, those who gave all that they
    had left, those who had nothing left; what the second together gave."""

    full: int
    all_they_had: int
    nothing: int
    gave: Fraction


def payers(shares: Shares, wish: Wish, purchase: Purchase) -> Payers:
    """Who paid for a purchase. What the first paid and `gave` add up to the cost."""
    voters = shares.ledger.voters
    full, rest = (int(voters[groups].sum()) for groups in (purchase.full, purchase.rest))
    weight = full if wish.weights is None else _weight(wish, voters, purchase.full)
    return Payers(
        full=full,
        all_they_had=rest,
        nothing=wish.supporters - full - rest if wish.cost else 0,
        gave=wish.cost - weight * purchase.level,
    )


def _weight(wish: Wish, voters: Ints, groups: Ints) -> int:
    assert wish.weights is not None, "asked for weighted wishes only"
    places = np.searchsorted(wish.groups, groups)
    return int((voters[groups] * wish.weights[places]).sum())
