"""What can be asked of a survey, and how it is written on a command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from benkan.methods.refusals import quoted
from benkan.methods.survey.contrasts import Side
from benkan.methods.survey.design import DesignColumns
from benkan.methods.survey.refusals import (
    NothingAsked,
    NothingToCompare,
    QuestionUnclear,
    ShareOutOfRange,
)


@dataclass(frozen=True)
class Mean:
    column: str

    @property
    def name(self) -> str:
        return f"mean {self.column}"


@dataclass(frozen=True)
class Proportion:
    """The share of those who gave an answer that gave this one; of each answer for None."""

    column: str
    value: str | None

    @property
    def name(self) -> str:
        return f"proportion {self.column}={self.value}"


@dataclass(frozen=True)
class Total:
    column: str

    @property
    def name(self) -> str:
        return f"total {self.column}"


@dataclass(frozen=True)
class Ratio:
    over: str
    under: str

    @property
    def name(self) -> str:
        return f"ratio {self.over}/{self.under}"


@dataclass(frozen=True)
class Quantile:
    column: str
    share: float

    @property
    def name(self) -> str:
        return f"quantile {self.column}:{self.share:g}"


@dataclass(frozen=True)
class Table:
    """Whether two answers go together."""

    rows: str
    columns: str

    @property
    def name(self) -> str:
        return f"chisq {self.rows},{self.columns}"


@dataclass(frozen=True)
class Model:
    """A logistic model of one answer (1 of 0 and 1, or one value against all others)."""

    outcome: str
    value: str | None
    predictors: tuple[str, ...]

    @property
    def name(self) -> str:
        outcome = self.outcome if self.value is None else f"{self.outcome}={self.value}"
        return f"logistic {outcome}~{'+'.join(self.predictors)}"


Linearised = Mean | Proportion | Total | Ratio
Question = Linearised | Quantile | Table | Model


@dataclass(frozen=True)
class Request:
    """Everything that is asked of one survey.

    Attributes:
        questions: in the order of the answers.
        by: columns that tell the domains; none for everybody at once.
        compare: differences between two values of a column.
        did: differences in differences: of the waves, between the arms.
        level: of intervals, such as 0.95.
        interval: of shares: `auto`, `logit` or `korn-graubard`.
    """

    design: DesignColumns
    questions: tuple[Question, ...]
    by: tuple[str, ...] = ()
    compare: tuple[Side, ...] = ()
    did: tuple[tuple[Side, Side], ...] = ()
    level: float = 0.95
    interval: str = "auto"

    def check(self) -> None:
        """Before anything is read. Raises NothingAsked, NothingToCompare."""
        if not self.questions:
            raise NothingAsked()
        if self.sides and not any(isinstance(each, Linearised) for each in self.questions):
            raise NothingToCompare()

    @property
    def sides(self) -> tuple[tuple[Side, ...], ...]:
        """All differences that are asked for."""
        return (*((side,) for side in self.compare), *self.did)

    @property
    def numeric(self) -> list[str]:
        """Columns to read as numbers."""
        names = list(self.design.numeric)
        for question in self.questions:
            if isinstance(question, Mean | Total | Quantile):
                names.append(question.column)
            elif isinstance(question, Ratio):
                names += [question.over, question.under]
            elif isinstance(question, Model) and question.value is None:
                names.append(question.outcome)
        return names

    @property
    def categorical(self) -> list[str]:
        """Columns to read as categories."""
        names = [*self.design.categorical, *self.by]
        names += [side.column for sides in self.sides for side in sides]
        for question in self.questions:
            if isinstance(question, Proportion):
                names.append(question.column)
            elif isinstance(question, Table):
                names += [question.rows, question.columns]
            elif isinstance(question, Model) and question.value is not None:
                names.append(question.outcome)
        return names

    @property
    def either(self) -> list[str]:
        """Columns to read as numbers if they can be."""
        return [
            name
            for question in self.questions
            if isinstance(question, Model)
            for name in question.predictors
        ]


def check_level(level: float) -> None:
    """Raises ShareOutOfRange."""
    if not 0 < level < 1:
        raise ShareOutOfRange(option="--level", given=f"{level:g}")


def columns_in(text: str, option: str) -> tuple[str, ...]:
    """The names in `A,B`. Raises QuestionUnclear when one is empty."""
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise QuestionUnclear(given=quoted(text), option=option, pattern="A,B")
    return names


def proportion_in(text: str) -> Proportion:
    """The question in `X=v`; `X` alone for each of its values. Raises QuestionUnclear."""
    column, equals, value = text.partition("=")
    if not column.strip() or (equals and not value.strip()):
        raise QuestionUnclear(given=quoted(text), option="--proportion", pattern="X=v")
    return Proportion(column.strip(), value.strip() if equals else None)


def ratio_in(text: str) -> Ratio:
    """The question in `Y/X`. Raises QuestionUnclear."""
    over, _, under = (part.strip() for part in text.partition("/"))
    if not over or not under:
        raise QuestionUnclear(given=quoted(text), option="--ratio", pattern="Y/X")
    return Ratio(over, under)


def quantile_in(text: str) -> Quantile:
    """The question in `X:0.5`, the share above 0 and below 1. Raises QuestionUnclear."""
    column, _, share = (part.strip() for part in text.rpartition(":"))
    value = _number(share)
    if not column or value is None or not 0 < value < 1:
        raise QuestionUnclear(given=quoted(text), option="--quantile", pattern="X:0.5")
    return Quantile(column, value)


def table_in(text: str) -> Table:
    """The question in `X,Y`, two different columns. Raises QuestionUnclear."""
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        raise QuestionUnclear(given=quoted(text), option="--chisq", pattern="X,Y")
    return Table(*names)


def model_in(text: str) -> Model:
    """The model in `Y~X1+X2`, or `Y=v~X1+X2`; a predictor that comes twice counts once. Raises
    QuestionUnclear."""
    left, _, right = (part.strip() for part in text.partition("~"))
    outcome, equals, value = (part.strip() for part in left.partition("="))
    predictors = tuple(dict.fromkeys(name.strip() for name in right.split("+")))
    if not outcome or not all(predictors) or (equals and not value) or outcome in predictors:
        raise QuestionUnclear(given=quoted(text), option="--logistic", pattern="Y~X1+X2")
    return Model(outcome, value or None, predictors)


def side_in(text: str, option: str = "--compare", pattern: str = "COLUMN:a,b") -> Side:
    """The sides in `COLUMN:a,b`, two different values. Raises QuestionUnclear."""
    column, _, values = text.partition(":")
    parts = [value.strip() for value in values.split(",")]
    if not column.strip() or len(parts) != 2 or not all(parts) or parts[0] == parts[1]:
        raise QuestionUnclear(given=quoted(text), option=option, pattern=pattern)
    return Side(column.strip(), *parts)


def did_in(text: str) -> tuple[Side, Side]:
    """The sides in `WAVE:a,b/ARM:control,treated`, of two columns. Raises QuestionUnclear."""
    pattern = "WAVE:a,b/ARM:control,treated"
    parts: Sequence[str] = text.split("/")
    if len(parts) != 2:
        raise QuestionUnclear(given=quoted(text), option="--did", pattern=pattern)
    waves, arms = (side_in(part, "--did", pattern) for part in parts)
    if waves.column == arms.column:
        raise QuestionUnclear(given=quoted(text), option="--did", pattern=pattern)
    return waves, arms


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None
