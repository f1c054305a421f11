"""What a funded project is worth to those who asked for it.

Source: Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive
Utilities" (NeurIPS 2021), section 2: utilities add up over projects. `cost`, `cardinality` and the
numbers of ballots are the usual ones; `borda` counts, as pabutools does, the projects that stand
below on the same ballot, so that the last one on a ballot is worth nothing.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from benkan.methods.budget_vote.election import Election, Floats, Ints
from benkan.methods.refusals import N_, Refused

Satisfaction = Literal["cost", "cardinality", "points", "borda"]


class PointsMissing(Refused):
    code = "points_missing"
    text = N_(
        "These ballots have no points (their vote_type is %(type)s): "
        "choose --satisfaction cost or cardinality."
    )


class RanksMissing(Refused):
    code = "ranks_missing"
    text = N_(
        "These ballots are not ranked (their vote_type is %(type)s): "
        "choose --satisfaction cost or cardinality."
    )


@dataclass(frozen=True)
class Wish:
    """Who wants one project, and what it is worth to them: weight times `worth`.

    Attributes:
        project: by its index in the election.
        cost: in parts of the currency.
        groups: shape (n,), the groups of ballots that want it, rising.
        voters: shape (n,), how many voters each group has.
        weights: shape (n,), above 0; or None where each voter's weight is 1.
        worth: satisfaction of one voter with weight 1.
        total: weights over all voters (for approvals: the number of supporters).
        supporters: how many voters want it.
        liked: satisfaction over all voters, those with points below zero among them.
    """

    project: int
    cost: int
    groups: Ints
    voters: Ints
    weights: Ints | None
    worth: int
    total: int
    supporters: int
    liked: int

    @cached_property
    def heads(self) -> Floats:
        """Shape (n,): voters, for sums."""
        return self.voters.astype(np.float64)

    @cached_property
    def pull(self) -> Floats:
        """Shape (n,): weight times voters, for sums."""
        return self.heads if self.weights is None else self.heads * self.weights


def wishes(election: Election, satisfaction: Satisfaction = "cost") -> tuple[Wish, ...]:
    """For each project who wants it, in the order of the projects.

    A project on a ballot is wanted, except where the voter gave it points below zero; with `points`
    and `borda` only what counts above zero is.

    Raises:
        PointsMissing, RanksMissing: the ballots do not say what `satisfaction` needs.
    """
    if satisfaction == "points" and election.vote_type not in ("scoring", "cumulative"):
        raise PointsMissing(type=election.vote_type)
    if satisfaction == "borda" and election.vote_type != "ordinal":
        raise RanksMissing(type=election.vote_type)
    return tuple(_wish(election, at, satisfaction) for at in range(len(election.projects)))


def _wish(election: Election, at: int, satisfaction: Satisfaction) -> Wish:
    groups, given = election.listed[at]
    multiplicity = election.ballots.multiplicity
    cost = election.projects[at].cost
    counted = satisfaction in ("points", "borda")
    wanted = given > 0 if counted else given >= 0
    liked = int((multiplicity[groups] * given).sum()) if counted else 0
    if not wanted.all():
        groups, given = groups[wanted], given[wanted]
    voters = multiplicity[groups]
    supporters = int(voters.sum())
    total = int((voters * given).sum()) if counted else supporters
    worth = cost if satisfaction == "cost" else 1
    return Wish(
        project=at,
        cost=cost,
        groups=groups,
        voters=voters,
        weights=given if counted else None,
        worth=worth,
        total=total,
        supporters=supporters,
        liked=liked if counted else worth * supporters,
    )
