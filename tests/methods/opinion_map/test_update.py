"""A conversation that goes on is the conversation that it would have been at once."""

import numpy as np
import pytest

from benkan.methods.opinion_map import update
from benkan.methods.opinion_map.map import opinion_map
from benkan.methods.opinion_map.moderation import Moderation
from benkan.methods.opinion_map.update import Conversation, merged, pairs_of_answers, replaced
from benkan.methods.opinion_map.votes import Label, WrongShape, collected
from tests.methods.opinion_map.conversations import kept_votes
from tests.methods.opinion_map.make import camps, make_votes

MODERATION = Moderation(rejected=frozenset(["3", "11"]), meta=frozenset(["0"]))


def newer(people: int, statements: int, count: int) -> list[tuple[Label, Label, int]]:
    lots = np.random.default_rng(9)
    columns = (lots.integers(0, top, count) for top in (people, statements))
    return list(
        zip(*(c.tolist() for c in columns), lots.integers(-1, 2, count).tolist(), strict=True)
    )


@pytest.mark.parametrize("more", [0, 30], ids=["known people", "new people"])
def test_votes_added_one_by_one_give_the_map_of_all_of_them(more: int) -> None:
    votes, _ = camps([500, 300], 120, 40)
    given = newer(800 + more, 120, 700)
    conversation = Conversation(votes, moderation=MODERATION)

    for at in range(0, 700, 100):
        conversation.add(given[at : at + 100])

    whole = opinion_map(merged(votes, given), moderation=MODERATION)
    assert conversation.tallies.tolist() == whole.votes.tallies.tolist()
    assert np.abs(conversation.components.vectors - whole.components.vectors).max() < 1e-9
    weights = np.where(whole.rejected, 0, whole.priorities)
    assert np.abs(conversation.priorities() - weights).max() < 1e-9
    found = conversation.map()
    assert found.groups.tolist() == whole.groups.tolist()
    assert found.tallies.tolist() == whole.tallies.tolist()


def test_a_statement_that_was_not_there_is_taken_as_well() -> None:
    votes = kept_votes("brexit-consensus")
    conversation = Conversation(votes)

    conversation.add([(0, 999, 1), (5000, 999, -1)])

    assert conversation.statements[-1] == 999
    assert conversation.tallies[-1].tolist() == [1, 0, 1]
    assert conversation.votes.shape == (votes.shape[0] + 1, votes.shape[1] + 1)


def test_with_very_many_statements_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update, "MOST_STATEMENTS", 10)
    votes, _ = camps([60, 40], 40, 20)
    conversation = Conversation(votes)
    given = newer(100, 40, 50)

    conversation.add(given)

    whole = opinion_map(merged(votes, given))
    assert conversation.tallies.tolist() == whole.votes.tallies.tolist()
    assert np.abs(conversation.components.vectors - whole.components.vectors).max() < 1e-9


def test_a_changed_mind_counts_once() -> None:
    conversation = Conversation(make_votes("+-", "-+", "00"))

    conversation.add([(0, 0, -1), (0, 0, 0)])

    assert conversation.tallies.tolist() == [[1, 2, 0], [1, 1, 1]]
    assert conversation.votes.tallies.tolist() == conversation.tallies.tolist()


def test_a_vote_that_is_none_is_refused_and_changes_nothing() -> None:
    conversation = Conversation(make_votes("+-", "-+"))

    with pytest.raises(WrongShape):
        conversation.add([(0, 0, -1), (0, 1, 3)])

    assert conversation.tallies.tolist() == [[1, 0, 1], [1, 0, 1]]


def test_pairs_are_those_that_one_person_gave() -> None:
    pairs = pairs_of_answers(make_votes("+-", "+."))

    assert pairs[2].tolist() == [0, 0, 2, 1, 0, 0]
    assert pairs.sum() == 5


def test_votes_of_some_people_are_exchanged() -> None:
    votes = make_votes("+-", "-.", "0+")

    found = replaced(votes, {1: np.array([5], dtype=np.int32)})

    assert (
        found.tallies.tolist()
        == collected([0, 0, 1, 2, 2], [0, 1, 1, 0, 1], [1, -1, 1, 0, 1]).tallies.tolist()
    )
