"""Whether groups stay when people are left out."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.opinion_map.map import opinion_map
from benkan.methods.opinion_map.stability import adjusted_rand, stability
from tests.methods.opinion_map.make import camps, make_votes


def test_camps_that_are_there_are_stable() -> None:
    votes, _ = camps([60, 40], 40, 25)

    found = stability(opinion_map(votes))

    assert found.stable
    assert (found.same_number, found.mean > 0.95) == (10, True)
    assert min(found.groups) > 0.9


def test_groups_made_of_chance_are_not() -> None:
    lots = np.random.default_rng(4)
    rows = ["".join(lots.choice(list("+-0"), 30)) for _ in range(60)]

    found = stability(opinion_map(make_votes(*rows)))

    assert not found.stable


@pytest.mark.parametrize("rows", [["+"], ["+", "-"], ["+-"] * 5, ["+-", "-+", "0."]], ids=str)
def test_small_conversations_do_not_break_it(rows: list[str]) -> None:
    found = stability(opinion_map(make_votes(*rows)))

    assert len(found.agreement) == 10


labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=25)


@given(labels)
def test_the_index_is_that_of_counting_pairs(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(column) for column in zip(*pairs, strict=True))

    same_one = [a == b for a, b in combinations(one.tolist(), 2)]
    same_other = [a == b for a, b in combinations(other.tolist(), 2)]
    both = sum(a and b for a, b in zip(same_one, same_other, strict=True))
    expected = sum(same_one) * sum(same_other) / len(same_one)
    most = (sum(same_one) + sum(same_other)) / 2
    index = 1.0 if most == expected else (both - expected) / (most - expected)
    assert adjusted_rand(one, other) == pytest.approx(index)
    assert adjusted_rand(other, one) == pytest.approx(index)


def test_nobody_agrees_with_nobody() -> None:
    assert adjusted_rand(np.empty(0, dtype=int), np.empty(0, dtype=int)) == 1
