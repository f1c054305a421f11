"""Who is placed, and where."""

import numpy as np

from benkan.methods.opinion_map.components import Components
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.placing import placed, positions, projections
from benkan.methods.opinion_map.votes import Votes
from tests.methods.opinion_map.make import make_votes


def test_seven_votes_are_enough_and_six_are_not() -> None:
    votes = make_votes(*["+++++++..."] * 15, "++++++....")

    assert placed(votes).tolist() == [True] * 15 + [False]


def test_with_few_statements_all_of_them_are_needed() -> None:
    votes = make_votes(*["+++"] * 15, "++.")

    assert placed(votes).tolist() == [True] * 15 + [False]


def test_the_most_active_make_up_fifteen() -> None:
    votes = make_votes(*["+++++++..."] * 12, *["+++++....."] * 3, "+.........")

    assert placed(votes).tolist() == [True] * 15 + [False]


def test_of_equally_active_people_no_more_than_fifteen_are_placed() -> None:
    votes = make_votes(*["+++++++..."] * 12, *["+++++....."] * 4)

    assert placed(votes).tolist() == [True] * 15 + [False]


def test_who_has_not_voted_is_not_placed() -> None:
    votes = Votes([1, 2], [1], np.array([0, 1, 1]), np.array([2], dtype=np.int32))

    assert placed(votes).tolist() == [True, False]


def test_a_place_is_the_sum_of_differences_times_the_root_of_what_was_missed() -> None:
    votes = make_votes("+-", "-.", ".-", ".+")
    matrix = Centred(votes, np.zeros(2, dtype=bool))
    found = Components(np.array([[0.6, 0.0], [0.8, 1.0]]), np.zeros(2), np.zeros((2, 2)))

    places = positions(matrix, found)

    # Means 0 and -1/3. Awa: 1 × 0.6 and -2/3 × 0.8. The others saw one of two: times √2.
    expected = [[0.6 - 1.6 / 3, -2 / 3], [-0.6 * 2**0.5, 0], [-1.6 / 3 * 2**0.5, -2 / 3 * 2**0.5]]
    assert np.abs(places[:3] - expected).max() < 1e-15
    assert np.abs(projections(matrix, found)[1] - np.array([0.8, 1]) * 4 / 3 * 2**0.5).max() < 1e-15


def test_a_muted_statement_counts_as_a_pass_of_everybody() -> None:
    votes = make_votes("+-", "-.", ".-", ".+")
    found = Components(np.array([[0.6, 0.0], [0.8, 1.0]]), np.zeros(2), np.zeros((2, 2)))

    places = positions(Centred(votes, np.array([False, True])), found)

    assert places[:, 0].tolist() == [0.6, -0.6, 0, 0]
