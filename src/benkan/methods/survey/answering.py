"""From the columns of a survey to its estimates and contrasts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from benkan.methods.refusals import quoted
from benkan.methods.survey.asking import (
    Linearised,
    Mean,
    Model,
    Proportion,
    Quantile,
    Question,
    Ratio,
    Request,
    Table,
    Total,
)
from benkan.methods.survey.chisq import rao_scott
from benkan.methods.survey.contrasts import Contrast, Side, differences, with_holm
from benkan.methods.survey.design import Design, design_of
from benkan.methods.survey.domains import Domains, domains_of
from benkan.methods.survey.estimates import Estimate, Limits, Linear, estimates_of, symmetric
from benkan.methods.survey.logistic import logistic_estimates
from benkan.methods.survey.means import mean, ratio, total
from benkan.methods.survey.predictors import predictors_of
from benkan.methods.survey.proportions import share_limits
from benkan.methods.survey.quantiles import quantiles
from benkan.methods.survey.reading import Category, Columns
from benkan.methods.survey.refusals import (
    NotBinaryNumber,
    NumberBeyondMeasure,
    TableTooLarge,
    TooManyTerms,
    ValueUnknown,
)
from benkan.methods.survey.stages import Floats
from benkan.methods.tables import quoted_names

LARGEST = 1e60
MOST_TERMS = 250
MOST_CELLS = 1_000


@dataclass(frozen=True)
class Answers:
    """What a survey says.

    Attributes:
        design: how the sample was drawn.
        domains: what was estimated apart.
        estimates: in the order of the questions, each in the order of the domains.
        contrasts: of each question the differences, in the order in which they were asked, then the
            tests of tables; each held against all others (`p_holm`).
        labels: the values of each column that was read as categories.
        numeric_predictors: predictors of models that are numbers.
    """

    request: Request
    design: Design
    domains: Domains
    estimates: tuple[Estimate, ...]
    contrasts: tuple[Contrast, ...]
    labels: Mapping[str, tuple[str, ...]]
    numeric_predictors: frozenset[str]


def answered(columns: Columns, request: Request) -> Answers:
    """Estimate what was asked.

    Args:
        columns: with those that `request` names.

    Raises:
        NothingAsked, NothingToCompare, ValueUnknown, NotBinaryNumber, ModelNotSolved, and what
        `design_of` raises.

    >>> import io
    >>> from benkan.methods.survey.reading import read_columns
    >>> from benkan.methods.survey.design import DesignColumns
    >>> request = Request(DesignColumns(weights="w"), (Mean("x"),))
    >>> rows = io.BytesIO(b"w,x\\n2,1\\n2,3\\n2,5\\n")
    >>> table = read_columns(rows, file="f", numeric=request.numeric)
    >>> answered(table, request).estimates[0].value
    3.0
    """
    request.check()
    request = _spelt_out(request, columns)
    _check_values(columns, request)
    _check_sizes(columns, request.design.weights)
    design = design_of(columns, request.design)
    domains = domains_of(
        request.by, [columns.categories[name] for name in request.by], len(columns)
    )
    survey = _Survey(columns, request, design, domains)
    return Answers(
        request,
        design,
        domains,
        tuple(estimate for each in request.questions for estimate in survey.estimates(each)),
        tuple(with_holm(list(survey.contrasts()))),
        {name: category.labels for name, category in columns.categories.items()},
        frozenset(name for name in request.either if name in columns.numbers),
    )


def domains_beside(sides: Sequence[Side], domains: Domains, columns: Columns) -> Domains:
    """Where a difference is looked at: in each domain, but a column whose values are compared tells
    none apart. Nobody is of both waves, so within one wave there is nothing to compare."""
    compared = {side.column for side in sides}
    names = tuple(name for name in domains.columns if name not in compared)
    if names == domains.columns:
        return domains
    return domains_of(names, [columns.categories[name] for name in names], len(columns))


def _spelt_out(request: Request, columns: Columns) -> Request:
    """A proportion without a value becomes one for each value."""
    questions: list[Question] = []
    for each in request.questions:
        if isinstance(each, Proportion) and each.value is None:
            labels = columns.categories[each.column].labels
            questions += [Proportion(each.column, label) for label in labels]
        else:
            questions.append(each)
    return replace(request, questions=tuple(questions))


def _check_values(columns: Columns, request: Request) -> None:
    wanted = [
        (each.column, each.value) for each in request.questions if isinstance(each, Proportion)
    ]
    wanted += [
        (each.outcome, each.value)
        for each in request.questions
        if isinstance(each, Model) and each.value is not None
    ]
    for sides in request.sides:
        for side in sides:
            wanted += [(side.column, side.first), (side.column, side.second)]
    for column, value in wanted:
        labels = columns.categories[column].labels
        if value not in labels:
            raise ValueUnknown(
                file=columns.file,
                column=quoted(column),
                value=quoted(str(value)),
                there=quoted_names(labels),
            )


def _check_sizes(columns: Columns, weights: str) -> None:
    """Squares of what is accepted here can be added up without end."""
    for name, values in columns.numbers.items():
        beyond = np.abs(values) > LARGEST
        if name == weights:
            beyond |= (values > 0) & (values < 1 / LARGEST)
        if beyond.any():
            at = int(np.argmax(beyond))
            raise NumberBeyondMeasure(
                file=columns.file,
                line=int(columns.lines[at]),
                column=quoted(name),
                found=f"{values[at]:g}",
            )


@dataclass(frozen=True)
class _Survey:
    columns: Columns
    request: Request
    design: Design
    domains: Domains

    def estimates(self, question: Question) -> Sequence[Estimate]:
        level = self.request.level
        match question:
            case Quantile(column, share):
                values = self.columns.numbers[column]
                return quantiles(
                    question.name, values, share, self.design, self.domains, level=level
                )
            case Model():
                return self._model(question)
            case Table():
                return ()
            case _:
                return estimates_of(
                    question.name,
                    self._linear(question, self.domains),
                    self.design,
                    self.domains,
                    level=level,
                    limits=self._limits(question),
                )

    def contrasts(self) -> Iterator[Contrast]:
        for question in self.request.questions:
            if isinstance(question, Linearised):
                for sides in self.request.sides:
                    domains = domains_beside(sides, self.domains, self.columns)
                    yield from differences(
                        question.name,
                        partial(self._linear, question),
                        sides,
                        self.columns.categories,
                        self.design,
                        domains,
                        level=self.request.level,
                    )
        for question in self.request.questions:
            if isinstance(question, Table):
                rows, columns = (self._category(name) for name in (question.rows, question.columns))
                cells = len(rows.labels) * len(columns.labels)
                if cells > MOST_CELLS:
                    raise TableTooLarge(table=quoted(question.name), count=cells, most=MOST_CELLS)
                yield from rao_scott(question.name, rows, columns, self.design, self.domains)

    def _linear(self, question: Linearised, domains: Domains) -> Linear:
        numbers = self.columns.numbers
        match question:
            case Mean(column):
                return mean(numbers[column], self.design, domains)
            case Total(column):
                return total(numbers[column], self.design, domains)
            case Ratio(over, under):
                return ratio(numbers[over], numbers[under], self.design, domains)
            case Proportion(column, value):
                return mean(self._is(column, str(value)), self.design, domains)

    def _limits(self, question: Linearised) -> Limits:
        if not isinstance(question, Proportion):
            return symmetric
        request = self.request
        return share_limits(self.design.df, request.level, kind=request.interval)

    def _category(self, name: str) -> Category:
        return self.columns.categories[name]

    def _is(self, column: str, value: str) -> Floats:
        """1 for those who gave this answer, 0 for others, NaN for none."""
        category = self._category(column)
        given: Floats = (category.codes == category.labels.index(value)).astype(float)
        given[category.codes < 0] = np.nan
        return given

    def _model(self, question: Model) -> Sequence[Estimate]:
        if question.value is None:
            outcome = self.columns.numbers[question.outcome]
            self._check_binary(question.outcome, outcome)
        else:
            outcome = self._is(question.outcome, question.value)
        predictors = predictors_of(question.predictors, self.columns)
        terms = len(predictors.terms)
        if terms > MOST_TERMS:
            raise TooManyTerms(model=quoted(question.name), count=terms, most=MOST_TERMS)
        return logistic_estimates(
            question.name,
            outcome,
            predictors,
            self.design,
            self.domains,
            level=self.request.level,
        )

    def _check_binary(self, column: str, outcome: Floats) -> None:
        wrong = ~((outcome == 0) | (outcome == 1) | np.isnan(outcome))
        if wrong.any():
            at = int(np.argmax(wrong))
            raise NotBinaryNumber(
                file=self.columns.file,
                line=int(self.columns.lines[at]),
                column=quoted(column),
                found=f"{outcome[at]:g}",
            )
