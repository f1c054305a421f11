from fractions import Fraction
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.rules import method_of_equal_shares

from benkan.methods.budget_vote.election import election
from benkan.methods.budget_vote.equal_shares import Shares, equal_shares
from benkan.methods.budget_vote.satisfaction import Wish, wishes
from benkan.methods.budget_vote.voter import payers
from tests.methods.budget_vote.making import Vote, ids, part, votes


def shared(vote: Vote, more: int = 0) -> tuple[list[str], Shares, tuple[Wish, ...]]:
    there = vote.election()
    wanted = wishes(there, vote.satisfaction)
    outcome = equal_shares(wanted, there.ballots.multiplicity, part(there) + more)
    return ids(there, outcome.bought), outcome, wanted


def test_who_has_less_than_her_part_gives_all_and_the_others_share_the_rest() -> None:
    """Ten francs each. The well is bought by three for 6 each; then the lamp costs 9, of which the
    two who paid for the well can give 4 each, and the third 1."""
    vote = election(
        {"well": 18, "lamp": 9, "road": 31},
        [["well", "lamp"], ["well", "lamp"], ["well"], ["lamp", "road"]],
        40,
    )

    outcome = equal_shares(wishes(vote), vote.ballots.multiplicity, part(vote))

    assert ids(vote, outcome.bought) == ["lamp", "well"]
    assert [purchase.price for purchase in outcome.purchases] == [Fraction(1, 3), Fraction(1, 3)]
    assert [purchase.level for purchase in outcome.purchases] == [3, 6]


def test_a_poor_supporter_gives_what_she_has_left() -> None:
    vote = election({"a": 16, "b": 14, "c": 30}, [["a", "b"], ["a"], ["b"], []], 40)

    outcome = equal_shares(wishes(vote), vote.ballots.multiplicity, part(vote))

    assert ids(vote, outcome.bought) == ["a"]
    assert outcome.ledger.exactly(outcome.ledger.money(np.arange(4))) == 24


def test_ties_go_to_the_id_that_stands_first_as_text() -> None:
    vote = election({"9": 5, "10": 5}, [["9", "10"]], 5)

    outcome = equal_shares(wishes(vote), vote.ballots.multiplicity, part(vote))

    assert ids(vote, outcome.bought) == ["10"]


def test_what_costs_nothing_and_is_wanted_is_bought_first_at_no_price() -> None:
    vote = election({"free": 0, "nobody": 0, "a": 4}, [["a", "free"]], 4)

    outcome = equal_shares(wishes(vote), vote.ballots.multiplicity, part(vote))

    assert ids(vote, outcome.bought) == ["free", "a"]
    assert outcome.purchases[0].price == 0


@given(votes(), st.integers(0, 3))
@settings(max_examples=250)
def test_the_reference_buys_the_same_in_the_same_order(vote: Vote, more: int) -> None:
    instance, profile, satisfaction = vote.reference()
    instance.budget_limit += more * len(vote.ballots)

    expected = method_of_equal_shares(instance, profile, sat_class=satisfaction)

    assert shared(vote, more)[0] == [project.name for project in expected]


@given(votes())
def test_money_is_neither_made_nor_lost(vote: Vote) -> None:
    bought, outcome, _ = shared(vote)
    ledger = outcome.ledger
    left = ledger.exactly(ledger.money(np.arange(len(ledger.voters))))

    assert left + sum(vote.costs[id] for id in bought) == vote.budget
    assert all(ledger.balance(group) >= 0 for group in range(len(ledger.voters)))
    assert all(
        ledger.exactly(ledger.balance(group)) <= outcome.endowment
        for group in range(len(ledger.voters))
    )


@given(votes())
def test_nobody_pays_for_what_she_does_not_want_and_the_payments_make_the_cost(vote: Vote) -> None:
    _, outcome, wanted = shared(vote)

    for purchase in outcome.purchases:
        wish = wanted[purchase.project]
        who = payers(outcome, wish, purchase)
        paying = [*purchase.full.tolist(), *purchase.rest.tolist()]
        assert set(paying) <= set(wish.groups.tolist())
        assert len(set(paying)) == len(paying)
        assert who.full + who.all_they_had + who.nothing == wish.supporters
        assert 0 <= who.gave <= wish.cost


@given(votes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_projects_changes_nothing(vote: Vote, lots: Random) -> None:
    ballots, costs = list(vote.ballots), list(vote.costs.items())
    lots.shuffle(ballots)
    lots.shuffle(costs)

    again = Vote(dict(costs), ballots, vote.budget, vote.vote_type, vote.satisfaction)

    assert shared(again)[0] == shared(vote)[0]
    assert [one.price for one in shared(again)[1].purchases] == [
        one.price for one in shared(vote)[1].purchases
    ]


@given(votes(kinds=[("approval", "cost"), ("scoring", "points")]), st.integers(2, 4))
def test_counting_money_in_smaller_parts_changes_nothing(vote: Vote, times: int) -> None:
    costs = {id: cost * times for id, cost in vote.costs.items()}

    finer = Vote(costs, vote.ballots, vote.budget * times, vote.vote_type, vote.satisfaction)

    assert shared(finer)[0] == shared(vote)[0]


@given(votes(kinds=[("approval", "cardinality")]))
def test_a_group_that_can_pay_for_what_all_of_it_want_has_a_member_with_as_much(vote: Vote) -> None:
    """Justified representation: of those who all want a project that their parts could pay, one at
    least gets something that she wants."""
    bought, outcome, _ = shared(vote)

    for id, cost in vote.costs.items():
        wanting = [ballot for ballot in vote.ballots if id in ballot]
        without = [ballot for ballot in wanting if not set(ballot) & set(bought)]
        assert len(without) * outcome.endowment < cost or not without
