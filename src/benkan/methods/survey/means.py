"""Means, totals and ratios: the sums of a sample, weighted, and their scores.

Source: Lumley, *Complex Surveys* (2010), sections 2.1 to 2.3 and 5.1.3 (ratios).
"""

import numpy as np

from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.estimates import Linear
from benkan.methods.survey.stages import Floats, Ints, sums


def mean(values: Floats, design: Design, domains: Domains) -> Linear:
    """The weighted mean of each domain.

    Args:
        values: length n; NaN is missing, and puts a respondent outside the domain.
    """
    weights = design.weights
    codes = domains.without(np.isnan(values))
    added = _Sums(codes, len(domains))
    size = added.of(weights)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        means = added.of(weights * values) / size
        away = values - added.spread(means)
        scores = weights * away / added.spread(size)
        squares = added.of(scores * away)  # already over the size: the weighted mean square
        counts = added.count()
        plain, left = _simple(squares, counts, size)
    return Linear(means, scores, codes, counts, plain, left)


def total(values: Floats, design: Design, domains: Domains) -> Linear:
    """The weighted sum of each domain: how much there is in the population. Nobody: no total (NaN).

    Args:
        values: length n; NaN is missing, and puts a respondent outside the domain.
    """
    weights = design.weights
    codes = domains.without(np.isnan(values))
    added = _Sums(codes, len(domains))
    size, counts = added.of(weights), added.count()
    scores = weights * values
    totals = added.of(scores)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        away = values - added.spread(totals / size)
        squares = added.of(weights * away * away) / size
        plain, left = _simple(squares, counts, size)
    totals[counts == 0] = np.nan
    return Linear(totals, scores, codes, counts, plain * size * size, left, is_sum=True)


def ratio(over: Floats, under: Floats, design: Design, domains: Domains) -> Linear:
    """The total of one variable over the total of another, of those who answered both; NaN where
    the lower total is zero.

    Args:
        over, under: length n; NaN in either puts a respondent outside the domain.
    """
    weights = design.weights
    codes = domains.without(np.isnan(over) | np.isnan(under))
    added = _Sums(codes, len(domains))
    size, counts = added.of(weights), added.count()
    below = added.of(weights * under)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        ratios = added.of(weights * over) / below
        away = (over - added.spread(ratios) * under) / added.spread(below)
        scores = weights * away
        squares = added.of(scores * away) / size
        plain, left = _simple(squares, counts, size)
    ratios[~np.isfinite(ratios)] = np.nan
    return Linear(ratios, scores, codes, counts, plain * size * size, left)


def _simple(squares: Floats, counts: Ints, size: Floats) -> tuple[Floats, Floats]:
    """The variance of a mean under simple random sampling with replacement, from the weighted mean
    square; and the share of the population that was not drawn (NaN when the weights do not sum to
    more than the respondents: then they are not scaled to a population)."""
    plain = squares * counts / np.maximum(counts - 1, 1) / np.maximum(counts, 1)
    plain = np.where(counts > 1, plain, np.nan)
    return plain, np.where(size > counts, 1 - counts / size, np.nan)


class _Sums:
    """Sums by domain. One domain that holds all, the common case, needs no sorting out."""

    def __init__(self, codes: Ints, domains: int) -> None:
        self._codes, self._domains = codes, domains
        self._is_whole = domains == 1 and not codes.any()

    def of(self, values: Floats) -> Floats:
        if self._is_whole:
            return np.array([values.sum()])
        return sums(self._codes, values, self._domains + 1)[: self._domains]

    def count(self) -> Ints:
        if self._is_whole:
            return np.array([len(self._codes)])
        return np.bincount(self._codes, minlength=self._domains + 1)[: self._domains]

    def spread(self, by_domain: Floats) -> Floats:
        """To each respondent, what is of their domain; NaN outside."""
        if self._is_whole:
            return by_domain
        spread: Floats = np.append(by_domain, np.nan)[self._codes]
        return spread
