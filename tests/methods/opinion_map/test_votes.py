"""The matrix of votes."""

import pytest

from benkan.methods.opinion_map.votes import Votes, WrongShape, collected
from tests.methods.opinion_map.make import make_votes


def test_of_repeated_votes_the_last_one_counts() -> None:
    votes = collected([1, 2, 1, 1], [7, 7, 7, 7], [1, 1, 0, -1])

    assert votes.tallies.tolist() == [[1, 0, 1]]
    assert votes.counts.tolist() == [1, 1]


def test_people_stand_in_the_order_of_their_numbers_and_texts_in_that_of_letters() -> None:
    numbers = collected([10, 9], [1, 1], [1, 1])
    texts = collected(["10", "9"], [1, 1], [1, 1])

    assert list(numbers.people) == [9, 10]
    assert list(texts.people) == ["10", "9"]


@pytest.mark.parametrize("answers", [[1], [1, 2], [1, 0.5]], ids=str)
def test_answers_that_are_none_are_refused(answers: list[int]) -> None:
    with pytest.raises(WrongShape):
        collected([1, 2], [1, 1], answers)


def test_some_people_alone_keep_their_votes_and_all_statements() -> None:
    votes = make_votes("+.-", "0+.", "..+")

    kept = votes.of(votes.counts > 1)

    assert (list(kept.people), list(kept.statements)) == ([0, 1], [0, 1, 2])
    assert kept.tallies.tolist() == [[0, 1, 1], [0, 0, 1], [1, 0, 0]]


def test_a_vote_takes_four_bytes() -> None:
    votes: Votes = make_votes("+-0", "-..")

    assert (votes.cells.itemsize, len(votes.cells)) == (4, 4)
