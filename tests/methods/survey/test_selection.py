"""Two-stage selection: the probabilities are what they are said to be, exactly."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.survey.selection import (
    ClusterSizeNotAboveZero,
    Drawn,
    NothingToDraw,
    TooFewClusters,
    TooFewPeople,
    inclusion_probabilities,
    select,
    within,
)


class Start(Random):
    """Lots whose first draw is known."""

    def __init__(self, start: int) -> None:
        super().__init__(0)
        self.start = start

    def randrange(self, *_: int) -> int:  # type: ignore[override]  # one argument is all that is asked
        return self.start


@st.composite
def frames(draw: st.DrawFn) -> tuple[dict[str, int], int]:
    sizes = draw(st.lists(st.integers(1, 60), min_size=1, max_size=12))
    return {f"v{at}": size for at, size in enumerate(sizes)}, draw(st.integers(1, len(sizes)))


@given(frames())
def test_inclusion_probabilities_add_up_to_the_clusters(frame: tuple[dict[str, int], int]) -> None:
    sizes, clusters = frame

    chances = inclusion_probabilities(sizes, clusters)

    assert sum(chances.values()) == clusters
    assert all(0 < chance <= 1 for chance in chances.values())


@given(frames())
def test_clusters_that_are_not_certain_are_drawn_in_proportion(
    frame: tuple[dict[str, int], int],
) -> None:
    sizes, clusters = frame

    chances = inclusion_probabilities(sizes, clusters)

    rates = {chance / sizes[name] for name, chance in chances.items() if chance < 1}
    assert len(rates) <= 1
    # And a certain one is so since its proportion would be 1 or more.
    assert all(
        sizes[name] * rate >= 1 for name, chance in chances.items() if chance == 1 for rate in rates
    )


@given(frames())
def test_over_all_starts_each_cluster_comes_as_often_as_its_probability_says(
    frame: tuple[dict[str, int], int],
) -> None:
    sizes, clusters = frame
    chances = inclusion_probabilities(sizes, clusters)
    starts = sum(size for name, size in sizes.items() if chances[name] < 1) or 1

    came = Counter(
        drawn.cluster
        for start in range(starts)
        for drawn in select(sizes, clusters=clusters, lots=Start(start)).drawn
    )

    assert {name: Fraction(came[name], starts) for name in sizes} == chances


@given(frames(), st.integers(0, 10**6))
def test_reserves_are_others_and_change_nothing_of_the_first(
    frame: tuple[dict[str, int], int], seed: int
) -> None:
    sizes, clusters = frame
    spare = len(sizes) - clusters

    without = select(sizes, clusters=clusters, lots=Random(seed))
    chosen = select(sizes, clusters=clusters, reserves=spare, lots=Random(seed))

    assert chosen.drawn == without.drawn
    names = [drawn.cluster for drawn in chosen.drawn]
    assert len(names) == clusters
    assert sorted([*names, *chosen.reserves]) == sorted(sizes)


def test_the_same_seed_draws_the_same_villages() -> None:
    sizes = {f"v{at}": 100 + at for at in range(200)}

    first, second = (select(sizes, clusters=20, reserves=5, lots=Random(7)) for _ in range(2))

    assert first == second


def test_the_same_number_in_each_drawn_cluster_weighs_everybody_alike() -> None:
    sizes = {"a": 30, "b": 50, "c": 20}

    drawn = select(sizes, clusters=2, lots=Random(1)).drawn

    assert {cluster.weight(10) for cluster in drawn if not cluster.is_certain} <= {Fraction(5)}


@given(st.integers(1, 50), st.integers(0, 10**6), st.data())
def test_people_within_are_different_and_on_the_list(
    people: int, seed: int, data: st.DataObject
) -> None:
    take = data.draw(st.integers(1, people))

    found = within("a", people, take=take, lots=Random(seed))

    assert len(set(found)) == take
    assert list(found) == sorted(found)
    assert set(found) <= set(range(1, people + 1))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ClusterSizeNotAboveZero):
        select({"a": 0, "b": 3}, clusters=1, lots=Random(1))
    with pytest.raises(TooFewClusters):
        select({"a": 2, "b": 3}, clusters=1, reserves=2, lots=Random(1))
    with pytest.raises(NothingToDraw):
        select({"a": 2}, clusters=0, lots=Random(1))
    with pytest.raises(TooFewPeople):
        within("a", 3, take=4, lots=Random(1))
    with pytest.raises(TooFewPeople):
        Drawn("a", 3, Fraction(1)).weight(4)
