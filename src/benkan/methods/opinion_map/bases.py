"""Base clusters: people gathered where they stand, so that groups can be weighed in milliseconds.

Source: compdemocracy/polis, `math/clusters.clj`; Ward, "Hierarchical grouping to optimize an
objective function" (1963) for where they start.
"""

import numpy as np
from scipy.cluster import hierarchy

from benkan.methods.opinion_map.kmeans import TIE, lloyd, nearest
from benkan.methods.opinion_map.votes import Array

BASE_ROUNDS = 60
# Beyond so many people, base clusters are moved over the means of cells of a fine grid, each with
# the weight of all who stand in it: nobody is left out, and a round takes milliseconds.
MANY = 10_000
GRID = 256
# Ward's hierarchy takes memory with the square of the places.
WARD_PLACES, WARD_MOST = 600, 2_000


def base_clusters(points: Array, bases: int) -> tuple[Array, Array, Array]:
    """People gathered where they stand.

    Args:
        points: shape (n, 2), n above 0.
        bases: how many base clusters at most; 0 makes each person one.

    Returns:
        The base cluster of each person, length n; the centres, shape (b, 2); how many people each
        has, length b. Where there are no more different places than `bases`, each is one.
    """
    if bases == 0:
        order, turned = _in_order(points)
        return turned, points[order], np.ones(len(points))
    places, of_person, weights = different_places(points)
    if len(places) <= bases:
        return of_person, places, weights
    centres = lloyd(places, weights, _ward(places, weights, bases), BASE_ROUNDS).centres
    labels = nearest(points, centres)
    _, labels = np.unique(labels, return_inverse=True)
    return (labels, *_gathered(points, np.ones(len(points)), labels))


def _in_order(points: Array) -> tuple[Array, Array]:
    order = np.lexsort((points[:, 1], points[:, 0]))
    turned = np.empty(len(points), dtype=np.int64)
    turned[order] = np.arange(len(points))
    return order, turned


def different_places(points: Array) -> tuple[Array, Array, Array]:
    """The different places from left to right, of equally far left ones the lower first.

    Args:
        points: shape (n, 2), n above 0.

    Returns:
        The places, shape (p, 2); the place of each person, length n; how many stand there, length
        p. Of more than ten thousand people, the means of the cells of a grid instead.
    """
    if len(points) > MANY:
        keys = _cells(points)
    else:
        order, _ = _in_order(points)
        moves = (np.diff(points[order], axis=0) != 0).any(axis=1)
        keys = np.empty(len(points), dtype=np.int64)
        keys[order] = np.concatenate(([0], np.cumsum(moves)))
    _, of_person = np.unique(keys, return_inverse=True)
    places, weights = _gathered(points, np.ones(len(points)), of_person)
    return places, of_person, weights


def _cells(points: Array) -> Array:
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    at = np.minimum(((points - low) / span * GRID).astype(np.int64), GRID - 1)
    return np.asarray(at[:, 0] * GRID + at[:, 1])


def _ward(places: Array, weights: Array, parts: int) -> Array:
    """Starts by Ward's hierarchy ("Hierarchical grouping to optimize an objective function", 1963):
    they end in less inertia than any of the random ones we tried. Of many places, those of equal
    parts, so that the hierarchy stays cheap."""
    if parts > WARD_MOST:
        return _evenly(places, weights, parts)[0]
    if len(places) > max(WARD_PLACES, parts):
        places, weights = _evenly(places, weights, max(WARD_PLACES, parts))
    tree = hierarchy.linkage(places, "ward")
    labels = hierarchy.fcluster(tree, parts, "maxclust")
    _, labels = np.unique(labels, return_inverse=True)
    return _gathered(places, weights, labels)[0]


def _evenly(places: Array, weights: Array, parts: int) -> tuple[Array, Array]:
    """The means and weights of about equal parts: the places are halved by weight along their
    longer side again and again."""
    waiting = [(np.arange(len(places)), parts)]
    labels = np.empty(len(places), dtype=np.int64)
    count = 0
    while waiting:
        members, share = waiting.pop()
        if share == 1 or len(members) == 1:
            labels[members] = count
            count += 1
            continue
        own = places[members]
        sides = own.max(axis=0) - own.min(axis=0)
        axis = int(sides[1] > sides[0] * (1 + TIE))
        order = members[np.lexsort((own[:, 1 - axis], own[:, axis]))]
        first = share // 2
        sums = np.cumsum(weights[order])
        cut = int(np.searchsorted(sums, sums[-1] * first / share)) + 1
        cut = min(max(cut, 1), len(order) - 1)
        waiting += [(order[cut:], share - first), (order[:cut], first)]
    return _gathered(places, weights, labels)


def _gathered(places: Array, weights: Array, labels: Array) -> tuple[Array, Array]:
    """The mean place and the weight of each label."""
    sizes = np.bincount(labels, weights)
    sums = [np.bincount(labels, weights * places[:, axis]) / sizes for axis in (0, 1)]
    return np.stack(sums, axis=1), sizes
