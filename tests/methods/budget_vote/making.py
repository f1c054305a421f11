"""Small elections, and the same ones as pabutools has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from pabutools.election import (
    Additive_Borda_Sat,
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    OrdinalBallot,
    OrdinalProfile,
    Project,
)

from benkan.methods.budget_vote.election import Election, VoteType, election

SATISFACTIONS = {
    "cost": Cost_Sat,
    "cardinality": Cardinality_Sat,
    "points": Additive_Cardinal_Sat,
    "borda": Additive_Borda_Sat,
}
# Ids whose order as text is not that of their numbers.
IDS = ("10", "9", "2a", "b", "B", "100", "c1", "é")


@dataclass(frozen=True)
class Vote:
    """An election as plain values."""

    costs: Mapping[str, int]
    ballots: Sequence[Any]
    budget: int
    vote_type: VoteType
    satisfaction: Any

    def election(self) -> Election:
        return election(self.costs, self.ballots, self.budget, vote_type=self.vote_type)

    def reference(self) -> tuple[Instance, Any, Any]:
        """The instance, the profile and the satisfaction of pabutools."""
        projects = {id: Project(id, cost) for id, cost in self.costs.items()}
        instance = Instance(projects.values(), budget_limit=self.budget)
        named = [[projects[id] for id in ballot] for ballot in self.ballots]
        if self.vote_type == "approval":
            profile: Any = ApprovalProfile([ApprovalBallot(ballot) for ballot in named])
        elif self.vote_type == "ordinal":
            profile = OrdinalProfile([OrdinalBallot(ballot) for ballot in named])
        else:
            profile = CardinalProfile(
                [
                    CardinalBallot({projects[id]: points for id, points in ballot.items()})
                    for ballot in self.ballots
                ]
            )
        return instance, profile, SATISFACTIONS[self.satisfaction]


KINDS: tuple[tuple[VoteType, str], ...] = (
    ("approval", "cost"),
    ("approval", "cost"),
    ("approval", "cardinality"),
    ("scoring", "points"),
    ("scoring", "cost"),
    ("ordinal", "borda"),
    ("ordinal", "cardinality"),
)


@st.composite
def votes(draw: st.DrawFn, kinds: Sequence[tuple[VoteType, str]] = KINDS) -> Vote:
    """Elections with many ties: few projects, few costs, few voters, empty and equal ballots."""
    vote_type, satisfaction = draw(st.sampled_from(kinds))
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=7, unique=True))
    dearest = draw(st.sampled_from([3, 12, 60]))
    costs = {id: draw(st.integers(1, dearest)) for id in ids}
    budget = draw(st.integers(max(costs.values()), 3 * max(costs.values())))
    named = st.lists(st.sampled_from(ids), unique=True, max_size=len(ids))
    ballot: st.SearchStrategy[Any] = named
    if vote_type == "scoring":
        ballot = st.dictionaries(st.sampled_from(ids), st.integers(1, 4))
    ballots = draw(st.lists(ballot, min_size=1, max_size=9))
    return Vote(costs, ballots, budget, vote_type, satisfaction)


def ids(vote: Election, bought: Sequence[int]) -> list[str]:
    """The ids of projects by their indices."""
    return [vote.projects[at].id for at in bought]


def part(vote: Election) -> Fraction:
    """What every voter has to begin with."""
    return Fraction(vote.budget, vote.voters)
