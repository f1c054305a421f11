import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benkan.methods.suppression.proving import suppress
from benkan.methods.suppression.refusals import CountsWentDown, OtherCells
from benkan.methods.suppression.releasing import published_in_turn, suppress_after

from .tables import attacked, cube

tables = st.lists(st.integers(0, 14), min_size=6, max_size=6)
growths = st.lists(st.sampled_from([0, 0, 1, 2, 6, 9]), min_size=6, max_size=6)


def test_one_message_more_is_not_seen_by_comparing() -> None:
    before, now = cube([12, 20, 30]), cube([13, 20, 30])

    found = published_in_turn([before], now)

    shown = [
        None if hidden else count
        for hidden, count in zip(found.pattern.hidden, now.counts, strict=True)
    ]
    assert shown[0] is None or shown[1] is None
    assert found.is_proven


def test_the_same_table_again_is_hidden_the_same() -> None:
    table = cube([[12, 3, 9], [20, 15, 8], [7, 30, 11]])

    again = published_in_turn([table, table], table)

    assert again.pattern.hidden.tolist() == suppress(table).pattern.hidden.tolist()


def test_a_growth_that_is_not_small_is_shown() -> None:
    found = published_in_turn([cube([12, 20, 30])], cube([17, 30, 36]))

    assert not found.pattern.hidden.any()


@settings(max_examples=8)
@given(tables, growths, growths)
def test_nobody_who_compares_all_tables_narrows_a_small_count_or_a_small_growth(
    first: list[int], second: list[int], third: list[int]
) -> None:
    releases = [cube(np.reshape(first, (2, 3)))]
    for growth in (second, third):
        inside = releases[-1].counts.reshape(3, 4)[1:, 1:] + np.reshape(growth, (2, 3))
        releases.append(cube(inside))

    found = published_in_turn(releases[:-1], releases[-1])

    assert found.behind is not None
    whole, hidden = found.behind.cube, found.behind.pattern.hidden
    wanted = found.behind.pattern.primary
    for cell, (low, high) in attacked(whole, hidden).items():
        if wanted[cell]:
            assert low <= 1e-6
            assert high >= 5 - 1e-6
    assert found.is_proven


def test_what_was_shown_before_stays_known() -> None:
    before, now = cube([12, 20, 30]), cube([13, 20, 30])

    found = suppress_after([suppress(before)], now)

    assert found.behind is not None
    shown_before = ~found.behind.pattern.hidden.reshape(4, 3)[:, 1]
    assert shown_before.all()


def test_a_count_that_went_down_is_refused_by_name() -> None:
    with pytest.raises(CountsWentDown) as refused:
        published_in_turn([cube([12, 20])], cube([12, 19]))

    assert refused.value.details == {"cell": "total", "before": 32, "now": 31}


def test_a_cell_that_is_no_longer_there_is_refused_by_name() -> None:
    with pytest.raises(OtherCells) as refused:
        published_in_turn([cube([12, 20, 8])], cube([12, 20]))

    assert refused.value.details == {"cell": "2"}


def test_progress_never_goes_backwards() -> None:
    lots = np.random.default_rng(1)
    tables = [cube(lots.integers(0, 12, (7, 7)))]
    for _ in range(1):
        tables.append(cube(tables[-1].counts.reshape(8, 8)[1:, 1:] + lots.integers(0, 3, (7, 7))))
    told: list[float] = []

    published_in_turn(tables[:-1], tables[-1], progress=told.append)

    assert told == sorted(told)
    assert all(0 <= share <= 1 for share in told)
