"""Greedy, Phragmén, the comparison, and what ballots are worth."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from pabutools.rules import greedy_utilitarian_welfare, sequential_phragmen

from benkan.methods.budget_vote.comparing import Comparison, compare
from benkan.methods.budget_vote.deciding import CompletionWithoutShares, decide
from benkan.methods.budget_vote.election import election
from benkan.methods.budget_vote.greedy import greedy
from benkan.methods.budget_vote.phragmen import Load, phragmen
from benkan.methods.budget_vote.satisfaction import PointsMissing, RanksMissing, wishes
from tests.methods.budget_vote.making import Vote, ids, votes


def test_greedy_passes_over_what_does_not_fit() -> None:
    vote = election({"a": 6, "b": 5, "c": 3}, [["a", "c"], ["a", "b"], ["a", "b"]], 10)

    assert ids(vote, greedy(wishes(vote), 10)) == ["a", "c"]


def test_phragmen_stops_at_the_first_project_that_does_not_fit() -> None:
    """a at 3 each; then its voters save anew: b, wanted by one of them, at 3 + 6; c alone at 8."""
    vote = election({"a": 6, "b": 6, "c": 8}, [["a", "b"], ["a"], ["c"]], 13)

    loads = phragmen(wishes(vote), vote.ballots.multiplicity, vote.budget)

    assert loads == (Load(0, Fraction(3)),)


@given(votes(kinds=[("approval", "cost")]))
@settings(max_examples=150)
def test_the_reference_runs_phragmen_alike(vote: Vote) -> None:
    """It answers in the order of ids, not of purchases."""
    instance, profile, _ = vote.reference()
    there = vote.election()

    expected = sequential_phragmen(instance, profile)

    bought = decide(there, rule="phragmen").bought
    assert sorted(ids(there, bought)) == sorted(project.name for project in expected)


@given(votes())
@settings(max_examples=150)
def test_the_reference_is_as_greedy(vote: Vote) -> None:
    instance, profile, satisfaction = vote.reference()
    there = vote.election()

    expected = greedy_utilitarian_welfare(instance, profile, sat_class=satisfaction)

    bought = decide(there, rule="greedy", satisfaction=vote.satisfaction).bought
    assert ids(there, bought) == [project.name for project in expected]


def test_who_gets_more_prefers_an_outcome() -> None:
    vote = election({"a": 6, "b": 5}, [["a"], ["a", "b"], ["b"], ["b"], []], 6)

    found = compare(wishes(vote), vote.ballots.multiplicity, [0], [1])

    assert found == Comparison(first=2, other=2, neither=1)
    assert not found.other_wins


def test_the_other_outcome_is_taken_when_strictly_more_prefer_it() -> None:
    """Equal shares buy a, then b and d for two voters; for the money c is liked best, by three."""
    ballots = [["c"], ["c"], ["c"], ["a"], ["a"], []]
    vote = election({"a": 10, "c": 24}, ballots, 30)

    found = decide(vote, completion="compare")

    assert found.comparison is not None
    assert found.comparison.other_wins == (found.comparison.other > found.comparison.first)
    assert ids(vote, found.bought) == ["c"]


def test_points_below_zero_are_no_wish_and_count_against_a_project_for_greedy() -> None:
    ballots = [{"a": 3, "b": 1}, {"a": -4, "b": 0}]
    vote = election({"a": 1, "b": 1}, ballots, 2, vote_type="scoring")

    points = wishes(vote, "points")

    assert [(wish.supporters, wish.total, wish.liked) for wish in points] == [(1, 3, -1), (1, 1, 1)]
    assert [wish.supporters for wish in wishes(vote, "cost")] == [1, 2]


def test_a_ranked_project_is_worth_as_many_as_stand_below_it() -> None:
    vote = election({"a": 1, "b": 1, "c": 1}, [["c", "a", "b"]], 3, vote_type="ordinal")

    assert [wish.total for wish in wishes(vote, "borda")] == [1, 0, 2]


def test_ballots_must_say_what_the_satisfaction_needs() -> None:
    vote = election({"a": 1}, [["a"]], 1)

    with pytest.raises(PointsMissing):
        decide(vote, satisfaction="points")
    with pytest.raises(RanksMissing):
        decide(vote, satisfaction="borda")
    with pytest.raises(CompletionWithoutShares):
        decide(vote, rule="greedy", completion="add1")
