"""Nine steps, exact at their borders."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.barometer.steps import WORDS, reading

HAIR = Fraction(1, 10**30)


@pytest.mark.parametrize("step", range(-4, 5))
def test_each_step_stands_for_its_quarter(step: int) -> None:
    score = (Fraction(step, 4) + 1) / 2

    assert reading(score).step == step
    assert reading(score).value == Fraction(step, 4)


@pytest.mark.parametrize("step", range(1, 5))
def test_half_way_belongs_to_the_step_nearer_to_the_middle(step: int) -> None:
    border = (Fraction(2 * step - 1, 8) + 1) / 2

    assert [reading(border - HAIR).step, reading(border).step, reading(border + HAIR).step] == [
        step - 1,
        step - 1,
        step,
    ]


@given(st.fractions(min_value=0, max_value=1))
def test_the_mirrored_score_has_the_mirrored_step(score: Fraction) -> None:
    assert reading(1 - score).step == -reading(score).step


def test_every_step_has_words_of_its_own() -> None:
    assert sorted(WORDS) == list(range(-4, 5))
    assert len(set(WORDS.values())) == 9
