"""Differences: between two groups or waves, and between two such differences.

Both sides come from one sample, so that what they have in common (the same clusters in both waves,
groups living side by side) is in the variance of the difference by itself: a difference is a sum of
scores too, those of one side counted with a minus. For that, waves are stacked: one file, a column
that says the wave, and the same name for a cluster that is visited again.

Source: Lumley, *Complex Surveys* (2010), section 2.3 and 5.1 (R `svycontrast`); Holm, "A simple
sequentially rejective multiple test procedure", *Scandinavian Journal of Statistics* 6 (1979).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, isinf, sqrt

import numpy as np
from scipy.special import stdtr

from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.estimates import Linear, t_of
from benkan.methods.survey.reading import Category
from benkan.methods.survey.stages import Floats, Ints

# A standard error that is zero but for rounding: the design leaves the difference no chance.
FIXED = 1e-12

Estimator = Callable[[Domains], Linear]


@dataclass(frozen=True)
class Contrast:
    """One difference in one domain, or one test of a table.

    Attributes:
        name: such as `mean income: wave 2 - 1`.
        domain, by: as of an estimate.
        value: second minus first; of a test, its statistic F.
        se, t, ci_low, ci_high: None of a test.
        df: degrees of freedom (of a test: of its denominator); `ndf` of its numerator.
        p: two-sided.
        p_holm: held against all contrasts of the same run.
        n: respondents on all sides.
        reason: a code: `no_answers` on a side, `one_cluster` when all of a side are in one cluster,
            `no_variance` when the design leaves the difference no chance, `no_table`.
    """

    name: str
    domain: str | None
    by: dict[str, str]
    value: float | None
    se: float | None
    t: float | None
    df: float
    p: float | None
    n: int
    p_holm: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ndf: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Side:
    """A column whose values tell the sides of a difference: second minus first."""

    column: str
    first: str
    second: str

    @property
    def name(self) -> str:
        return f"{self.column} {self.second} - {self.first}"


def signs(side: Side, category: Category) -> Ints:
    """Length n: 1 for the second, -1 for the first, 0 for neither."""
    codes = category.codes
    first, second = category.labels.index(side.first), category.labels.index(side.second)
    signed: Ints = (codes == second).astype(np.int64) - (codes == first)
    return signed


def differences(
    name: str,
    estimator: Estimator,
    sides: Sequence[Side],
    categories: Mapping[str, Category],
    design: Design,
    domains: Domains,
    *,
    level: float,
) -> list[Contrast]:
    """The difference of an estimate between two sides, or of differences for two columns of sides.

    Args:
        name: of the estimate.
        estimator: makes it for domains.
        sides: one: second minus first; two: the difference of the first column among the second
            one's `second` minus that among its `first`.
        level: of the interval.

    Returns:
        For each domain, in their order.
    """
    marks = [signs(side, categories[side.column]) for side in sides]
    cells, sign = _cells(domains, marks)
    linear = estimator(cells)
    corners = 1 << len(sides)
    values = linear.values.reshape(len(domains), corners)
    counts = linear.counts.reshape(len(domains), corners).sum(axis=1)
    turned = linear.scores * np.append(np.tile(sign, len(domains)), 0.0)[linear.codes]
    of_domain = linear.codes // corners
    with np.errstate(invalid="ignore", over="ignore"):
        variances = design.variances(turned, of_domain, len(domains))
    if not linear.is_sum:
        lone = design.stages[0].lone(linear.codes, len(cells))
        variances[lone.reshape(len(domains), corners).any(axis=1)] = np.nan
    title = f"{name}: " + " / ".join(side.name for side in sides)
    return [
        _contrast(title, domains, at, float(values[at] @ sign), variances, counts, design.df, level)
        for at in range(len(domains))
    ]


def _cells(domains: Domains, marks: Sequence[Ints]) -> tuple[Domains, Floats]:
    """Each domain cut into corners (first and second of each side), and the sign of each corner."""
    codes = domains.codes
    outside = codes == len(domains)
    sign = np.ones(1)
    for mark in marks:
        codes = codes * 2 + (mark > 0)
        outside = outside | (mark == 0)
        sign = np.outer(sign, (-1, 1)).ravel()
    corners = 1 << len(marks)
    count = len(domains) * corners
    labels = tuple((*label, str(corner)) for label in domains.labels for corner in range(corners))
    cut = Domains(np.where(outside, count, codes), (*domains.columns, ""), labels)
    return cut, sign


def _contrast(
    title: str,
    domains: Domains,
    at: int,
    value: float,
    variances: Floats,
    counts: Ints,
    df: int,
    level: float,
) -> Contrast:
    empty = Contrast(
        name=title,
        domain=domains.name(at),
        by=domains.by(at),
        value=None,
        se=None,
        t=None,
        df=df,
        p=None,
        n=int(counts[at]),
        reason="no_answers",
    )
    if not isfinite(value) or isinf(variances[at]):
        return empty
    if not isfinite(variances[at]):
        return replace(empty, value=value, reason="one_cluster")
    se = sqrt(max(float(variances[at]), 0.0))
    reach = t_of(df, level) * se
    known = replace(
        empty, value=value, se=se, ci_low=value - reach, ci_high=value + reach, reason=None
    )
    if se <= FIXED * abs(value):
        return replace(known, reason="no_variance")
    t = value / se
    return replace(known, t=t, p=float(2 * stdtr(df, -abs(t))))


def with_holm(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """The same contrasts, each with its p held against all of them: the smallest times their
    number, the next times one less, and so on, never smaller than the one before, at most 1."""
    known = [at for at, contrast in enumerate(contrasts) if contrast.p is not None]
    known.sort(key=lambda at: contrasts[at].p or 0.0)
    adjusted = list(contrasts)
    largest = 0.0
    for rank, at in enumerate(known):
        p = contrasts[at].p or 0.0
        largest = max(largest, min(1.0, p * (len(known) - rank)))
        adjusted[at] = replace(contrasts[at], p_holm=largest)
    return adjusted
