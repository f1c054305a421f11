from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.suppression import Suppressed, suppressed

tables = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), max_size=8)


def test_a_count_that_the_total_would_give_back_hides_the_total_too() -> None:
    public = suppressed({"water": 12, "health": 9, "roads": 3})

    assert public == Suppressed({"water": 12, "health": 9, "roads": None}, total=None)


def test_a_total_that_gives_nothing_back_is_shown() -> None:
    public = suppressed({"water": 12, "health": 4, "roads": 3, "land": 1})

    assert public == Suppressed({"water": 12, "health": None, "roads": None, "land": None}, 20)


def test_hidden_is_not_zero_and_zero_is_hidden() -> None:
    public = suppressed({"water": 0, "roads": 0})

    assert public == Suppressed({"water": None, "roads": None}, total=None)


def test_an_empty_table_has_the_total_zero() -> None:
    assert suppressed({}) == Suppressed({}, total=0)


@given(tables)
def test_a_shown_count_is_true_and_not_small(counts: dict[str, int]) -> None:
    public = suppressed(counts)

    assert list(public.cells) == list(counts)
    assert all(
        shown is None or (shown == counts[key] and shown >= 5)
        for key, shown in public.cells.items()
    )
    assert public.total in (None, sum(counts.values()))


@pytest.mark.parametrize("minimum", [2, 3, 5])
@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 6), max_size=4))
def test_who_knows_the_rule_can_bound_no_hidden_count(minimum: int, counts: dict[str, int]) -> None:
    """Try every table that would have been published alike: each hidden count takes each value from
    0 to the minimum less one in one of them."""
    public = suppressed(counts, minimum=minimum)
    hidden = [key for key, shown in public.cells.items() if shown is None]

    could_be: dict[str, set[int]] = {key: set() for key in hidden}
    # A hidden count may be guessed above the minimum too: such a table is published otherwise.
    for guess in product(range(minimum + 1), repeat=len(hidden)):
        table = {**counts, **dict(zip(hidden, guess, strict=True))}
        if suppressed(table, minimum=minimum) == public:
            for key, value in zip(hidden, guess, strict=True):
                could_be[key].add(value)

    assert could_be == {key: set(range(minimum)) for key in hidden}
