"""Many endowments looked at together buy what each buys alone, in exact numbers."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from benkan.methods.budget_vote.election import election
from benkan.methods.budget_vote.equal_shares import equal_shares
from benkan.methods.budget_vote.glance import Table
from benkan.methods.budget_vote.satisfaction import wishes
from benkan.methods.budget_vote.side_by_side import bought_by
from tests.methods.budget_vote.making import Vote, votes


@given(votes(), st.integers(1, 40), st.fractions(0, 5, max_denominator=7))
@settings(max_examples=300)
def test_each_endowment_buys_what_it_buys_in_exact_numbers_or_has_no_answer(
    vote: Vote, count: int, step: Fraction
) -> None:
    there = vote.election()
    wanted = wishes(there, vote.satisfaction)
    start = Fraction(there.budget, there.voters)
    endowments = [start + at * step for at in range(count)]

    found = bought_by(
        Table(wanted, len(there.ballots.multiplicity)), [float(each) for each in endowments]
    )

    for endowment, bought in zip(endowments, found, strict=True):
        exact = equal_shares(wanted, there.ballots.multiplicity, endowment).bought
        assert bought in (None, frozenset(exact))


def test_ties_of_whole_shares_and_of_the_same_supporters_are_told_by_the_name() -> None:
    """A and b are wanted by as many, c and d by the same; money is there for one of each."""
    vote = election(
        {"a": 20, "b": 20, "c": 30, "d": 30},
        [["a", "b"], ["b", "a"], ["c", "d"], ["c", "d"], ["c", "d"]],
        50,
    )
    wanted = wishes(vote)
    table = Table(wanted, len(vote.ballots.multiplicity))

    found = bought_by(table, [10.0, 11.0])

    assert [sorted(bought or ()) for bought in found] == [[0, 2], [0, 2]]


def test_what_floats_cannot_tell_has_no_answer() -> None:
    """After c, one supporter of a and one of b have 3.2 left, the other 4.2: equally dear, and not
    because the same people want both."""
    vote = election({"a": 7, "b": 7, "c": 3}, [["c", "a"], ["c", "b"], ["c"], ["a"], ["b"]], 21)
    wanted = wishes(vote)
    table = Table(wanted, len(vote.ballots.multiplicity))

    assert bought_by(table, [4.2, 5.0]) == [None, frozenset({0, 1, 2})]
