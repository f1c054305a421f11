"""Who thinks alike: people into base clusters, base clusters into two to five groups.

Source: compdemocracy/polis, `math/clusters.clj` and `math/conversation.clj`; Rousseeuw,
"Silhouettes" (1987) for the number of groups. Where Pol.is starts from its previous answer, this
starts from the points alone: what happened before never changes the groups.
"""

from dataclasses import dataclass

import numpy as np

from benkan.methods.opinion_map.bases import base_clusters, different_places
from benkan.methods.opinion_map.kmeans import TIE, Clusters, best_of, leftmost, lloyd, starts_for
from benkan.methods.opinion_map.silhouettes import mean_silhouettes
from benkan.methods.opinion_map.votes import Array

BASE_CLUSTERS = 100
FEWEST, MOST = 2, 5
PER_GROUP = 12
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
    of_person, places, weights = base_clusters(points, bases)
    found, silhouettes = _chosen(places, weights, groups, people=bases == 0)
    labels, centres = _ordered(found, found.labels[of_person])
    return Grouping(labels, centres, silhouettes, len(places) if bases else 0)


def letter(group: int) -> str:
    """What people call a group: A is the largest; from the 27th on a number.

    >>> letter(0), letter(26)
    ('A', '27')
    """
    return LETTERS[group] if group < len(LETTERS) else str(group + 1)


def _chosen(
    places: Array, weights: Array, groups: int | None, *, people: bool
) -> tuple[Clusters, dict[int, float]]:
    different = len(different_places(places)[0]) if people else len(places)
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


def _ordered(found: Clusters, labels: Array) -> tuple[Array, Array]:
    """Numbered by size; empty groups are dropped."""
    k = len(found.centres)
    sizes = np.bincount(labels, minlength=k)
    order = np.lexsort((-found.centres[:, 1], -found.centres[:, 0], -sizes))
    order = order[sizes[order] > 0]
    place = np.zeros(k, dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[labels], found.centres[order]
