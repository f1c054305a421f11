"""How groups stand to statements: hand-worked figures and published ones."""

from math import sqrt

import numpy as np
import pytest

from benkan.methods.opinion_map.standing import (
    consensus,
    group_informed_consensus,
    group_tallies,
    representative,
)
from tests.methods.opinion_map.conversations import (
    NAMES,
    kept_votes,
    published_consensus,
    published_groups,
)
from tests.methods.opinion_map.make import make_votes

PUBLISHED = [name for name in NAMES if published_consensus(name)]


def test_the_worked_example_of_the_page() -> None:
    """docs/methods/opinion_map.md: eight people, group A of five and B of three, one statement."""
    tallies = np.array([[[0, 1, 4]], [[2, 1, 0]]])

    (one,), (other,) = representative(tallies, [7], np.array([False]))

    assert (one.direction, one.votes, one.seen) == ("agree", 4, 5)
    assert one.probability == 5 / 7
    assert one.z == pytest.approx(2 * sqrt(6) * (5 / 6 - 1 / 2))
    assert one.ratio == pytest.approx((5 / 7) / (1 / 5))
    pooled = 6 / 10
    assert one.ratio_z == pytest.approx(
        (5 / 6 - 1 / 4) / sqrt(pooled * (1 - pooled) * (1 / 6 + 1 / 4))
    )
    assert (other.direction, other.votes, other.seen) == ("disagree", 2, 3)
    assert group_informed_consensus(tallies).tolist() == [pytest.approx(5 / 7 * 1 / 5)]


@pytest.mark.parametrize("name", PUBLISHED)
def test_group_informed_consensus_is_the_published_one(name: str) -> None:
    votes, groups = kept_votes(name), published_groups(name)
    labels = np.array([groups.get(int(person), -1) for person in votes.people])

    found = group_informed_consensus(group_tallies(votes, labels, labels.max() + 1))

    published = published_consensus(name)
    ours = dict(zip(votes.statements, found.tolist(), strict=True))
    assert len(published) > 300
    assert max(abs(ours[at] - value) for at, value in published.items()) <= 2.3e-16


def test_tallies_of_groups_add_up_to_those_of_all_who_are_placed() -> None:
    votes = make_votes("+-0", "++.", "-.0", "+++")

    tallies = group_tallies(votes, np.array([0, 1, 1, -1]), 2)

    assert tallies.tolist() == [
        [[0, 0, 1], [1, 0, 0], [0, 1, 0]],
        [[1, 0, 1], [0, 0, 1], [0, 1, 0]],
    ]


def test_a_group_that_differs_in_nothing_still_has_one_statement() -> None:
    tallies = np.array([[[1, 0, 1], [1, 0, 2]], [[1, 0, 1], [1, 0, 2]]])

    found = representative(tallies, ["a", "b"], np.zeros(2, dtype=bool))

    assert [len(own) for own in found] == [1, 1]


def test_muted_statements_stand_for_nobody_and_join_nobody() -> None:
    tallies = np.array([[[0, 0, 50]], [[50, 0, 0]]])
    muted = np.array([True])

    assert representative(tallies, [1], muted) == [[], []]
    assert consensus(tallies.sum(axis=0), [1], muted) == {"agree": [], "disagree": []}


def test_agreed_statements_come_first_and_five_are_shown() -> None:
    own = np.array([[0, 0, 30 + at] for at in range(4)] + [[40 + at, 0, 0] for at in range(4)])
    tallies = np.stack((own, own[:, ::-1]))

    found = representative(tallies, range(8), np.zeros(8, dtype=bool))[0]

    assert [one.direction for one in found] == ["agree"] + ["disagree"] * 4
    assert [one.statement for one in found] == [3, 7, 6, 5, 4]


def test_consensus_needs_a_majority_beyond_chance() -> None:
    tallies = np.array([[0, 0, 1], [2, 0, 3], [0, 0, 9], [9, 1, 0]])

    found = consensus(tallies, "abcd", np.zeros(4, dtype=bool))

    assert [one.statement for one in found["agree"]] == ["c", "a"]
    assert [one.statement for one in found["disagree"]] == ["d"]
