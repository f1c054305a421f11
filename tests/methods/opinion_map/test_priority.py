"""Which statement is shown next."""

from collections import Counter
from random import Random

import numpy as np
import pytest

from benkan.methods.opinion_map.priority import next_statement, priorities


def test_the_formula_by_hand() -> None:
    """Ten votes: 2 passes, 6 agree; extremity 1.5: p = 3/12, a = 7/12, newness 1 + 8/4 = 3."""
    found = priorities(np.array([[2, 2, 6]]), np.array([1.5]), np.array([False]))

    assert found.tolist() == [pytest.approx((0.75 * 2.5 * 7 / 12 * 3) ** 2)]


def test_a_question_about_people_themselves_has_a_weight_of_its_own() -> None:
    assert priorities(np.array([[2, 2, 6]]), np.array([1.5]), np.array([True])).tolist() == [49]


def test_statements_are_drawn_in_proportion_and_never_twice() -> None:
    lots = Random(5)
    weights = np.array([1.0, 3.0, 0.0, 9.0])

    drawn = Counter(next_statement("abcd", weights, seen={"d"}, lots=lots) for _ in range(4000))

    assert set(drawn) == {"a", "b"}
    assert drawn["b"] / 4000 == pytest.approx(0.75, abs=0.03)


def test_the_same_seed_draws_the_same() -> None:
    weights = np.arange(1.0, 50.0)

    first, second = (
        [next_statement(range(49), weights, seen=(), lots=lots) for _ in range(9)]
        for lots in (Random(1), Random(1))
    )

    assert first == second


def test_nothing_is_left_for_who_saw_all() -> None:
    assert next_statement([1], np.array([1.0]), seen={1}, lots=Random(0)) is None
