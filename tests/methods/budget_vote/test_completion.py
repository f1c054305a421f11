from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)

from benkan.methods.budget_vote.completion import raised
from benkan.methods.budget_vote.deciding import decide
from benkan.methods.budget_vote.election import election
from benkan.methods.budget_vote.equal_shares import equal_shares
from benkan.methods.budget_vote.glance import Table
from benkan.methods.budget_vote.satisfaction import wishes
from benkan.methods.budget_vote.spans import Span
from tests.methods.budget_vote.making import Vote, ids, part, votes


def test_every_part_grows_by_one_unit_until_the_next_outcome_would_overspend() -> None:
    """A third of 100 each: only a can be paid. With 7 more b and c can, both at once: too much."""
    vote = election({"a": 30, "b": 40, "c": 40}, [["a"], ["b"], ["c"]], 100)

    outcome = raised(vote, wishes(vote))

    assert ids(vote, outcome.bought) == ["a"]
    assert outcome.endowment == Fraction(100, 3) + 6


def test_it_stops_where_nothing_wanted_can_be_added() -> None:
    vote = election({"a": 6, "b": 5, "nobody": 1}, [["a"], ["a", "b"]], 8)

    outcome = raised(vote, wishes(vote))

    assert (ids(vote, outcome.bought), outcome.endowment) == (["a"], Fraction(4))


def test_billions_of_steps_in_which_little_changes_take_no_time() -> None:
    vote = election({"a": 900_000_000_000, "b": 50_000_000_000}, [["a"], ["b"], [], []], 10**12)

    outcome = raised(vote, wishes(vote))

    assert ids(vote, outcome.bought) == ["a", "b"]
    assert outcome.endowment == 900_000_000_000


def test_a_tie_that_lasts_for_millions_of_steps_takes_no_time() -> None:
    """A and B mirror each other: one supporter of each has paid for c, and gives what she has left."""
    ballots = [["c", "a"], ["c", "b"], ["c"], ["a"], ["b"], ["d"], *[[]] * 5]
    costs = {"a": 9_000_000, "b": 9_000_000, "c": 10_000_000, "d": 30_000_000}
    vote = election(costs, ballots, 66_000_000)

    outcome = raised(vote, wishes(vote))

    assert ids(vote, outcome.bought) == ["c", "a", "b", "d"]


def test_the_unit_is_that_of_the_currency_where_money_has_cents() -> None:
    whole = election({"a": 810, "b": 500}, [["a"], ["b"]], 1400)
    vote = replace(whole, parts=100)

    outcome = raised(vote, wishes(vote))

    assert (ids(vote, outcome.bought), outcome.endowment) == (["a", "b"], Fraction(900))


@given(votes())
@settings(max_examples=150)
def test_the_reference_keeps_the_same_outcome(vote: Vote) -> None:
    there = vote.election()
    instance, profile, satisfaction = vote.reference()

    expected = method_of_equal_shares(
        instance, profile, sat_class=satisfaction, voter_budget_increment=1
    )

    found = decide(there, satisfaction=vote.satisfaction, completion="add1").bought
    assert ids(there, found) == [project.name for project in expected]


@given(votes())
@settings(max_examples=150)
def test_the_reference_spends_the_rest_alike(vote: Vote) -> None:
    there = vote.election()
    instance, profile, satisfaction = vote.reference()

    expected = completion_by_rule_combination(
        instance,
        profile,
        [method_of_equal_shares, greedy_utilitarian_welfare],
        [{"sat_class": satisfaction, "voter_budget_increment": 1}, {"sat_class": satisfaction}],
    )

    found = decide(there, satisfaction=vote.satisfaction, completion="add1u").bought
    assert ids(there, found) == [project.name for project in expected]


@given(votes(), st.integers(0, 9))
@settings(max_examples=150)
def test_what_is_seen_in_floats_is_so_exactly(vote: Vote, more: int) -> None:
    there = vote.election()
    wanted = wishes(there, vote.satisfaction)
    endowment = part(there) + Fraction(more, 2)

    seen = Table(wanted, len(there.ballots.multiplicity)).glance(float(endowment))

    exact = equal_shares(wanted, there.ballots.multiplicity, endowment)
    assert not seen.sure or tuple(seen.bought) == exact.bought


@given(votes(), st.integers(0, 9), st.integers(2, 9))
@settings(max_examples=150)
def test_a_span_that_holds_buys_the_same_everywhere(vote: Vote, start: int, width: int) -> None:
    there = vote.election()
    wanted, multiplicity = wishes(there, vote.satisfaction), there.ballots.multiplicity
    table = Table(wanted, len(multiplicity))
    ends = [part(there) + Fraction(end, 3) for end in (start, start + width)]
    low, high = (
        table.glance(float(end), decided=equal_shares(wanted, multiplicity, end)) for end in ends
    )

    if Span(table, low, high).holds():
        for step in range(1, 4 * width):
            between = ends[0] + Fraction(step, 12)
            assert equal_shares(wanted, multiplicity, between).bought == tuple(low.bought)
