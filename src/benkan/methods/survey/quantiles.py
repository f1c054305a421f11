"""Quantiles: the value below which a given share of the population lies.

The quantile is the smallest answer that at least the share p of the weights does not exceed (R's
`qrule = "math"`). Its interval is Woodruff's: the interval of the share at or below it, taken back
through the same distribution (`interval.type = "mean"`); the standard error is the width of the
interval over twice the quantile of t. All three are the defaults of R `survey` 4.1.

Source: Woodruff, "Confidence intervals for medians and other position measures", *JASA* 47 (1952);
Lumley, *Complex Surveys* (2010), section 2.4.
"""

from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.estimates import Estimate, t_of, unknown
from benkan.methods.survey.means import mean
from benkan.methods.survey.stages import Floats, Ints


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
    spread = [
        _distribution(values[rows], design.weights[rows])
        for rows in _by_domain(codes, len(domains))
    ]
    found = np.array([each.quantile(share) if each else np.nan for each in spread])
    at_most = (values <= np.append(found, np.nan)[codes]).astype(float)
    at_most[codes == len(domains)] = np.nan
    linear = mean(at_most, design, domains)
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(design.variances(linear.scores, linear.codes, len(domains)))
    errors[design.stages[0].lone(codes, len(domains))] = np.nan
    reach = t_of(design.df, level)
    estimates = []
    for at, each in enumerate(spread):
        blank = unknown(name, domains, at, df=design.df, count=int(linear.counts[at]))
        share_at_most = float(linear.values[at])
        if each is not None:
            blank = replace(blank, value=float(found[at]), interval="woodruff")
            blank = _with_interval(blank, each, share_at_most, float(errors[at]), reach)
        estimates.append(blank)
    return estimates


def _with_interval(
    bare: Estimate, spread: "_Distribution", middle: float, error: float, reach: float
) -> Estimate:
    """Woodruff's interval around an estimate, as far as its ends lie within the answers."""
    if not isfinite(error):
        return replace(bare, reason="one_cluster")
    low = spread.end(middle - reach * error) if middle - reach * error >= 0 else None
    high = spread.end(middle + reach * error) if middle + reach * error <= 1 else None
    if low is None or high is None:
        return replace(bare, ci_low=low, ci_high=high, reason="no_interval")
    return replace(bare, se=(high - low) / (2 * reach), ci_low=low, ci_high=high, reason=None)


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
        """The smallest answer that at least this share does not exceed."""
        return self._answer(share, self._last_below(share))

    def end(self, share: float) -> float:
        """The same for an end of an interval; but where the share is less than the smallest
        answer's, R takes the second smallest, and so does this, for its intervals to be R's."""
        return self._answer(share, max(self._last_below(share), 0))

    def _last_below(self, share: float) -> int:
        """The place of the last answer whose sum does not exceed the share; -1 for none."""
        whole = float(self.sums[-1])
        return int(np.searchsorted(self.sums, share * whole, side="right")) - 1

    def _answer(self, share: float, at: int) -> float:
        is_met = at >= 0 and share - float(self.sums[at]) / float(self.sums[-1]) == 0
        return float(self.answers[min(at if is_met else at + 1, len(self.answers) - 1)])


def _by_domain(codes: Ints, domains: int) -> list[Ints]:
    """The respondents of each domain."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.searchsorted(codes[order], np.arange(1, domains + 1)))[:domains]


def _distribution(answers: Floats, held: Floats) -> _Distribution | None:
    if not len(answers):
        return None
    order = np.lexsort((held, answers))
    sums = np.cumsum(held[order].astype(np.longdouble)).astype(float)
    return _Distribution(answers[order], sums)
