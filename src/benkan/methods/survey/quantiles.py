"""Quantiles: the value below which a given share of the population lies.

The quantile is the smallest answer that at least the share p of the weights does not exceed (R's
`qrule = "math"`). Its interval is Woodruff's: the interval of the share at or below it, taken back
through the same distribution (`interval.type = "mean"`); the standard error is the width of the
interval over twice the quantile of t. All three are the defaults of R `survey` 4.1.

Source: Woodruff, "Confidence intervals for medians and other position measures", *JASA* 47 (1952);
Lumley, *Complex Surveys* (2010), section 2.4.
"""

from dataclasses import dataclass

import numpy as np

from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.estimates import Estimate, t_of, unknown
from benkan.methods.survey.means import mean
from benkan.methods.survey.stages import Bools, Floats


def quantiles(
    name: str, values: Floats, share: float, design: Design, domains: Domains, *, level: float
) -> list[Estimate]:
    """The quantile of each domain.

    Args:
        values: length n, NaN where it is missing.
        share: above 0 and below 1: 0.5 is the median.
        level: of the interval, such as 0.95.

    Returns:
        In the order of the domains. An end of the interval is None when it lies beyond all answers.
    """
    codes = domains.without(np.isnan(values))
    spread = [_distribution(values, design.weights, codes == at) for at in range(len(domains))]
    found = np.array([each.quantile(share) if each else np.nan for each in spread])
    at_most = (values <= np.append(found, np.nan)[codes]).astype(float)
    at_most[codes == len(domains)] = np.nan
    linear = mean(at_most, design, domains)
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(design.variances(linear.scores, linear.codes, len(domains)))
    reach = t_of(design.df, level)
    estimates = []
    for at, each in enumerate(spread):
        count = int(linear.counts[at])
        if each is None:
            estimates.append(unknown(name, domains, at, df=design.df, count=count))
            continue
        middle, width = float(linear.values[at]), reach * float(errors[at])
        low = each.quantile(middle - width) if middle - width >= 0 else None
        high = each.quantile(middle + width) if middle + width <= 1 else None
        whole = low is not None and high is not None
        estimates.append(
            Estimate(
                name=name,
                domain=domains.name(at),
                by=domains.by(at),
                value=float(found[at]),
                se=(high - low) / (2 * reach) if low is not None and high is not None else None,
                ci_low=low,
                ci_high=high,
                df=design.df,
                deff=None,
                deff_replace=None,
                n=count,
                reason=None if whole else "no_interval",
                interval="woodruff",
            )
        )
    return estimates


@dataclass(frozen=True)
class _Distribution:
    """Answers in ascending order, and the sums of the weights up to each.

    Where the share p falls on the edge between two answers but for rounding, which of them is the
    quantile hangs on the last bit. So that the answer is R's there too, sums are made as R makes
    them: one after the other in the longest float of the machine, then rounded.
    """

    answers: Floats
    sums: Floats

    def quantile(self, share: float) -> float:
        whole = float(self.sums[-1])
        at = int(np.searchsorted(self.sums, share * whole, side="right")) - 1
        if at < 0 or (share - float(self.sums[at]) / whole) != 0:
            at += 1
        return float(self.answers[min(at, len(self.answers) - 1)])


def _distribution(values: Floats, weights: Floats, inside: Bools) -> _Distribution | None:
    answers, held = values[inside], weights[inside]
    if not len(answers):
        return None
    order = np.lexsort((held, answers))
    sums = np.cumsum(held[order].astype(np.longdouble)).astype(float)
    return _Distribution(answers[order], sums)
