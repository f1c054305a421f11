"""What is published of people is attacked: with every table of the same people that was published."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benkan.apps.results.rules import hiding
from benkan.apps.results.rules.tables import (
    MARGIN,
    Counts,
    cells_of,
    counts_of,
    counts_of_json,
    hidden_in,
    summed,
)
from benkan.methods.suppression.attacking import bounds, of_a_stranger
from benkan.methods.suppression.cubes import Cube, cube_of
from benkan.methods.suppression.trees import tree_of

MINIMUM = 5
COLUMNS = ("health", "water", "roads")
Inside = list[list[int]]

counts_inside = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 30])


def insides(periods: int) -> st.SearchStrategy[list[Inside]]:
    row = st.lists(counts_inside, min_size=3, max_size=3)
    return st.integers(1, 4).flatmap(
        lambda rows: st.lists(
            st.lists(row, min_size=rows, max_size=rows), min_size=periods, max_size=periods
        )
    )


def table_of(inside: Inside) -> Counts:
    rows = [f"commune {at}" for at in range(len(inside))]
    cells = [
        (row, column, inside[r][c])
        for r, row in enumerate(rows)
        for c, column in enumerate(COLUMNS)
    ]
    return counts_of(cells, rows=rows, columns=COLUMNS)


def published(table: Counts, *versions: Counts) -> Counts | None:
    """As it is published, or None where it is refused. It goes through how it is kept."""
    try:
        shown = hiding.of_people(table, minimum=MINIMUM, versions=versions)
    except hiding.BelowTheLimit:
        return None
    return counts_of_json(shown.as_json())


def found_out(inside: Inside | NDArray[np.int64], shown: Sequence[Counts]) -> list[int]:
    """The widths of the intervals in which somebody finds the hidden counts who takes all tables as one
    with the periods as its third side; the last of `shown` is the table of all of them."""
    whole = np.array(inside)
    trees = (
        tree_of(("row",), [(f"commune {at}",) for at in range(whole.shape[0])]),
        tree_of(("column",), [(column,) for column in COLUMNS]),
        tree_of(("period",), [(str(at),) for at in range(whole.shape[2])]),
    )
    cube: Cube = cube_of(trees, whole, np.ones(whole.shape, np.bool_))
    of_period = [hidden_in(table) for table in shown]
    hidden = np.zeros(cube.counts.size, np.bool_)
    for cell in range(cube.counts.size):
        paths = [tree.paths[n] for tree, n in zip(trees, cube.nodes(cell), strict=True)]
        row, column = (path[0] if path else MARGIN for path in paths[:2])
        at = int(paths[2][0]) if paths[2] else -1
        hidden[cell] = (row, column) in of_period[at]
    found = bounds(cube, hidden, of_a_stranger(cube))
    return [int(width) for width in (found.high - found.low)[hidden]]


@settings(max_examples=25)
@given(insides(3))
def test_no_hidden_number_is_found_from_three_quarters_and_their_sum(
    quarters: list[Inside],
) -> None:
    shown = [published(table_of(inside)) for inside in quarters]
    if None in shown:
        return
    tables = [table for table in shown if table is not None]

    widths = found_out(np.array(quarters).transpose(1, 2, 0), [*tables, summed(tables)])

    assert all(width >= MINIMUM for width in widths)


@settings(max_examples=25)
@given(insides(2))
def test_a_correction_shows_nothing_that_was_hidden_and_no_small_change(
    versions: list[Inside],
) -> None:
    first = published(table_of(versions[0]))
    if first is None:
        return
    second = published(table_of(versions[1]), first)
    if second is None:
        return

    before, now = cells_of(first), cells_of(second)
    assert hidden_in(first) <= hidden_in(second)
    for cell, count in now.items():
        was = before[cell]
        assert count is None or was is None or not 0 < abs(count - was) < MINIMUM
    widths = found_out(np.array(versions[1])[:, :, np.newaxis], [second, second])
    assert all(width >= MINIMUM for width in widths)


@given(insides(1))
def test_what_is_shown_is_true_and_not_small(inside: list[Inside]) -> None:
    table = table_of(inside[0])
    shown = published(table)

    if shown is not None:
        truth = cells_of(table)
        assert all(
            count is None or (count == truth[cell] and count >= MINIMUM)
            for cell, count in cells_of(shown).items()
        )


def test_a_table_of_small_numbers_is_refused_with_a_sentence() -> None:
    with pytest.raises(hiding.BelowTheLimit) as refused:
        hiding.of_people(table_of([[1, 1, 1]]), minimum=MINIMUM)

    assert refused.value.details == {"minimum": 5}


def test_of_promises_a_small_row_takes_another_with_it_and_none_yet_is_no_secret() -> None:
    assert hiding.of_promises({"a": 12, "b": 9, "c": 3, "d": 0}, minimum=5) == {"b", "c"}


def test_a_longer_period_hides_the_rows_of_the_shorter_ones() -> None:
    assert hiding.of_promises({"a": 12, "b": 9}, minimum=5, inner=[{"a"}]) == {"a", MARGIN}
