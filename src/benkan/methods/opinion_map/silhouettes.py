"""How well apart groups are.

Source: Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
analysis", Journal of Computational and Applied Mathematics 20 (1987).
"""

import numpy as np

from benkan.methods.opinion_map.votes import Array

DISTANCES_AT_ONCE = 1_000_000


def mean_silhouettes(points: Array, clusterings: dict[int, Array]) -> dict[int, float]:
    """The mean silhouette of all points, -1 to 1, for several clusterings of them.

    Args:
        points: shape (n, 2), n above 0.
        clusterings: by number of clusters, the cluster of each point, length n, from 0.

    Returns:
        By number of clusters. A point that is alone in its cluster counts as zero; so do all where
        there is one cluster.
    """
    sums = dict.fromkeys(clusterings, 0.0)
    step = max(1, DISTANCES_AT_ONCE // len(points))
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
