"""What the quotas would allow if people could be divided."""

import numpy as np
import pytest
from hypothesis import assume, given

from benkan.methods.panel.interior import nash_average
from benkan.methods.panel.relaxation import leximin_average, maximin_average
from benkan.methods.panel.types import Floats, types_of
from tests.methods.panel.making import Question, make_pool, make_quotas, questions

QUOTAS = make_quotas("sex w 1 1", "sex m 1 1")


def is_allowed(question: Question, average: Floats) -> bool:
    types = question.types
    held = types.held(average)
    return bool(
        (average >= -1e-7).all()
        and (average <= types.caps + 1e-7).all()
        and (held >= types.least - 1e-7).all()
        and (held <= types.most + 1e-7).all()
        and abs(average.sum() - types.seats) < 1e-7
    )


@given(questions())
def test_all_three_averages_keep_the_quotas(question: Question) -> None:
    fairest = leximin_average(question.types)
    assume(fairest is not None)
    assert fairest is not None

    flattest = maximin_average(question.types)
    product = nash_average(question.types, fairest)

    assert flattest is not None
    assert is_allowed(question, fairest)
    assert is_allowed(question, flattest)
    assert product is None or is_allowed(question, product)


@given(questions())
def test_the_nash_average_has_the_largest_product(question: Question) -> None:
    fairest = leximin_average(question.types)
    product = None if fairest is None else nash_average(question.types, fairest)
    assume(fairest is not None and product is not None)
    assert fairest is not None
    assert product is not None

    counted = fairest > 1e-9
    sizes = question.types.sizes[counted]
    slope = sizes / product[counted]

    # The logarithm's tangent there falls towards any other average.
    assert float(slope @ (fairest - product)[counted]) <= 1e-6


def test_four_women_and_a_man_for_a_seat_each() -> None:
    types = types_of(make_pool("a w", "b w", "c w", "d w", "e m", features=("sex",)), QUOTAS, 2)

    average = leximin_average(types)

    assert average is not None
    assert sorted((average / types.sizes).tolist()) == pytest.approx([0.25, 1.0])


def test_quotas_that_nobody_can_keep_have_no_average() -> None:
    types = types_of(make_pool("a w", "b w", features=("sex",)), QUOTAS, 2)

    assert leximin_average(types) is None
    assert maximin_average(types) is None


def test_the_lowest_level_alone_is_the_first_of_all() -> None:
    types = types_of(make_pool("a w", "b w", "e m", features=("sex",)), QUOTAS, 2)

    lowest = leximin_average(types, lowest_only=True)

    assert lowest is not None
    assert np.min(lowest / types.sizes) == pytest.approx(0.5)
