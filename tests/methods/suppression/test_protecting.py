import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benkan.methods.suppression.cubes import Cube
from benkan.methods.suppression.patterns import Pattern
from benkan.methods.suppression.protecting import pattern
from benkan.methods.suppression.proving import is_alike, suppress
from benkan.methods.suppression.trees import tree_of

from .tables import Numbers, alike, attacked, counts, cube

PLACES = tree_of(
    ("cercle", "commune"), [("a", "x"), ("a", "y"), ("b", "z"), ("b", "t"), ("c", "u")]
)


def test_a_small_count_takes_a_rectangle_with_it() -> None:
    table = cube([[12, 3, 9], [20, 15, 8], [7, 30, 11]])

    found = pattern(table, 5)

    names = {tuple(table.name(cell).values()) for cell in np.flatnonzero(found.hidden).tolist()}
    assert names == {("0", "1"), ("0", "2"), ("1", "1"), ("1", "2")}


def test_zero_is_hidden_like_every_small_count() -> None:
    found = pattern(cube([0, 9, 30]), 5)

    assert found.primary.tolist() == [False, True, False, False]
    assert found.hidden.sum() == 2


def test_a_table_without_small_counts_is_shown_whole() -> None:
    found = pattern(cube([[5, 6], [7, 8]]), 5)

    assert not found.hidden.any()
    assert found.witnesses == ()


def test_a_table_of_nothing_is_hidden_whole() -> None:
    table = cube([[0, 0], [0, 0]])

    found = suppress(table)

    assert found.pattern.hidden.all()
    assert found.is_proven


def test_a_margin_with_one_part_is_hidden_with_it() -> None:
    table = cube([3, 40, 50, 60, 70], PLACES)

    found = suppress(table)

    hidden = {table.name(cell)["commune"] for cell in np.flatnonzero(found.pattern.hidden).tolist()}
    assert hidden == {"x", "y"}
    only = suppress(cube([30, 40, 50, 60, 2], PLACES))
    assert {
        tuple(only.cube.name(c).values()) for c in np.flatnonzero(only.pattern.primary).tolist()
    } == {
        ("c", None),
        ("c", "u"),
    }
    assert only.is_proven


@settings(max_examples=30)
@given(counts(sides=4), st.integers(1, 8))
def test_nobody_who_solves_linear_programmes_narrows_a_hidden_count(
    inside: Numbers, minimum: int
) -> None:
    table = cube(inside)
    found = pattern(table, minimum)

    for cell, (low, high) in attacked(table, found.hidden).items():
        if found.primary[cell]:
            assert low <= 1e-6
            assert high >= minimum - 1e-6
        assert high - low >= minimum - 1e-6


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 12), min_size=10, max_size=10),
    st.integers(2, 6),
)
def test_nested_margins_give_nothing_back(inside: list[int], minimum: int) -> None:
    table = cube(np.reshape(inside, (5, 2)), PLACES, tree_of(("sex",), [("f",), ("m",)]))
    found = pattern(table, minimum)

    for cell, (low, high) in attacked(table, found.hidden).items():
        assert high - low >= minimum - 1e-6
        assert not found.primary[cell] or low <= 1e-6


@settings(max_examples=15)
@given(counts(sides=3, longest=2, most=6, cells=6), st.integers(2, 3))
def test_every_whole_number_of_the_interval_is_taken_in_some_table(
    inside: Numbers, minimum: int
) -> None:
    """Try every table of whole counts: each small count takes all values from 0 to the minimum."""
    table = cube(inside)
    found = pattern(table, minimum)
    most = 6 if inside.size <= 4 else 4
    assume(inside.size <= 6 and inside.max(initial=0) <= most)

    taken: dict[int, set[int]] = {cell: set() for cell in np.flatnonzero(found.hidden).tolist()}
    for other in alike(table, found.hidden, most + minimum if inside.size <= 4 else most + 2):
        for cell in taken:
            taken[cell].add(int(other[cell]))

    for cell, values in taken.items():
        assert set(range(int(found.low[cell]), int(found.high[cell]) + 1)) <= values


@settings(max_examples=30)
@given(counts(sides=4), st.integers(1, 8))
def test_what_is_shown_is_true_and_not_small(inside: Numbers, minimum: int) -> None:
    table = cube(inside)
    found = pattern(table, minimum)

    assert (found.hidden[table.counts < minimum]).all()
    assert (found.primary == (table.counts < minimum)).all()


@settings(max_examples=30)
@given(counts(sides=4), st.integers(1, 8))
def test_the_witnesses_are_tables_that_would_have_been_published_alike(
    inside: Numbers, minimum: int
) -> None:
    table = cube(inside)
    found = pattern(table, minimum)

    assert all(is_alike(table, found, witness) for witness in found.witnesses)


def test_a_witness_that_is_not_alike_is_found_out() -> None:
    table = cube([[12, 3, 9], [20, 15, 8], [7, 30, 11]])
    found = pattern(table, 5)
    witness = found.witnesses[0]

    for cells, added in (
        (witness.cells[:-1], witness.added[:-1]),
        (witness.cells, witness.added * 100),
        (np.flatnonzero(~found.hidden)[-1:], np.array([0, 1])[1:]),
    ):
        assert not is_alike(table, found, type(witness)(cells, added))


@settings(max_examples=30)
@given(counts(sides=3), st.integers(2, 6), st.randoms(use_true_random=False))
def test_the_names_of_rows_and_columns_do_not_matter(
    inside: Numbers, minimum: int, lots: object
) -> None:
    named = [
        tree_of((f"n{at}",), [(f"w{k}",) for k in range(n)]) for at, n in enumerate(inside.shape)
    ]

    assert (
        pattern(cube(inside), minimum).hidden.tolist()
        == pattern(cube(inside, *named), minimum).hidden.tolist()
    )


def fewest(table: Cube, found: Pattern, minimum: int) -> int:
    """The least that could have been hidden, by trying all: cells of the inside weigh 1 each."""
    others = np.flatnonzero(table.exists & ~found.primary)
    best = int(table.leaves[found.complementary].sum())
    for choice in range(1 << len(others)):
        taken = others[[bool(choice >> k & 1) for k in range(len(others))]]
        weight = int(table.leaves[taken].sum())
        if weight >= best:
            continue
        hidden = found.primary.copy()
        hidden[taken] = True
        bounds = attacked(table, hidden)
        if all(
            high - low >= minimum - 1e-6 and (not found.primary[c] or low <= 1e-6)
            for c, (low, high) in bounds.items()
        ):
            best = weight
    return best


@pytest.mark.parametrize(
    "inside",
    [
        [[3, 9, 14], [8, 25, 6]],
        [[0, 9, 14], [8, 25, 2]],
        [[1, 2, 40], [30, 50, 60]],
        [12, 9, 3, 40],
    ],
)
def test_of_small_tables_as_little_is_hidden_as_can_be(inside: list[int]) -> None:
    table = cube(inside)

    found = pattern(table, 5)

    assert int(table.leaves[found.complementary].sum()) == fewest(table, found, 5)
