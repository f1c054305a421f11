"""An estimate: a number of the whole population, and how far a sample can be from it.

The standard error is the square root of the variance of a sum of scores, one score a respondent:
what the estimate would change by if that respondent weighed a little more (Taylor linearisation).

Source: Binder, "On the variances of asymptotically normal estimators from complex surveys",
*International Statistical Review* 51 (1983); Lumley, *Complex Surveys* (2010), appendix C.1.
Design effect: Kish, *Survey Sampling* (1965), section 8.2, held against a simple random sample of
the same size drawn without replacement from a population of the size of the sum of the weights.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite, isinf, sqrt

import numpy as np
from scipy.special import stdtrit

from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.stages import Bools, Floats, Ints


@dataclass(frozen=True)
class Estimate:
    """One estimate in one domain.

    Attributes:
        name: what was asked, such as `mean income`.
        domain: such as `region=Kayes`; None for everybody.
        by: the same, by column.
        value, se, ci_low, ci_high: in the unit of the variable, shares from 0 to 1; None when they
            cannot be had, and `reason` says why.
        df: degrees of freedom of the interval.
        deff: variance over that of a simple random sample of n; None where it is not defined.
        deff_replace: the same against one drawn with replacement.
        n: respondents with an answer in the domain. Under 25 it is not to be published.
        reason: a code: `no_answers`, `nothing_to_divide_by`, `no_solution` (of a model), or
            `no_interval` when only an end of it is missing; `one_cluster` when all who answered are
            in one cluster, so that the value has no standard error.
        interval: how the interval was made: `t`, `logit`, `korn-graubard`, `woodruff`.
    """

    name: str
    domain: str | None
    by: dict[str, str]
    value: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    df: float
    deff: float | None
    deff_replace: float | None
    n: int
    reason: str | None = None
    interval: str = "t"


@dataclass(frozen=True)
class Linear:
    """Estimates of all domains at once, with the scores that their variances are made of.

    Attributes:
        values: length k, NaN where nobody answered.
        scores: length n, of the domain in which a respondent is.
        codes: length n, the domain among those who answered; k is outside.
        counts: length k, respondents who answered.
        plain: length k, the variance under simple random sampling with replacement.
        left: length k, 1 - n/N for N the sum of the weights.
        is_sum: a total, to which clusters without anybody in the domain add a zero that counts.
    """

    values: Floats
    scores: Floats
    codes: Ints
    counts: Ints
    plain: Floats
    left: Floats
    is_sum: bool = False


# A variance that is nothing but rounding beside that of a simple random sample.
NOTHING = 1e-20

Limits = Callable[[float, float, float, int], tuple[float, float, str]]
"""The two ends of an interval and its name, from a value, its standard error, the quantile of t and
the number of respondents."""


def t_of(df: float, level: float) -> float:
    """How many standard errors an interval reaches to each side."""
    return float(stdtrit(df, (1 + level) / 2))


def symmetric(value: float, se: float, reach: float, count: int) -> tuple[float, float, str]:
    """The usual interval, from Student's t."""
    return value - reach * se, value + reach * se, "t"


def estimates_of(
    name: str,
    linear: Linear,
    design: Design,
    domains: Domains,
    *,
    level: float,
    limits: Limits = symmetric,
) -> list[Estimate]:
    """An estimate for each domain, in their order."""
    with np.errstate(invalid="ignore", over="ignore"):
        variances = design.variances(linear.scores, linear.codes, len(domains))
    reach = t_of(design.df, level)
    variances[_lone(linear, variances, design, len(domains))] = np.nan
    return [
        _estimate(name, linear, variances, design, domains, at, reach, limits)
        for at in range(len(domains))
    ]


def _lone(linear: Linear, variances: Floats, design: Design, domains: int) -> Bools:
    """Domains within one cluster: their mean has no variance between clusters, which is not to say
    that it is exact. (A total has: the other clusters count as zero.)"""
    is_open = ~(variances > NOTHING * linear.plain)
    if not is_open.any():
        return is_open
    return is_open & design.stages[0].lone(linear.codes, domains)


def _estimate(
    name: str,
    linear: Linear,
    variances: Floats,
    design: Design,
    domains: Domains,
    at: int,
    reach: float,
    limits: Limits,
) -> Estimate:
    count, value, variance = int(linear.counts[at]), float(linear.values[at]), float(variances[at])
    if not isfinite(value) or isinf(variance):
        return unknown(name, domains, at, df=design.df, count=count)
    if not isfinite(variance):
        lone = unknown(name, domains, at, df=design.df, count=count, reason="one_cluster")
        return replace(lone, value=value)
    se = sqrt(max(variance, 0.0))
    low, high, interval = limits(value, se, reach, count)
    plain, left = float(linear.plain[at]), float(linear.left[at])
    return Estimate(
        name=name,
        domain=domains.name(at),
        by=domains.by(at),
        value=value,
        se=se,
        ci_low=low if isfinite(low) else None,
        ci_high=high if isfinite(high) else None,
        df=design.df,
        deff=_ratio(variance, plain * left),
        deff_replace=_ratio(variance, plain),
        n=count,
        reason=None if isfinite(low) and isfinite(high) else "no_interval",
        interval=interval,
    )


def unknown(
    name: str,
    domains: Domains,
    at: int,
    *,
    df: float,
    count: int,
    reason: str = "nothing_to_divide_by",
) -> Estimate:
    """Nobody answered, or `reason`: no number rather than a wrong one."""
    return Estimate(
        name=name,
        domain=domains.name(at),
        by=domains.by(at),
        value=None,
        se=None,
        ci_low=None,
        ci_high=None,
        df=df,
        deff=None,
        deff_replace=None,
        n=count,
        reason=reason if count else "no_answers",
    )


def _ratio(variance: float, plain: float) -> float | None:
    if not (isfinite(plain) and plain > 0):
        return None
    ratio = variance / plain
    return ratio if isfinite(ratio) else None
