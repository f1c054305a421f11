"""Two-stage selection: clusters with probability proportional to size, then people within them.

Source: Madow, "On the theory of systematic sampling, II", Annals of Mathematical Statistics 20
(1949); Särndal, Swensson, Wretman, *Model Assisted Survey Sampling* (1992), section 3.6.2. Reserve
clusters are drawn with the others, before anybody travels, so that nobody chooses who stands in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from random import Random

from benkan.methods.refusals import N_, Refused, quoted


class ClusterSizeNotAboveZero(Refused):
    code = "cluster_size_not_above_zero"
    text = N_("Cluster %(cluster)s has the size %(size)s; only clusters with people can be drawn.")


class TooFewClusters(Refused):
    code = "too_few_clusters"
    text = N_("%(wanted)s clusters were asked for, reserves included, and there are %(there)s.")


class NothingToDraw(Refused):
    code = "nothing_to_draw"
    text = N_("The number of clusters to draw must be 1 or more, and that of reserves 0 or more.")


class TooFewPeople(Refused):
    code = "too_few_people"
    text = N_("Cluster %(cluster)s has %(there)s people; %(wanted)s cannot be drawn from it.")


@dataclass(frozen=True)
class Drawn:
    """A cluster that was drawn: its size, the probability with which it was to be drawn, and whether
    that is 1 because it is as large as a step."""

    cluster: str
    size: int
    probability: Fraction

    @property
    def is_certain(self) -> bool:
        return self.probability == 1

    def weight(self, taken: int) -> Fraction:
        """How many people each of `taken` people drawn within it stands for.

        Raises:
            TooFewPeople: the cluster has not so many.
        """
        if not 0 < taken <= self.size:
            raise TooFewPeople(cluster=quoted(self.cluster), there=self.size, wanted=taken)
        return self.size / (self.probability * taken)


@dataclass(frozen=True)
class Selection:
    """The clusters in the order of the frame, and the reserves in the order in which they stand in."""

    drawn: tuple[Drawn, ...]
    reserves: tuple[str, ...]


def inclusion_probabilities(sizes: Mapping[str, int], clusters: int) -> dict[str, Fraction]:
    """The probability of each cluster; they add up to `clusters`.

    A cluster as large as the step (what is left of the total ÷ what is left to draw), or larger, is
    certain; the others share the rest in proportion to their size.

    >>> inclusion_probabilities({"a": 8, "b": 1, "c": 1}, 2)
    {'a': Fraction(1, 1), 'b': Fraction(1, 2), 'c': Fraction(1, 2)}

    Raises:
        ClusterSizeNotAboveZero, TooFewClusters, NothingToDraw.
    """
    _check(sizes, clusters, 0)
    certain: set[str] = set()
    while True:
        rest = {name: size for name, size in sizes.items() if name not in certain}
        left, total = clusters - len(certain), sum(rest.values())
        more = {name for name, size in rest.items() if size * left >= total}
        if not left or not more:
            break
        certain |= more
    return {
        name: Fraction(1) if name in certain else Fraction(size * left, total)
        for name, size in sizes.items()
    }


def select(
    sizes: Mapping[str, int], *, clusters: int, lots: Random, reserves: int = 0
) -> Selection:
    """Draw clusters systematically, with probability proportional to size.

    Args:
        sizes: people in each cluster, above 0, in the order of the frame; neighbours in it are
            seldom drawn together, so an order by region spreads the sample over regions.
        clusters: how many to draw, 1 or more.
        lots: the source of chance, seeded in public; the same seed and frame give the same clusters.
        reserves: how many more to draw from those that are left, in the same way; their order is
            drawn too. They change no probability of the first ones.

    Raises:
        ClusterSizeNotAboveZero, TooFewClusters, NothingToDraw.
    """
    _check(sizes, clusters, reserves)
    chances = inclusion_probabilities(sizes, clusters)
    names = _systematic(sizes, clusters, lots)
    left = {name: size for name, size in sizes.items() if name not in names}
    spare = list(_systematic(left, reserves, lots)) if reserves else []
    lots.shuffle(spare)
    drawn = (Drawn(name, sizes[name], chances[name]) for name in names)
    return Selection(tuple(drawn), tuple(spare))


def within(cluster: str, people: int, *, take: int, lots: Random) -> tuple[int, ...]:
    """The second stage: `take` of the people of a cluster, each set of so many as likely as another.
    Numbers from 1, ascending, as on the list that was made in the place. Raises TooFewPeople."""
    if not 0 < take <= people:
        raise TooFewPeople(cluster=quoted(cluster), there=people, wanted=take)
    return tuple(sorted(lots.sample(range(1, people + 1), take)))


def _systematic(sizes: Mapping[str, int], clusters: int, lots: Random) -> tuple[str, ...]:
    chances = inclusion_probabilities(sizes, clusters)
    rest = {name: size for name, size in sizes.items() if chances[name] < 1}
    left = clusters - (len(sizes) - len(rest))
    hit = set(_hit(list(rest), list(rest.values()), left, lots)) if left else set()
    return tuple(name for name in sizes if chances[name] == 1 or name in hit)


def _hit(names: Sequence[str], sizes: Sequence[int], clusters: int, lots: Random) -> list[str]:
    """Equal steps over the clusters laid end to end. In units of 1 ÷ `clusters` a step is the total
    and every border a whole number, so that a whole random start gives exact probabilities."""
    total = sum(sizes)
    at = lots.randrange(total)
    found = []
    for name, end in zip(names, accumulate(sizes), strict=True):
        if at < end * clusters:
            found.append(name)
            at += total
    return found


def _check(sizes: Mapping[str, int], clusters: int, reserves: int) -> None:
    for name, size in sizes.items():
        if size <= 0:
            raise ClusterSizeNotAboveZero(cluster=quoted(name), size=size)
    if clusters < 1 or reserves < 0:
        raise NothingToDraw()
    if clusters + reserves > len(sizes):
        raise TooFewClusters(wanted=clusters + reserves, there=len(sizes))
