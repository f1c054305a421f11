from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benkan.methods.suppression import Parts, parts_of_total


@pytest.mark.parametrize(
    ("counts", "hidden", "total_is_hidden"),
    [
        ({}, set(), False),
        ({"a": 0}, set(), False),
        ({"a": 12, "b": 9}, set(), False),
        ({"a": 12, "b": 0}, set(), False),
        ({"a": 12, "b": 9, "c": 3}, {"b", "c"}, False),
        ({"a": 10, "b": 9, "c": 3}, {"a", "b", "c"}, False),
        ({"a": 12, "b": 3, "c": 4}, {"b", "c"}, False),
        ({"a": 12, "b": 1, "c": 2, "d": 7}, {"b", "c", "d"}, False),
        ({"a": 3}, {"a"}, True),
        ({"a": 3, "b": 2}, {"a", "b"}, False),
        ({"a": 3, "b": 1, "c": 1}, {"a", "b", "c"}, True),
        ({"a": 12, "b": 3, "c": 1, "d": 1}, {"a", "b", "c", "d"}, False),
        ({"a": 3, "b": 3}, {"a", "b"}, False),
        ({"a": 12, "b": 3}, {"a", "b"}, False),
    ],
)
def test_a_small_part_is_hidden_and_cannot_be_found_by_subtraction(
    counts: dict[str, int], hidden: set[str], total_is_hidden: bool
) -> None:
    assert parts_of_total(counts) == Parts(frozenset(hidden), total_is_hidden)


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 12), max_size=10))
def test_what_is_shown_never_gives_a_small_part_back(counts: dict[int, int]) -> None:
    found = parts_of_total(counts)
    rest = sum(counts[key] for key in found.hidden)

    assert all(count == 0 or count >= 5 for key, count in counts.items() if key not in found.hidden)
    if found.hidden and not found.total_is_hidden:
        assert len(found.hidden) >= 2
        assert rest - (len(found.hidden) - 1) >= 4


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 6), max_size=4))
def test_each_hidden_part_could_be_all_that_a_small_one_can_be(counts: dict[str, int]) -> None:
    """Try all parts that agree with what is shown."""
    found = parts_of_total(counts, minimum=3)
    hidden = sorted(found.hidden)
    rest = sum(counts[key] for key in hidden)

    could_be: dict[str, set[int]] = {key: set() for key in hidden}
    for guess in product(range(1, rest + 4), repeat=len(hidden)):
        if found.total_is_hidden or sum(guess) == rest:
            for key, value in zip(hidden, guess, strict=True):
                could_be[key].add(value)

    assert all({1, 2} <= values for values in could_be.values())


@given(st.dictionaries(st.sampled_from("abc"), st.integers(0, 6), max_size=4))
def test_who_runs_the_method_on_all_other_parts_cannot_tell_a_small_one(
    counts: dict[str, int],
) -> None:
    found = parts_of_total(counts, minimum=3)
    hidden = sorted(found.hidden)
    assume(not found.total_is_hidden)

    could_be: dict[str, set[int]] = {key: set() for key in hidden}
    rest = sum(counts[key] for key in hidden)
    for guess in product(range(1, rest + 1), repeat=len(hidden)):
        other = {**counts, **dict(zip(hidden, guess, strict=True))}
        if sum(guess) == rest and parts_of_total(other, minimum=3) == found:
            for key, value in zip(hidden, guess, strict=True):
                could_be[key].add(value)

    assert all({1, 2} <= values for values in could_be.values())
