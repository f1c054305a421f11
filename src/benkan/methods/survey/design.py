"""How a sample was drawn: weights, strata, clusters, and how many there are in all.

The first stage is what matters: with its clusters taken as drawn with replacement, or with their
number in the population, the variance between them holds whatever was done within (the "ultimate
cluster"). When the population counts of the second stage are known too, its variance is added.

Source: Lumley, *Complex Surveys* (2010), sections 2.2 and 3.1; R `survey`, `svydesign`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benkan.methods.refusals import quoted
from benkan.methods.survey.reading import Category, Columns
from benkan.methods.survey.refusals import (
    ClusterInTwoStrata,
    DesignCellMissing,
    NoDegreesOfFreedom,
    PopulationTooSmall,
    PopulationTooSmallThere,
    PopulationVaries,
    SingleCluster,
    StagesDiffer,
    WeightNotPositive,
)
from benkan.methods.survey.stages import Bools, Floats, Ints, Scores, Stage

SELF_REPRESENTING = 1e-7


@dataclass(frozen=True)
class DesignColumns:
    """Which columns say how the sample was drawn.

    Attributes:
        weights: how many people a respondent stands for; above zero.
        strata: None for one stratum.
        clusters: of each stage, the first first; none when people were drawn one by one.
        populations: how many clusters (people, where there are none) the stratum has at each stage;
            the first may stand alone.
        is_nested: clusters are numbered anew in each stratum.
        centres_single: a stratum with one cluster is held against the mean of all instead of
            refused.
    """

    weights: str
    strata: str | None = None
    clusters: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    is_nested: bool = False
    centres_single: bool = False

    @property
    def numeric(self) -> tuple[str, ...]:
        return (self.weights, *self.populations)

    @property
    def categorical(self) -> tuple[str, ...]:
        return (*([self.strata] if self.strata else []), *self.clusters)


@dataclass(frozen=True)
class Design:
    """A sample as it was drawn.

    Attributes:
        weights: length n.
        stages: the first, and those whose variance is added to it.
        clusters, strata: how many there are at the first stage.
        df: degrees of freedom: clusters - strata.
        centred_strata: those with one cluster, held against the mean of all.
        certain_strata: those of which every cluster was drawn: they add no variance.
    """

    weights: Floats
    stages: tuple[Stage, ...]
    clusters: int
    strata: int
    centred_strata: tuple[str, ...] = ()
    certain_strata: tuple[str, ...] = ()

    @property
    def df(self) -> int:
        return self.clusters - self.strata

    def variances(self, scores: Floats, domain: Ints, domains: int) -> Floats:
        """See `Stage.variances`: the sum over stages."""
        parts = [stage.variances(scores, domain, domains) for stage in self.stages]
        return sum(parts[1:], parts[0])

    def covariance(self, scores: Scores) -> Floats:
        """See `Stage.covariance`: the sum over stages."""
        parts = [stage.covariance(scores) for stage in self.stages]
        return sum(parts[1:], parts[0])


def design_of(columns: Columns, asked: DesignColumns) -> Design:
    """The design that some columns tell.

    Args:
        columns: with those that `asked` names.

    Raises:
        WeightNotPositive, DesignCellMissing, ClusterInTwoStrata, PopulationVaries,
        PopulationTooSmall, SingleCluster, NoDegreesOfFreedom, StagesDiffer.
    """
    if len(asked.populations) > max(len(asked.clusters), 1):
        raise StagesDiffer(populations=len(asked.populations), clusters=len(asked.clusters))
    weights = _weights(columns, asked.weights)
    for name in asked.categorical:
        _check_whole(columns, name, columns.categories[name].codes < 0)
    for name in asked.populations:
        _check_whole(columns, name, np.isnan(columns.numbers[name]))
    maker = _Maker(columns, asked)
    stages = maker.stages()
    strata, clusters = len(stages[0].sizes), len(stages[0].stratum)
    if clusters <= strata:
        raise NoDegreesOfFreedom(clusters=clusters, strata=strata)
    return Design(weights, stages, clusters, strata, tuple(maker.centred), tuple(maker.certain))


def _weights(columns: Columns, name: str) -> Floats:
    weights = columns.numbers[name]
    _check_whole(columns, name, np.isnan(weights))
    if weights.min() <= 0:
        at = int(np.argmax(weights <= 0))
        raise WeightNotPositive(
            file=columns.file,
            line=int(columns.lines[at]),
            column=quoted(name),
            found=f"{weights[at]:g}",
        )
    return weights


def _check_whole(columns: Columns, name: str, missing: Bools) -> None:
    if missing.any():
        line = int(columns.lines[int(np.argmax(missing))])
        raise DesignCellMissing(file=columns.file, line=line, column=quoted(name))


class _Maker:
    """Makes the stages, and remembers which strata are out of the ordinary."""

    def __init__(self, columns: Columns, asked: DesignColumns) -> None:
        self._columns, self._asked = columns, asked
        self.centred: list[str] = []
        self.certain: list[str] = []

    def stages(self) -> tuple[Stage, ...]:
        """The first; and a later one as long as the populations of all before it are known."""
        asked, count = self._asked, len(self._columns)
        strata = self._columns.categories[asked.strata] if asked.strata else None
        within = strata.codes.astype(np.int64) if strata else np.zeros(count, np.int64)
        names: Sequence[str] = strata.labels if strata else ("",)
        share = np.ones(len(names))
        made: list[Stage] = []
        for at in range(max(1, min(len(asked.clusters), len(asked.populations)))):
            stage, drawn = self._stage(at, within, names, share)
            made.append(stage)
            if stage.cluster is None:
                break
            within = stage.cluster
            names = self._names(at, stage)
            share = drawn[stage.stratum]
        return tuple(made)

    def _stage(
        self, at: int, within: Ints, names: Sequence[str], share: Floats
    ) -> tuple[Stage, Floats]:
        """One stage, and the share of clusters drawn in each of its strata."""
        cluster, stratum = self._clusters(at, within, len(names))
        sizes = np.bincount(stratum, minlength=len(names)).astype(float)
        populations = self._populations(at, within, len(names))
        self._check_populations(at, names, sizes, populations)
        left = 1 - sizes / populations
        single = sizes == 1
        certain = left < SELF_REPRESENTING
        factors = share * left * np.where(single, 1.0, sizes / np.maximum(sizes - 1, 1))
        factors[certain] = 0.0
        self._judge_single(at, names, single & ~certain)
        if at == 0:
            self.certain = [names[place] for place in np.flatnonzero(certain).tolist()]
        stage = Stage(cluster, stratum, sizes, factors, ~single)
        return stage, share * sizes / populations

    def _clusters(self, at: int, within: Ints, strata: int) -> tuple[Ints | None, Ints]:
        """Each respondent's cluster, numbered stratum by stratum, and each cluster's stratum."""
        asked = self._asked
        if at >= len(asked.clusters):
            return None, within
        category = self._columns.categories[asked.clusters[at]]
        wide = len(category.labels)
        pairs = within * wide + category.codes
        if strata * wide <= 4 * len(pairs) + 1024:
            there = np.bincount(pairs, minlength=strata * wide) > 0
            found = np.flatnonzero(there)
            cluster = (np.cumsum(there) - 1)[pairs]
        else:
            found, cluster = np.unique(pairs, return_inverse=True)
        if at == 0 and not asked.is_nested and strata > 1:
            self._check_one_stratum(category, within, found % wide)
        return cluster, found // wide

    def _check_one_stratum(self, category: Category, within: Ints, found: Ints) -> None:
        counts = np.bincount(found, minlength=len(category.labels))
        if counts.max() <= 1:
            return
        twice = counts > 1
        rows = np.flatnonzero(twice[category.codes])
        first: dict[int, int] = {}
        strata = self._columns.categories[str(self._asked.strata)].labels
        for row in rows:
            cluster, stratum = int(category.codes[row]), int(within[row])
            other = first.setdefault(cluster, stratum)
            if other != stratum:
                raise ClusterInTwoStrata(
                    file=self._columns.file,
                    line=int(self._columns.lines[row]),
                    cluster=quoted(category.labels[cluster]),
                    stratum=quoted(strata[stratum]),
                    other=quoted(strata[other]),
                )

    def _populations(self, at: int, within: Ints, strata: int) -> Floats:
        """Of each stratum; infinite when it is not told."""
        if at >= len(self._asked.populations):
            return np.full(strata, np.inf)
        name = self._asked.populations[at]
        told = self._columns.numbers[name]
        populations = np.empty(strata)
        populations[within[::-1]] = told[::-1]
        differs = told != populations[within]
        if differs.any():
            row = int(np.argmax(differs))
            raise PopulationVaries(
                file=self._columns.file,
                line=int(self._columns.lines[row]),
                column=quoted(name),
                found=f"{told[row]:g}",
                other=f"{populations[within[row]]:g}",
            )
        return populations

    def _check_populations(
        self, at: int, names: Sequence[str], sizes: Floats, populations: Floats
    ) -> None:
        small = populations < sizes
        if small.any():
            place = int(np.argmax(small))
            where = self._where(at, names[place])
            kind = PopulationTooSmallThere if where else PopulationTooSmall
            raise kind(
                column=quoted(self._asked.populations[at]),
                where=where,
                population=f"{populations[place]:g}",
                sample=int(sizes[place]),
            )

    def _judge_single(self, at: int, names: Sequence[str], single: Bools) -> None:
        if not single.any():
            return
        if at == 0 and not self._asked.strata:
            raise NoDegreesOfFreedom(clusters=1, strata=1)
        if not self._asked.centres_single:
            raise SingleCluster(where=self._where(at, names[int(np.argmax(single))]))
        self.centred += [self._where(at, names[place]) for place in np.flatnonzero(single).tolist()]

    def _names(self, at: int, stage: Stage) -> list[str]:
        """What the clusters of a stage are called, as strata of the next."""
        assert stage.cluster is not None, "people have no stage below them"
        category = self._columns.categories[self._asked.clusters[at]]
        codes = np.zeros(len(stage.stratum), np.int64)
        codes[stage.cluster] = category.codes
        return [category.labels[code] for code in codes]

    def _where(self, at: int, name: str) -> str:
        """A stratum by its column and name: `stratum=north`."""
        column = self._asked.strata if at == 0 else self._asked.clusters[at - 1]
        return quoted(f"{column}={name}") if column else ""
