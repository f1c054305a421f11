"""Groups of people by their places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from benkan.methods.opinion_map.bases import MANY
from benkan.methods.opinion_map.groups import BASE_CLUSTERS, grouped
from benkan.methods.opinion_map.kmeans import lloyd, nearest, starts_for
from benkan.methods.opinion_map.silhouettes import mean_silhouettes
from benkan.methods.opinion_map.votes import Array


def clouds(*sizes: int, seed: int = 2) -> Array:
    lots = np.random.default_rng(seed)
    middles = np.array([[0.0, 0.0], [9.0, 1.0], [2.0, 8.0], [-7.0, 5.0]])
    return np.concatenate(
        [lots.normal(m, 1.0, (n, 2)) for m, n in zip(middles, sizes, strict=False)]
    )


@pytest.mark.parametrize("bases", [BASE_CLUSTERS, 0])
def test_separate_clouds_are_found_the_largest_first(bases: int) -> None:
    points = clouds(40, 200, 90)

    found = grouped(points, bases=bases)

    assert found.labels.tolist() == [2] * 40 + [0] * 200 + [1] * 90


def test_many_people_are_grouped_as_few_are() -> None:
    points = clouds(6000, 9000, 3000)
    assert len(points) > MANY

    found = grouped(points)

    assert (found.labels == np.repeat([1, 0, 2], [6000, 9000, 3000])).mean() > 0.999
    assert found.bases == BASE_CLUSTERS


def test_a_wanted_number_of_groups_is_kept() -> None:
    found = grouped(clouds(50, 50), groups=4)

    assert len(found.centres) == 4


@pytest.mark.parametrize(
    ("points", "sizes"),
    [([], []), ([[1, 1]], [1]), ([[1, 1]] * 5, [5]), ([[0, 0], [1, 0], [1, 0]], [2, 1])],
    ids=["nobody", "one", "all in one place", "two places"],
)
def test_few_places_make_few_groups(points: list[list[float]], sizes: list[int]) -> None:
    found = grouped(np.array(points, dtype=float).reshape(-1, 2))

    assert np.bincount(found.labels).tolist() == sizes


def test_the_silhouette_is_that_of_the_definition() -> None:
    points = clouds(12, 9, 1)
    labels = np.repeat([0, 1, 2], [12, 9, 1])

    away = cdist(points, points)
    each = []
    for at, own in enumerate(labels):
        same = [a for a in range(len(points)) if labels[a] == own and a != at]
        if not same:
            each.append(0.0)
            continue
        within = away[at, same].mean()
        beyond = min(away[at, labels == k].mean() for k in set(labels.tolist()) - {own})
        each.append((beyond - within) / max(beyond, within))
    assert mean_silhouettes(points, {3: labels})[3] == pytest.approx(np.mean(each))


coordinates = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=40)


@given(coordinates, st.integers(2, 5))
def test_every_point_belongs_to_its_nearest_centre(points: list[tuple[int, int]], k: int) -> None:
    places = np.array(points, dtype=float)
    weights = np.ones(len(places))
    k = min(k, len(set(points)))

    for start in starts_for(places, weights, k):
        found = lloyd(places, weights, start)
        own = ((places - found.centres[found.labels]) ** 2).sum(axis=1)
        least = cdist(places, found.centres).min(axis=1) ** 2
        assert own == pytest.approx(least)
        assert nearest(places, found.centres).tolist() == found.labels.tolist()


@given(coordinates, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(points: list[tuple[int, int]], lots: object) -> None:
    order = np.arange(len(points))
    lots.shuffle(order)  # type: ignore[attr-defined]  # hypothesis says no more of its Random
    places = np.array(points, dtype=float)

    here, there = grouped(places), grouped(places[order])

    assert here.labels[order].tolist() == there.labels.tolist()
