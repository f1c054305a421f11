from fractions import Fraction

from hypothesis import given

from benkan.methods.budget_vote.deciding import decide
from benkan.methods.budget_vote.election import election
from benkan.methods.budget_vote.explaining import reasons, reasons_for_ballot
from benkan.methods.budget_vote.voter import receipt
from benkan.methods.sentences import Decimal
from tests.methods.budget_vote.making import Vote, votes

COSTS = {"well": 18, "lamp": 8, "road": 31}
BALLOTS = [["well", "lamp"], ["well", "lamp"], ["well"], ["lamp", "road"]]


def test_a_receipt_says_what_a_voter_paid_for_and_what_is_left() -> None:
    decision = decide(election(COSTS, BALLOTS, 40))
    projects = [project.id for project in decision.election.projects]

    told = receipt(decision, 0)

    assert {projects[at]: paid for at, paid in told.paid.items()} == {
        "lamp": Fraction(8, 3),
        "well": 6,
    }
    assert told.left == Fraction(4, 3)


@given(votes())
def test_the_receipts_of_all_add_up_to_what_was_bought(vote: Vote) -> None:
    decision = decide(vote.election(), satisfaction=vote.satisfaction, completion="add1")
    multiplicity = decision.election.ballots.multiplicity.tolist()
    told = [receipt(decision, group) for group in range(len(multiplicity))]

    for at in decision.bought:
        paid = sum(
            count * one.paid.get(at, Fraction(0))
            for count, one in zip(multiplicity, told, strict=True)
        )
        assert paid == decision.wishes[at].cost
    assert all(one.left >= 0 for one in told)
    assert all(sum(one.paid.values()) + one.left == decision.share_of_each for one in told)


def test_a_reason_says_what_a_project_lacked() -> None:
    decision = decide(election(COSTS, BALLOTS, 40))

    *_, last = reasons(decision)

    assert last.details["project"] == "road"
    assert last.details["purses"] == Decimal(Fraction(22, 3))
    assert last.details["lacking"] == Decimal(Fraction(71, 3))


def test_a_voter_is_told_what_she_paid() -> None:
    decision = decide(election(COSTS, BALLOTS, 40))

    part, lamp, well, left = reasons_for_ballot(decision, 0)

    assert part.details["part"] == Decimal(10)
    assert (lamp.details["project"], lamp.details["paid"]) == ("lamp", Decimal(Fraction(8, 3)))
    assert (well.details["project"], well.details["paid"]) == ("well", Decimal(6))
    assert left.details["left"] == Decimal(Fraction(4, 3))


def test_with_another_rule_nobody_pays_for_herself() -> None:
    decision = decide(election(COSTS, BALLOTS, 40), rule="greedy")

    assert list(reasons_for_ballot(decision, 0)) == []
    assert receipt(decision, 0).paid == {}
