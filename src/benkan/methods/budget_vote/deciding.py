"""A budget vote decided by a rule, with everything that is needed to explain it.

Source: see `equal_shares`, `completion`, `comparing`, `greedy` and `phragmen`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from benkan.methods.budget_vote.comparing import Comparison, compare
from benkan.methods.budget_vote.completion import raised
from benkan.methods.budget_vote.election import Election
from benkan.methods.budget_vote.equal_shares import Purchase, Shares, equal_shares
from benkan.methods.budget_vote.greedy import density, greedy
from benkan.methods.budget_vote.phragmen import phragmen
from benkan.methods.budget_vote.satisfaction import Satisfaction, Wish, wishes
from benkan.methods.progress import Progress, untold
from benkan.methods.refusals import N_, Refused

Rule = Literal["equal-shares", "greedy", "phragmen"]
Completion = Literal["none", "add1", "add1u", "compare"]
By = Literal["equal-shares", "utilitarian", "phragmen"]


class CompletionWithoutShares(Refused):
    code = "completion_without_shares"
    text = N_(
        "The completion %(completion)s belongs to the rule equal-shares: "
        "leave it out with the rule %(rule)s."
    )


@dataclass(frozen=True)
class Step:
    """One project that was bought.

    Attributes:
        project: by its index in the election.
        by: what bought it.
        price: `equal-shares`: the most that a supporter paid per unit of satisfaction;
            `utilitarian`: cost per unit of everybody's satisfaction; `phragmen`: what every voter
            had received by then. In parts of the currency; None where nobody wants the project.
        purchase: who paid, with `equal-shares`.
    """

    project: int
    by: By
    price: Fraction | None
    purchase: Purchase | None = None


@dataclass(frozen=True)
class Missed:
    """A project that was not bought: what its supporters had left at the end of equal shares (None
    with other rules), and what was left of the budget when it was passed over or at the end."""

    project: int
    purses: Fraction | None
    left: int


@dataclass(frozen=True)
class Decision:
    """The outcome of a vote."""

    election: Election
    wishes: tuple[Wish, ...]
    rule: Rule
    satisfaction: Satisfaction
    completion: Completion
    steps: tuple[Step, ...]
    missed: tuple[Missed, ...]
    shares: Shares | None = None
    comparison: Comparison | None = None

    @property
    def bought(self) -> tuple[int, ...]:
        return tuple(step.project for step in self.steps)

    @property
    def cost(self) -> int:
        """Of everything bought, in parts of the currency."""
        return sum(self.wishes[at].cost for at in self.bought)

    @property
    def share_of_each(self) -> Fraction:
        """What every voter held at the beginning; with add1 more than her part of the budget."""
        if self.shares is not None:
            return self.shares.endowment
        return Fraction(self.election.budget, self.election.voters)


def decide(
    election: Election,
    *,
    rule: Rule = "equal-shares",
    satisfaction: Satisfaction = "cost",
    completion: Completion = "none",
    progress: Progress = untold,
) -> Decision:
    """Which projects are funded.

    Args:
        election: projects, budget, ballots; ties go to the project whose id stands first as text.
        rule: `equal-shares`, `greedy` (utilitarian) or `phragmen`.
        satisfaction: what a funded project is worth to a voter who wants it.
        completion: how equal shares go on when money is left.
        progress: told how far it is.

    Raises:
        PointsMissing, RanksMissing: the ballots do not say what the satisfaction needs.
        CompletionWithoutShares: a completion for a rule that has none.

    >>> from benkan.methods.budget_vote.election import election
    >>> vote = election({"well": 6, "road": 9, "lamp": 3}, [["well", "lamp"], ["well"], ["road"]], 9)
    >>> [vote.projects[at].id for at in decide(vote).bought]
    ['well']
    """
    wanted = wishes(election, satisfaction)
    if rule == "equal-shares":
        return _equal_shares(election, wanted, satisfaction, completion, progress)
    if completion != "none":
        raise CompletionWithoutShares(completion=completion, rule=rule)
    if rule == "greedy":
        steps = tuple(_utilitarian(wanted, greedy(wanted, election.budget)))
    else:
        loads = phragmen(wanted, election.ballots.multiplicity, election.budget)
        steps = tuple(Step(load.project, "phragmen", load.moment) for load in loads)
    missed = _passed_over(election, wanted, steps)
    return Decision(election, wanted, rule, satisfaction, completion, steps, missed)


def _equal_shares(
    election: Election,
    wanted: tuple[Wish, ...],
    satisfaction: Satisfaction,
    completion: Completion,
    progress: Progress,
) -> Decision:
    multiplicity = election.ballots.multiplicity
    if completion == "none":
        shares = equal_shares(wanted, multiplicity, Fraction(election.budget, election.voters))
    else:
        full = completion != "compare"
        shares = raised(election, wanted, stops_when_full=full, progress=progress)
    steps = [Step(p.project, "equal-shares", p.price, p) for p in shares.purchases]
    comparison = None
    if completion == "add1u":
        more = greedy(wanted, election.budget, already=shares.bought)
        steps += _utilitarian(wanted, more)
    if completion == "compare":
        other = greedy(wanted, election.budget)
        comparison = compare(wanted, multiplicity, shares.bought, other)
        steps = list(_utilitarian(wanted, other)) if comparison.other_wins else steps
    missed = _unpaid(election, wanted, shares, [step.project for step in steps])
    return Decision(
        election, wanted, "equal-shares", satisfaction, completion, tuple(steps), missed,
        shares, comparison,
    )  # fmt: skip


def _utilitarian(wanted: Sequence[Wish], bought: Sequence[int]) -> Iterator[Step]:
    for at in bought:
        worth = density(wanted[at])
        free = Fraction(0) if wanted[at].liked > 0 else None
        yield Step(at, "utilitarian", 1 / worth if worth else free)


def _unpaid(
    election: Election, wanted: Sequence[Wish], shares: Shares, bought: Sequence[int]
) -> tuple[Missed, ...]:
    left = election.budget - sum(wanted[at].cost for at in bought)
    ledger = shares.ledger
    return tuple(
        Missed(at, ledger.exactly(ledger.money(wish.groups)), left)
        for at, wish in enumerate(wanted)
        if at not in bought
    )


def _passed_over(
    election: Election, wanted: Sequence[Wish], steps: Sequence[Step]
) -> tuple[Missed, ...]:
    bought = {step.project for step in steps}
    left = election.budget - sum(wanted[at].cost for at in bought)
    return tuple(Missed(at, None, left) for at in range(len(wanted)) if at not in bought)
