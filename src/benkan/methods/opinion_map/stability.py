"""Whether the groups would be the same with a tenth of the people left out.

Source: Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data
Analysis 52 (2007), with systematic tenths instead of random samples; Hubert & Arabie, "Comparing
partitions" (1985) for the adjusted Rand index.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from benkan.methods.opinion_map.components import components
from benkan.methods.opinion_map.groups import BASE_CLUSTERS
from benkan.methods.opinion_map.map import OpinionMap, located
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.votes import Array
from benkan.methods.progress import Progress, untold

ROUNDS = 10
# Conventions, as good as any: below, a different tenth of the people would often give other groups.
STABLE = 0.8
GROUP_STABLE = 0.75


@dataclass(frozen=True)
class Stability:
    """Attributes:
    agreement: for each tenth left out, the adjusted Rand index of the groups of those who stayed
        with and without it: 1 the same, 0 as by chance.
    same_number: in how many of these rounds there were as many groups as before.
    groups: for each group, the mean over the rounds of its largest overlap with one group of the
        round (people in both over people in either), 0 to 1.
    """

    agreement: tuple[float, ...]
    same_number: int
    groups: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean agreement."""
        return float(np.mean(self.agreement))

    @property
    def stable(self) -> bool:
        """Whether the groups may be spoken of as such."""
        return self.mean >= STABLE


def stability(
    found: OpinionMap,
    *,
    groups: int | None = None,
    bases: int = BASE_CLUSTERS,
    progress: Progress = untold,
) -> Stability:
    """Make the map ten times more, each time without another tenth of the people.

    People are dealt to the tenths as they stand from left to right, so that each tenth is spread
    over the whole map and no chance is needed.

    Args:
        found: the map.
        groups, bases: as it was asked for.
        progress: told how far it is.
    """
    order = np.lexsort((found.positions[:, 1], found.positions[:, 0]))
    tenth = np.empty(len(order), dtype=np.int64)
    tenth[order] = np.arange(len(order)) % ROUNDS
    agreement, overlaps, same = [], [], 0
    for at in range(ROUNDS):
        before, after, k = _without(found, tenth == at, groups, bases)
        agreement.append(adjusted_rand(before, after))
        overlaps.append(_overlaps(before, after, len(found.tallies)))
        same += k == len(found.tallies)
        progress((at + 1) / ROUNDS)
    means = tuple(float(value) for value in np.mean(overlaps, axis=0))
    return Stability(tuple(agreement), same, means)


def _without(
    found: OpinionMap, left_out: Array, groups: int | None, bases: int
) -> tuple[Array, Array, int]:
    """The groups of those who stayed, before and after."""
    staying = ~left_out
    if not staying.any():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), len(found.tallies)
    matrix = Centred(found.votes.of(staying), found.muted)
    earlier = found.components
    parts = components(matrix, earlier.spare, corrected=earlier.corrected)
    meta = np.zeros_like(found.muted)
    again = located(
        matrix, parts, found.rejected, meta, groups=groups, bases=bases, progress=untold
    )
    before = found.groups[staying]
    both = (before >= 0) & (again.groups >= 0)
    return before[both], again.groups[both], len(again.tallies)


def adjusted_rand(one: Array, other: Array) -> float:
    """How far two groupings of the same people agree: 1 the same, about 0 as by chance.

    Args:
        one, other: length n, whole numbers from 0.

    Returns:
        1 when both put everybody together, or nobody with anybody, and for nobody.
    """
    table = _table(one, other)
    pairs = (table * (table - 1) / 2).sum()
    of_one, of_other = ((s * (s - 1) / 2).sum() for s in (table.sum(axis=1), table.sum(axis=0)))
    everybody = len(one) * (len(one) - 1) / 2
    expected = of_one * of_other / max(everybody, 1)
    largest = (of_one + of_other) / 2
    return float((pairs - expected) / (largest - expected)) if largest != expected else 1.0


def _overlaps(before: Array, after: Array, k: int) -> list[float]:
    table: Any = _table(before, after)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    either = rows[:, None] + columns[None, :] - table
    shares = (table / np.maximum(either, 1)).max(axis=1, initial=0.0)
    return [float(shares[at]) if at < len(shares) else 0.0 for at in range(k)]


def _table(one: Array, other: Array) -> Array:
    if len(one) == 0:
        return np.zeros((1, 1))
    width = int(other.max()) + 1
    flat = np.bincount(one * width + other, minlength=(int(one.max()) + 1) * width)
    return flat.reshape(-1, width).astype(float)
