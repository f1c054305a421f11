"""k-means with weights, from fixed starts: the same points give the same clusters.

Source: Lloyd, "Least squares quantization in PCM" (1982); farthest-first starts after Gonzalez,
"Clustering to minimize the maximum intercluster distance" (1985).
"""

from dataclasses import dataclass

import numpy as np

from benkan.methods.opinion_map.votes import Array

MOST_ROUNDS = 300
POINTS_AT_ONCE = 1024
# Differences below this share are rounding, and the earlier of two equal choices is taken.
TIE = 1e-9


@dataclass(frozen=True)
class Clusters:
    """Attributes:
    labels: length n, which centre each point is nearest to.
    centres: shape (k, 2).
    inertia: the weighted sum of squared distances to the centres.
    """

    labels: Array
    centres: Array
    inertia: float


def lloyd(points: Array, weights: Array, centres: Array, rounds: int = MOST_ROUNDS) -> Clusters:
    """Move centres to the mean of what is nearest to them until nothing changes.

    Args:
        points: shape (n, 2).
        weights: length n, above zero.
        centres: shape (k, 2), where to start. One that loses all its points stays where it is.
    """
    labels = nearest(points, centres)
    for _ in range(rounds):
        centres = _means(points, weights, labels, centres)
        moved = nearest(points, centres)
        if np.array_equal(moved, labels):
            break
        labels = moved
    left = ((points - centres[labels]) ** 2).sum(axis=1)
    return Clusters(labels, centres, float(weights @ left))


def nearest(points: Array, centres: Array) -> Array:
    """Length n: for points of shape (n, 2), the nearest of k centres, shape (k, 2); the first of
    equally near ones."""
    labels = np.empty(len(points), dtype=np.int32)
    half = (centres**2).sum(axis=1) / 2
    across = np.ascontiguousarray(centres.T)
    for begin in range(0, len(points), POINTS_AT_ONCE):
        part = slice(begin, begin + POINTS_AT_ONCE)
        labels[part] = np.argmin(half - points[part] @ across, axis=1)
    return labels


def best_of(points: Array, weights: Array, starts: list[Array]) -> Clusters:
    """The clusters with the least inertia; of equal ones, those of the earlier start.

    Args:
        points: shape (n, 2).
        weights: length n, above zero.
        starts: at least one, each of shape (k, 2).
    """
    best = lloyd(points, weights, starts[0])
    for start in starts[1:]:
        other = lloyd(points, weights, start)
        if other.inertia < best.inertia * (1 - TIE):
            best = other
    return best


def starts_for(points: Array, weights: Array, k: int) -> list[Array]:
    """Some starts of k centres each, that depend on the points alone.

    The leftmost points (where Pol.is's peers start), the farthest-first walks from several
    points, and cuts into equal parts along either axis.

    Args:
        points: shape (n, 2), with at least k different places.
        weights: length n, above zero.

    Returns:
        Starts of shape (k, 2) each, always in the same order.
    """
    order = np.lexsort((points[:, 1], points[:, 0]))
    starts = [leftmost(points, k)]
    middle = (weights[:, None] * points).sum(axis=0) / weights.sum()
    firsts = [order[0], order[-1], *np.argsort(points[:, 1], kind="stable")[[0, -1]]]
    firsts += [int(np.argmin(((points - middle) ** 2).sum(axis=1)))]
    firsts += [order[(2 * part + 1) * len(order) // 10] for part in range(5)]
    starts += [_farthest_first(points, first, k) for first in dict.fromkeys(firsts)]
    starts += [_cuts(points, weights, axis, k) for axis in (0, 1)]
    return starts


def leftmost(points: Array, k: int) -> Array:
    """Shape (k, 2): the first k different points of (n, 2) from left to right (of equally far left
    ones, the lower)."""
    return np.unique(points, axis=0)[:k]


def _farthest_first(points: Array, first: int, k: int) -> Array:
    chosen = [first]
    far = ((points - points[first]) ** 2).sum(axis=1)
    while len(chosen) < k:
        chosen.append(int(np.argmax(far)))
        far = np.minimum(far, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen]


def _cuts(points: Array, weights: Array, axis: int, k: int) -> Array:
    order = np.lexsort((points[:, 1 - axis], points[:, axis]))
    share = np.cumsum(weights[order]) - weights[order] / 2
    part = np.minimum((share / weights.sum() * k).astype(int), k - 1)
    fallback = points[order[np.linspace(0, len(order) - 1, k).astype(int)]]
    return _means(points[order], weights[order], part, fallback)


def _means(points: Array, weights: Array, labels: Array, fallback: Array) -> Array:
    k = len(fallback)
    total = np.bincount(labels, weights, minlength=k)
    means = fallback.copy()
    there = total > 0
    for axis in range(points.shape[1]):
        sums = np.bincount(labels, weights * points[:, axis], minlength=k)
        means[there, axis] = sums[there] / total[there]
    return means
