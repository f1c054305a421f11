"""What people of groups said, and what may be shown of it."""

from fractions import Fraction
from statistics import median, pvariance

from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.barometer.rounds import counted
from benkan.methods.barometer.scorecard import FEWEST, card, shown_together, spread

values = st.lists(st.integers(1, 5), min_size=1, max_size=30)
groups = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 12), min_size=1)


def counts_of(given: list[int]) -> tuple[tuple[int, int], ...]:
    return counted({value: given.count(value) for value in given})


@given(values)
def test_the_spread_is_that_of_the_people_one_by_one(given: list[int]) -> None:
    exact = [Fraction(value, 10) for value in given]

    found = spread(counts_of(given), scale=10)

    assert found.people == len(given)
    assert found.mean == sum(exact) / Fraction(len(given))
    assert found.median == median(exact)
    assert found.variance == pvariance(exact)
    assert (found.lowest, found.highest) == (min(exact), max(exact))


def test_the_consolidated_value_is_the_mean_of_groups_whatever_their_size() -> None:
    found = card({"women": counts_of([4, 4, 4, 4]), "men": counts_of([2])})

    assert found.consolidated == 3
    assert not found.is_agreed


def test_what_the_meeting_agreed_is_the_consolidated_value() -> None:
    found = card({"women": counts_of([4]), "men": counts_of([2])}, agreed=Fraction(5, 2))

    assert (found.consolidated, found.is_agreed) == (Fraction(5, 2), True)


def test_nobody_has_no_value() -> None:
    assert card({}).consolidated is None


@given(groups)
def test_everybody_is_shown_once_and_no_group_of_under_five_is_shown(
    people: dict[str, int],
) -> None:
    shown = shown_together(people)

    assert all(sum(people[name] for name in names) >= FEWEST for names in shown)
    if sum(people.values()) >= FEWEST:
        assert sorted(name for names in shown for name in names) == sorted(people)
    else:
        assert shown == ()
