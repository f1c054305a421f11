"""A stage of a sampling design: clusters drawn within strata, and what one stratum weighs.

Source: Lumley, *Complex Surveys* (2010), section 1.3.3 and 3.1; Binder, "On the variances of
asymptotically normal estimators from complex surveys" (1983).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST_CELLS = 1 << 23


def sums(places: Ints, values: Floats, count: int) -> Floats:
    """Length `count`: the sum of the values at each place, added in their order. `places` and `values`
    have one length; places are from 0 to before `count`."""
    return np.bincount(places, values, count).astype(float, copy=False)


class Scores(Protocol):
    """Several scores of each respondent, made one after the other: all at once may be too many."""

    @property
    def count(self) -> int: ...

    def __call__(self, at: int) -> Floats:
        """Length n, the scores of one sum."""


@dataclass(frozen=True)
class Stage:
    """One stage, with its clusters numbered stratum by stratum.

    Attributes:
        cluster: length n, each respondent's cluster from 0 to C - 1; None when each respondent is a
            cluster of their own.
        stratum: length C (n when `cluster` is None), the stratum of each cluster, from 0 to H - 1.
        sizes: length H, how many clusters were drawn in each stratum.
        factors: length H, what the sum of squares within a stratum is multiplied by:
            (1 - n/N) n/(n - 1), and at a later stage also the share drawn at the earlier ones.
        centred: length H, False where the one cluster of a stratum is held against zero, the mean
            of all scores, instead of against itself.
    """

    cluster: Ints | None
    stratum: Ints
    sizes: Floats
    factors: Floats
    centred: Bools

    def variances(self, scores: Floats, domain: Ints, domains: int) -> Floats:
        """The variance of the sum of scores, for each domain with all others counting as zero.

        Args:
            scores: length n; what stands outside all domains is not looked at.
            domain: length n, from 0 to `domains`, which is: outside all of them.

        Returns:
            Length `domains`.
        """
        if self.cluster is None:
            return self._of_people(scores, domain, domains)
        most = max(1, MOST_CELLS // len(self.stratum))
        if domains > most:
            parts = [
                self.variances(scores, *_only(domain, first=first, last=min(first + most, domains)))
                for first in range(0, domains, most)
            ]
            return np.concatenate(parts)
        return self._of_clusters(scores, domain, domains)

    def lone(self, domain: Ints, domains: int) -> Bools:
        """Which domains lie within one cluster, so that nothing is known of how clusters differ in
        them. Length `domains`. Not those in a stratum that was drawn completely."""
        if not len(domain):
            return np.zeros(domains, bool)
        cluster = np.arange(len(domain)) if self.cluster is None else self.cluster
        first = np.zeros(domains + 1, np.int64)
        first[domain[::-1]] = cluster[::-1]
        others = np.bincount(domain, cluster != first[domain], domains + 1)[:domains]
        is_open: Bools = self.factors[self.stratum[first[:domains]]] > 0
        lone: Bools = is_open & (others == 0)
        return lone

    def covariance(self, scores: Scores) -> Floats:
        """The covariance of k sums of scores, shape (k, k)."""
        totals = np.stack([self._total(scores(at)) for at in range(scores.count)], axis=1)
        away = totals - self._means(totals)[self.stratum]
        return away.T @ (away * self.factors[self.stratum][:, None])

    def _total(self, scores: Floats) -> Floats:
        if self.cluster is None:
            return scores
        return sums(self.cluster, scores, len(self.stratum))

    def _means(self, totals: Floats) -> Floats:
        """Of each stratum, shape (H, k)."""
        count = len(self.sizes)
        found = [sums(self.stratum, column, count) for column in totals.T]
        return np.stack(found, axis=1) * (self.centred / self.sizes)[:, None]

    def _of_clusters(self, scores: Floats, domain: Ints, domains: int) -> Floats:
        count = len(self.stratum)
        assert self.cluster is not None, "people are dealt with apart"
        if domains == 1 and not domain.any():
            totals = sums(self.cluster, scores, count)[:, None]
        else:
            wide = domains + 1
            cells = self.cluster * wide + domain
            totals = sums(cells, scores, count * wide).reshape(count, wide)[:, :domains]
        away = totals - self._means(totals)[self.stratum]
        return self.factors[self.stratum] @ (away * away)

    def _of_people(self, scores: Floats, domain: Ints, domains: int) -> Floats:
        """As of clusters, without a table of all people by all domains: whoever is outside a
        domain has a total of zero in it, and of those only the number counts."""
        wide, strata = domains + 1, len(self.sizes)
        cells = self.stratum * wide + domain
        inside = np.bincount(cells, minlength=strata * wide)
        means = sums(cells, scores, strata * wide)
        means *= np.repeat(self.centred / self.sizes, wide)
        away = scores - means[cells]
        squares = sums(cells, away * away, strata * wide)
        squares += (np.repeat(self.sizes, wide) - inside) * means * means
        return self.factors @ squares.reshape(strata, wide)[:, :domains]


def _only(domain: Ints, *, first: int, last: int) -> tuple[Ints, int]:
    """The domains from first to before last, numbered from 0."""
    there = (domain >= first) & (domain < last)
    return np.where(there, domain - first, last - first), last - first
