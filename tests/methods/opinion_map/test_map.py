"""The whole map: laws, and conversations at the edge."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benkan.methods.opinion_map.components import Components
from benkan.methods.opinion_map.map import OpinionMap, WrongNumberOfGroups, opinion_map
from benkan.methods.opinion_map.moderation import Moderation
from benkan.methods.opinion_map.order import has_mirror
from benkan.methods.opinion_map.stability import adjusted_rand
from benkan.methods.opinion_map.votes import Label, NoVotes, Votes, collected
from tests.methods.opinion_map.conversations import kept_votes
from tests.methods.opinion_map.make import camps, make_votes

Cast = tuple[int, int, int]
casts = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 7), st.integers(-1, 1)),
    min_size=1,
    max_size=70,
    unique_by=lambda cast: cast[:2],
)


def of(rows: list[Cast], people: list[Label], statements: list[Label]) -> Votes:
    return collected(
        [people[person] for person, _, _ in rows],
        [statements[statement] for _, statement, _ in rows],
        [answer for _, _, answer in rows],
    )


def by_person(found: OpinionMap) -> dict[Label, tuple[float, ...]]:
    return {
        person: (x, y, group)
        for person, (x, y), group in zip(
            found.votes.people, found.positions.tolist(), found.groups.tolist(), strict=True
        )
    }


def by_statement(found: OpinionMap) -> dict[Label, tuple[float, ...]]:
    columns = (found.priorities, found.group_informed, *found.projections.T)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(found.votes.statements, rows, strict=True))


@given(casts, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_names_of_people_and_statements_and_the_order_of_rows_change_nothing(
    rows: list[Cast], lots: Random
) -> None:
    people: list[Label] = [f"person {at}" for at in range(12)]
    statements: list[Label] = list(range(100, 108))
    first = opinion_map(of(rows, people, statements))
    for shuffled in (people, statements, rows):
        lots.shuffle(shuffled)

    other = opinion_map(of(rows, people, statements))

    assert sorted(by_person(other).values()) == sorted(by_person(first).values())
    assert sorted(by_statement(other).values()) == sorted(by_statement(first).values())
    if not has_mirror(first.votes, first.muted):
        renamed = dict(zip(people, (f"person {at}" for at in range(12)), strict=True))
        recalled = dict(zip(statements, range(100, 108), strict=True))
        assert {renamed[p]: at for p, at in by_person(other).items()} == by_person(first)
        assert {recalled[s]: at for s, at in by_statement(other).items()} == by_statement(first)


def test_rows_in_another_order_give_the_same_bits_in_large_conversations_too() -> None:
    votes = kept_votes("austria-climate.5twd2jsnkf")
    rows = np.repeat(np.arange(votes.shape[0]), votes.counts)
    order = np.random.default_rng(3).permutation(len(rows))
    columns, answers = np.divmod(votes.cells, 3)
    turned = collected(
        [votes.people[at] for at in rows[order].tolist()],
        [votes.statements[at] for at in columns[order].tolist()],
        (answers[order] - 1).tolist(),
    )

    one, other = opinion_map(votes), opinion_map(turned)

    assert by_person(one) == by_person(other)


def test_names_in_another_order_give_the_same_map_in_large_conversations() -> None:
    votes = kept_votes("austria-climate.5twd2jsnkf")
    lots = np.random.default_rng(3)
    people, statements = (lots.permutation(n) for n in votes.shape)
    rows = np.repeat(np.arange(votes.shape[0]), votes.counts)
    columns, answers = np.divmod(votes.cells, 3)
    turned = collected(people[rows].tolist(), statements[columns].tolist(), (answers - 1).tolist())

    one, other = opinion_map(votes), opinion_map(turned)

    assert other.groups[people].tolist() == one.groups.tolist()
    assert np.abs(other.positions[people] - one.positions).max() < 1e-9
    assert np.abs(other.priorities[statements] - one.priorities).max() < 1e-9


@given(casts)
def test_everything_is_a_number_and_groups_add_up(rows: list[Cast]) -> None:
    found = opinion_map(of(rows, list(range(12)), list(range(8))))

    placed = found.groups >= 0
    assert np.isfinite(found.positions).all()
    assert np.isfinite(found.priorities).all()
    assert found.sizes.sum() == placed.sum()
    assert (found.sizes > 0).all()
    assert sorted(found.sizes.tolist(), reverse=True) == found.sizes.tolist()
    assert ((found.group_informed > 0) & (found.group_informed < 1)).all()
    cast = found.votes.counts[placed].sum()
    assert found.tallies.sum() == cast


@pytest.mark.parametrize("bases", [100, 0])
@pytest.mark.parametrize(
    ("rows", "groups"),
    [(["+"], 1), (["+", "+"], 1), (["+-0"] * 9, 1), (["+", "-"], 2), (["000"] * 4, 1)],
    ids=str,
)
def test_conversations_at_the_edge_have_a_sensible_map(
    rows: list[str], groups: int, bases: int
) -> None:
    found = opinion_map(make_votes(*rows), bases=bases)

    assert len(found.tallies) == groups
    assert found.groups.max() == groups - 1


def test_a_rejected_statement_shapes_nothing_and_keeps_its_tallies() -> None:
    votes = make_votes("+++-", "++--", "--+-", "--0+")
    moderation = Moderation(rejected=frozenset(["3"]), meta=frozenset(["2"]))

    found = opinion_map(votes, moderation=moderation)

    assert found.muted.tolist() == [False, False, True, True]
    assert found.rejected.tolist() == [False, False, False, True]
    assert found.projections[2:].tolist() == [[0, 0], [0, 0]]
    assert votes.tallies[3].tolist() == [3, 0, 1]
    assert found.priorities[2] == 49


@pytest.mark.parametrize("groups", [0, -1, 5])
def test_a_number_of_groups_that_cannot_be_is_refused(groups: int) -> None:
    with pytest.raises(WrongNumberOfGroups):
        opinion_map(make_votes("+-", "-+", "++", "--"), groups=groups)


def test_no_vote_is_no_map() -> None:
    with pytest.raises(NoVotes):
        opinion_map(collected([], [], []))


def test_planted_camps_are_found_among_people_who_saw_little() -> None:
    votes, camp = camps([1500, 900, 600], 300, 30)

    found = opinion_map(votes)

    assert len(found.tallies) == 3
    assert adjusted_rand(found.groups, camp) > 0.9


@pytest.mark.slow
def test_planted_camps_are_found_in_a_thin_crowd_with_a_few_popular_statements() -> None:
    """Without the correction for missing votes a popular statement is a direction of its own."""
    lots = np.random.default_rng(6)
    people, statements = 12_000, 800
    camp = lots.choice(3, people, p=[0.5, 0.3, 0.2])
    likes = np.where(lots.random((3, statements)) < 0.35, lots.random((3, statements)) < 0.5, 0.5)
    popular = lots.gamma(0.7, 1.0, statements)
    rows = np.repeat(np.arange(people), 34)
    columns = lots.choice(statements, len(rows), p=popular / popular.sum())
    answers = np.where(lots.random(len(rows)) < 0.1 + 0.8 * likes[camp[rows], columns], 1, -1)
    votes = collected(rows.tolist(), columns.tolist(), answers.tolist())

    found = opinion_map(votes)

    assert found.components.corrected
    assert len(found.tallies) == 3
    assert adjusted_rand(found.groups, camp) > 0.6


def test_a_start_changes_nothing() -> None:
    votes = kept_votes("austria-climate.5twd2jsnkf")
    cold = opinion_map(votes)

    warm = opinion_map(votes, start=cold.components.spare)

    assert isinstance(warm.components, Components)
    assert warm.groups.tolist() == cold.groups.tolist()
    assert np.abs(warm.positions - cold.positions).max() < 1e-8
