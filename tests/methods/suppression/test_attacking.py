import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benkan.methods.suppression.attacking import NO_LIMIT, bounds, of_a_stranger, of_the_statuses
from benkan.methods.suppression.proving import suppress
from benkan.methods.suppression.refusals import WrongMinimum

from .tables import Numbers, attacked, counts, cube


def test_what_only_a_subtraction_gives_back_is_found_exactly() -> None:
    table = cube([12, 9, 3])
    hidden = table.counts == 3

    found = bounds(table, hidden, of_a_stranger(table))

    assert (found.low[hidden].tolist(), found.high[hidden].tolist()) == ([3], [3])


def test_a_count_without_any_limit_has_none() -> None:
    table = cube([3, 1])

    found = bounds(table, table.exists, of_a_stranger(table))

    assert set(found.high.tolist()) == {NO_LIMIT}


def test_who_knows_which_counts_are_small_narrows_the_others() -> None:
    table = cube([3, 9, 30])
    hidden = table.counts < 10
    small = table.counts < 5

    found = bounds(table, hidden, of_the_statuses(small, hidden & ~small, 5))

    # Together 12: the small one is at most 4, so the other at least 8.
    assert (found.low[hidden].tolist(), found.high[hidden].tolist()) == ([0, 8], [4, 12])


@settings(max_examples=15)
@given(counts(sides=4), st.integers(1, 8))
def test_the_bounds_are_those_of_another_solver_and_another_formulation(
    inside: Numbers, minimum: int
) -> None:
    found = suppress(cube(inside), minimum=minimum)
    assert found.bounds is not None

    for cell, (low, high) in attacked(found.cube, found.pattern.hidden).items():
        assert int(found.bounds.low[cell]) == int(np.ceil(low - 1e-6))
        limit = NO_LIMIT if np.isinf(high) else int(np.floor(high + 1e-6))
        assert int(found.bounds.high[cell]) == limit
    assert found.is_proven


def test_a_large_table_is_proven_by_its_witnesses_alone() -> None:
    table = cube([[12, 3, 9], [20, 15, 8], [7, 30, 11]])

    found = suppress(table, most_attacked=3)

    assert (found.bounds, found.narrowed, found.is_proven) == (None, None, True)


@pytest.mark.parametrize("minimum", [0, -3, 10**7])
def test_a_minimum_that_hides_nothing_or_everything_is_refused(minimum: int) -> None:
    with pytest.raises(WrongMinimum):
        suppress(cube([3, 4]), minimum=minimum)
