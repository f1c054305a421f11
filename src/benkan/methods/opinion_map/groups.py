"""Who thinks alike: people into base clusters, base clusters into two to five groups.

Source: compdemocracy/polis, `math/clusters.clj` and `math/conversation.clj`; Rousseeuw,
"Silhouettes" (1987) for the number of groups. Where Pol.is starts from its previous answer, this
starts from the points alone: what happened before never changes the groups.
"""

from dataclasses import dataclass

import numpy as np
from scipy.cluster import hierarchy

from benkan.methods.opinion_map.kmeans import (
    TIE,
    Clusters,
    best_of,
    leftmost,
    lloyd,
    nearest,
    starts_for,
)
from benkan.methods.opinion_map.votes import Array

BASE_CLUSTERS = 100
FEWEST, MOST = 2, 5
PER_GROUP = 12
BASE_ROUNDS = 60
# Beyond so many people, base clusters are moved over the means of cells of a fine grid, each with
# the weight of all who stand in it: nobody is left out, and a round takes milliseconds.
MANY = 10_000
GRID = 256
WARD_PLACES = 600


@dataclass(frozen=True)
class Grouping:
    """Attributes:
    labels: length n, the group of each person from 0: the largest first, of equal ones the one
        further right.
    centres: shape (k, 2).
    silhouettes: for each number of groups that was tried, the mean silhouette, -1 to 1.
    bases: how many base clusters there were; 0 when people were grouped directly.
    """

    labels: Array
    centres: Array
    silhouettes: dict[int, float]
    bases: int


def grouped(points: Array, *, bases: int = BASE_CLUSTERS, groups: int | None = None) -> Grouping:
    """Groups of people by their places.

    Args:
        points: shape (n, 2), in any order.
        bases: how many base clusters at most; 0 groups people directly from one start, the
            leftmost places, as red-dwarf does: to compare with it, since several starts find
            better groups, and silhouettes take time with the square of the number of people.
        groups: how many groups, instead of the number with the best mean silhouette. Never more
            than there are different places.

    Returns:
        One group where everybody stands in the same place; none for nobody.
    """
    if len(points) == 0:
        return Grouping(np.empty(0, dtype=np.int64), np.empty((0, 2)), {}, 0)
    of_person, places, weights = _bases(points, bases)
    found, silhouettes = _chosen(places, weights, groups, people=bases == 0)
    labels, centres = _ordered(found, found.labels[of_person])
    return Grouping(labels, centres, silhouettes, len(places) if bases else 0)


def _bases(points: Array, bases: int) -> tuple[Array, Array, Array]:
    """Of each person, the base cluster; of each base cluster, its centre and its people."""
    if bases == 0:
        order, turned = _in_order(points)
        return turned, points[order], np.ones(len(points))
    places, of_person, weights = _different(points)
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


def _different(points: Array) -> tuple[Array, Array, Array]:
    """The different places, from left to right, who stands where, and how many do. Of many
    people, the means of the cells of a grid instead."""
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


def _chosen(
    places: Array, weights: Array, groups: int | None, *, people: bool
) -> tuple[Clusters, dict[int, float]]:
    different = len(_different(places)[0]) if people else len(places)
    if different == 1 or groups == 1:
        return lloyd(places, weights, places[:1]), {}
    if groups is not None:
        return _with(places, weights, min(groups, different), people=people), {}
    most = min(MOST, FEWEST + len(places) // PER_GROUP, different)
    found = {k: _with(places, weights, k, people=people) for k in range(FEWEST, most + 1)}
    scores = mean_silhouettes(places, {k: clusters.labels for k, clusters in found.items()})
    best = FEWEST
    for k, score in scores.items():
        if score > scores[best] + TIE:
            best = k
    return found[best], scores


def _with(places: Array, weights: Array, k: int, *, people: bool) -> Clusters:
    starts = [leftmost(places, k)] if people else starts_for(places, weights, k)
    return best_of(places, weights, starts)


def mean_silhouettes(points: Array, clusterings: dict[int, Array]) -> dict[int, float]:
    """The mean silhouette of all points, for several clusterings of them; a point that is alone
    in its cluster counts as zero."""
    sums = dict.fromkeys(clusterings, 0.0)
    step = max(1, 4_000_000 // len(points))
    for begin in range(0, len(points), step):
        part = points[begin : begin + step]
        away = np.sqrt(
            (part[:, None, 0] - points[None, :, 0]) ** 2
            + (part[:, None, 1] - points[None, :, 1]) ** 2
        )
        for name, labels in clusterings.items():
            sums[name] += _silhouettes(away, labels, labels[begin : begin + step]).sum()
    return {name: float(total / len(points)) for name, total in sums.items()}


def _silhouettes(away: Array, labels: Array, own: Array) -> Array:
    k = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=k)
    sums = away @ np.eye(k)[labels]
    rows = np.arange(len(own))
    within = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    others = sums / np.maximum(sizes, 1)
    others[:, sizes == 0] = np.inf
    others[rows, own] = np.inf
    beyond = others.min(axis=1)
    largest = np.maximum(np.maximum(within, beyond), 1e-300)
    alone = (sizes[own] == 1) | ~np.isfinite(beyond)
    return np.where(alone, 0.0, (np.where(alone, 0.0, beyond) - within) / largest)


def _ordered(found: Clusters, labels: Array) -> tuple[Array, Array]:
    """Numbered by size; empty groups are dropped."""
    k = len(found.centres)
    sizes = np.bincount(labels, minlength=k)
    order = np.lexsort((-found.centres[:, 1], -found.centres[:, 0], -sizes))
    order = order[sizes[order] > 0]
    place = np.zeros(k, dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[labels], found.centres[order]
