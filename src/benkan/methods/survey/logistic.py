"""A logistic model: by how much the log odds of an answer differ with other answers.

Newton's steps on the weighted likelihood; the first ones on every so many respondents, so that all
of them are gone through three or four times only. The variance is that of the scores, under the
design, between the inverse of the information on both sides ("sandwich").

Source: Binder, "On the variances of asymptotically normal estimators from complex surveys" (1983),
section 4; Lumley, *Complex Surveys* (2010), section 5.2 and appendix C. R: `svyglm` with
`quasibinomial`; its degrees of freedom are those of the design + 1 - the number of coefficients.
"""

from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np

from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.estimates import Estimate, t_of, unknown
from benkan.methods.survey.predictors import Predictors
from benkan.methods.survey.refusals import ModelNotSolved
from benkan.methods.survey.stages import Bools, Floats

CONVERGED = 1e-15
MOST_STEPS = 60
CONDITION = 1e13
SAMPLED = 20_000
STEEP = 40.0
# A model that separates its outcome climbs for ever: less and less upwards, but as fast outwards.
STILL = 1e-4


@dataclass(frozen=True)
class Fit:
    """A solved model.

    Attributes:
        coefficients: length p.
        covariance: shape (p, p), under the design.
        terms: length p.
    """

    coefficients: Floats
    covariance: Floats
    terms: tuple[str, ...]

    def errors(self) -> Floats:
        """Standard errors, length p."""
        return np.sqrt(np.maximum(np.diag(self.covariance), 0.0))


def logistic_model(
    outcome: Floats, predictors: Predictors, design: Design, *, inside: Floats | None = None
) -> Fit:
    """Fit a model to those who have every answer.

    Args:
        outcome: length n, 0 or 1; NaN where it is missing.
        predictors: of the same n respondents.
        inside: length n, whom the model is about; None for all.

    Raises:
        ModelNotSolved: the predictors say the same twice or separate the outcome.
    """
    kept = ~(np.isnan(outcome) | predictors.missing())
    if inside is not None:
        kept &= np.asarray(inside, bool)
    is_whole = bool(kept.all())
    of_kept = predictors if is_whole else predictors.only(kept)
    weights, answers = (
        (design.weights, outcome) if is_whole else (design.weights[kept], outcome[kept])
    )
    likelihood = _Likelihood(answers, weights, of_kept)
    coefficients = likelihood.highest()
    information, residuals = likelihood.at_top(coefficients)
    whole = residuals
    if not is_whole:
        whole = np.zeros(len(outcome))
        whole[kept] = residuals
    middle = design.covariance(_ModelScores(whole, of_kept, None if is_whole else kept))
    inverse = _inverse(information)
    return Fit(coefficients, inverse @ middle @ inverse, of_kept.terms)


def logistic_estimates(
    name: str,
    outcome: Floats,
    predictors: Predictors,
    design: Design,
    domains: Domains,
    *,
    level: float,
) -> list[Estimate]:
    """The coefficients of a model in each domain, as estimates.

    Raises:
        ModelNotSolved: for everybody; a domain alone has no coefficients then, with a reason.
    """
    known = ~(np.isnan(outcome) | predictors.missing())
    lone = design.stages[0].lone(domains.without(~known), len(domains))
    made: list[Estimate] = []
    for at in range(len(domains)):
        inside = domains.codes == at
        count = int((inside & known).sum())
        if lone[at] and count:
            made.append(unknown(name, domains, at, df=design.df, count=count, reason="one_cluster"))
            continue
        try:
            fit = logistic_model(outcome, predictors, design, inside=inside.astype(float))
        except ModelNotSolved:
            if not domains.columns:
                raise ModelNotSolved(model=name) from None
            made.append(unknown(name, domains, at, df=design.df, count=count, reason="no_solution"))
            continue
        made += _told(name, fit, design, domains, at, count, level)
    return made


def _told(
    name: str, fit: Fit, design: Design, domains: Domains, at: int, count: int, level: float
) -> list[Estimate]:
    df = design.df + 1 - len(fit.terms)
    reach = t_of(df, level) if df > 0 else np.nan
    told = []
    pairs = zip(fit.terms, fit.coefficients.tolist(), fit.errors().tolist(), strict=True)
    for term, value, se in pairs:
        wide = reach * se
        told.append(
            Estimate(
                name=f"{name}: {term}",
                domain=domains.name(at),
                by=domains.by(at),
                value=value,
                se=se,
                ci_low=value - wide if isfinite(wide) else None,
                ci_high=value + wide if isfinite(wide) else None,
                df=df,
                deff=None,
                deff_replace=None,
                n=count,
                reason=None if isfinite(wide) else "no_interval",
            )
        )
    return told


@dataclass(frozen=True)
class _ModelScores:
    """Residual times predictor."""

    residuals: Floats
    predictors: Predictors
    kept: Bools | None

    @property
    def count(self) -> int:
        return len(self.predictors.terms)

    def __call__(self, at: int) -> Floats:
        if at == 0:
            return self.residuals
        column = self.predictors.column(at)
        if self.kept is None:
            return self.residuals * column
        scores = np.zeros(len(self.residuals))
        scores[self.kept] = self.residuals[self.kept] * column
        return scores


@dataclass(frozen=True)
class _Likelihood:
    """The weighted likelihood of an outcome, and where it is highest."""

    outcome: Floats
    weights: Floats
    predictors: Predictors

    def highest(self) -> Floats:
        """The coefficients at the top."""
        p = len(self.predictors.terms)
        if self.predictors.size < p:
            raise ModelNotSolved(model="")
        start = np.zeros(p)
        for step in (max(self.predictors.size // SAMPLED, 1), 1):
            if step > 1:
                # A sample that cannot be solved says nothing about the whole.
                try:
                    start = self._climb(start, step, near=1e-8)
                except ModelNotSolved:
                    start = np.zeros(p)
        return self._climb(start, 1, near=CONVERGED)

    def _climb(self, start: Floats, step: int, *, near: float) -> Floats:
        """Newton's steps, shortened while the top is far."""
        coefficients = start
        size = float(self.weights[::step].sum())
        reach = self._reach(step)
        for _ in range(MOST_STEPS):
            slope, information = self._slope(coefficients, step)
            move = _inverse(information) @ slope
            left = float(slope @ move) / size
            if not isfinite(left):
                raise ModelNotSolved(model="")
            away = sqrt(max(left, 0.0))
            coefficients = coefficients + (move if away < 0.3 else move / (1 + away))
            if left < near and float(np.abs(move * reach).max()) < STILL:
                return coefficients
        raise ModelNotSolved(model="")

    def _reach(self, step: int) -> Floats:
        """The usual size of each predictor, length p."""
        squares = np.zeros(len(self.predictors.terms))
        for _, table in self.predictors.blocks(step):
            squares += np.einsum("pb,pb->p", table, table)
        return np.sqrt(squares / max(len(range(0, self.predictors.size, step)), 1))

    def _slope(self, coefficients: Floats, step: int) -> tuple[Floats, Floats]:
        """Of the log likelihood: its slope, length p, and the information, (p, p)."""
        p = len(coefficients)
        slope, information = np.zeros(p), np.zeros((p, p))
        for part, table in self.predictors.blocks(step):
            chance = _chance(coefficients @ table)
            weights = self.weights[part]
            slope += table @ (weights * (self.outcome[part] - chance))
            information += (table * (weights * chance * (1 - chance))) @ table.T
        return slope, information

    def at_top(self, coefficients: Floats) -> tuple[Floats, Floats]:
        """The information, and each respondent's weighted residual."""
        p = len(coefficients)
        information, residuals = np.zeros((p, p)), np.empty(self.predictors.size)
        for part, table in self.predictors.blocks():
            chance = _chance(coefficients @ table)
            weights = self.weights[part]
            residuals[part] = weights * (self.outcome[part] - chance)
            information += (table * (weights * chance * (1 - chance))) @ table.T
        return information, residuals


def _chance(odds: Floats) -> Floats:
    np.clip(odds, -STEEP, STEEP, out=odds)
    np.negative(odds, out=odds)
    np.exp(odds, out=odds)
    odds += 1
    return np.reciprocal(odds, out=odds)


def _inverse(information: Floats) -> Floats:
    """Once each predictor is measured in its own size, so that units make no difference."""
    size = np.sqrt(np.diag(information))
    if not np.isfinite(size).all() or (size <= 0).any():
        raise ModelNotSolved(model="")
    scaled = information / np.outer(size, size)
    if np.linalg.cond(scaled) > CONDITION:
        raise ModelNotSolved(model="")
    inverse: Floats = np.linalg.inv(scaled) / np.outer(size, size)
    return inverse
