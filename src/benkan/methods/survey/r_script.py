"""The same figures from R: a script for whoever trusts the `survey` package more than this one.

It reads the same file, asks R's `survey` (Lumley, *Journal of Statistical Software* 9, 2004) for
each figure, and prints two tables as CSV: estimates, and contrasts with their p by Holm.
"""

from collections.abc import Iterator, Sequence
from itertools import count

from benkan.methods.survey.answering import Answers, domains_beside
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
from benkan.methods.survey.contrasts import Side
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.r_parts import FUNCTIONS
from benkan.methods.survey.reading import Columns

BETWEEN = ', ", ", '


def r_script_of(answers: Answers, *, file: str, columns: Columns) -> str:
    """A script that prints the same estimates and contrasts.

    Args:
        file: what it reads when it is given no other: `Rscript OUT.R DATA.csv`.
        columns: of the same file.
    """
    writer = _Writer(answers, columns)
    asked, design = list(writer.questions()), list(writer.design())
    parts = [
        "# Made by `benkan method survey-estimate`. Run: Rscript THIS.R [DATA.csv]",
        "suppressPackageStartupMessages(library(survey))",
        f"options(survey.lonely.psu = {_text(writer.lonely)}, digits = 15)",
        "file <- commandArgs(trailingOnly = TRUE)",
        f"file <- if (length(file)) file[1] else {_text(file)}",
        f"level <- {answers.request.level!r}",
        f"interval <- {_text(answers.request.interval)}",
        *_reading(columns),
        *writer.variables,
        *design,
        FUNCTIONS.strip("\n"),
        "",
        *asked,
        "if (!is.null(contrasts)) contrasts$p_holm <- p.adjust(contrasts$p, 'holm')",
        "write.csv(rows, row.names = FALSE)",
        "if (!is.null(contrasts)) write.csv(contrasts, row.names = FALSE)",
    ]
    return "\n".join(parts) + "\n"


def _reading(columns: Columns) -> Sequence[str]:
    """The names of the columns are written out: a mark at the beginning of the file, or a locale
    without accents, does not change them."""
    return (
        f'cells <- read.csv(file, sep = {_text(columns.delimiter)}, colClasses = "character",',
        '  na.strings = c("", "NA"), strip.white = TRUE, check.names = FALSE,',
        '  encoding = "UTF-8", row.names = NULL)',
        f"names(cells) <- c({', '.join(map(_text, columns.header))})",
        "data <- data.frame(row.names = seq_len(nrow(cells)))",
    )


class _Writer:
    """Gives each column a plain name in R, and writes the questions with those names."""

    def __init__(self, answers: Answers, columns: Columns) -> None:
        self._answers, self._columns = answers, columns
        self._request: Request = answers.request
        self._names: dict[tuple[str, str], str] = {}
        self._numbers = count(1)
        self.variables: list[str] = []

    @property
    def lonely(self) -> str:
        return "adjust" if self._request.design.centres_single else "fail"

    def design(self) -> Iterator[str]:
        """The domains, and the design."""
        asked = self._request.design
        stages = max(1, len(asked.populations))
        ids = [self._plain(name) for name in asked.clusters[:stages]]
        strata = f", strata = ~{self._plain(asked.strata)}" if asked.strata else ""
        populations = [self._number(name) for name in asked.populations]
        fpc = f", fpc = ~{' + '.join(populations)}" if populations else ""
        weights = self._number(asked.weights)
        yield from _domains(self._answers.domains)
        yield (
            f"design <- svydesign(ids = ~{' + '.join(ids) or '1'}{strata}, weights = ~{weights}"
            f"{fpc}, data = data, nest = {'TRUE' if asked.is_nested or len(ids) > 1 else 'FALSE'})"
        )

    def questions(self) -> Iterator[str]:
        request = self._request
        for question in request.questions:
            if not isinstance(question, Table):
                yield self._question(question)
        for question in request.questions:
            if isinstance(question, Linearised):
                for sides in request.sides:
                    yield self._difference(question, sides)
        for question in request.questions:
            if isinstance(question, Table):
                yield self._question(question)

    def _question(self, question: Question) -> str:
        name = _text(question.name)
        match question:
            case Mean(column):
                return f"a_mean({name}, {_text(self._number(column))})"
            case Total(column):
                return f"a_total({name}, {_text(self._number(column))})"
            case Proportion(column, value):
                return f"a_share({name}, {_text(self._is(column, str(value)))})"
            case Ratio(over, under):
                pair = f"{_text(self._number(over))}, {_text(self._number(under))}"
                return f"a_ratio({name}, {pair})"
            case Quantile(column, share):
                return f"a_quantile({name}, {_text(self._number(column))}, {share!r})"
            case Table(rows, columns):
                pair = f"{_text(self._category(rows))}, {_text(self._category(columns))}"
                return f"a_test({name}, {pair})"
            case Model():
                return self._model(question)

    def _model(self, question: Model) -> str:
        if question.value is None:
            outcome = self._number(question.outcome)
        else:
            outcome = self._is(question.outcome, question.value)
        numbers = self._answers.numeric_predictors
        terms = {
            (self._number(name) if name in numbers else self._category(name)): name
            for name in question.predictors
        }
        names = ", ".join(f"{key} = {_text(name)}" for key, name in terms.items())
        return (
            f"a_model({_text(question.name)}, {_text(outcome)}, "
            f"c({', '.join(map(_text, terms))}), list({names}))"
        )

    def _difference(self, question: Linearised, sides: Sequence[Side]) -> str:
        name = f"{question.name}: " + " / ".join(side.name for side in sides)
        under, divided = "NULL", ""
        match question:
            case Mean(column):
                over = self._number(column)
            case Total(column):
                over, divided = self._number(column), ", divided = FALSE"
            case Proportion(column, value):
                over = self._is(column, str(value))
            case Ratio(above, below):
                over, under = self._number(above), _text(self._number(below))
        told = ", ".join(
            f"c({_text(self._category(side.column))}, {_text(side.first)}, {_text(side.second)})"
            for side in sides
        )
        call = f"a_difference({_text(name)}, {_text(over)}, {under}, list({told}){divided})"
        usual = self._answers.domains
        domains = domains_beside(sides, usual, self._columns)
        if domains.columns == usual.columns:
            return call
        there = "design$variables"
        return "\n".join((*_domains(domains, there), call, *_domains(usual, there)))

    def _number(self, column: str) -> str:
        return self._named("number", column, f"as.numeric(cells[[{_text(column)}]])")

    def _category(self, column: str) -> str:
        labels = ", ".join(map(_text, self._answers.labels[column]))
        made = f"factor(cells[[{_text(column)}]], levels = c({labels}))"
        return self._named("category", column, made)

    def _plain(self, column: str) -> str:
        return self._named("plain", column, f"cells[[{_text(column)}]]")

    def _is(self, column: str, value: str) -> str:
        made = f"as.numeric(cells[[{_text(column)}]] == {_text(value)})"
        return self._named(f"is {value}", column, made)

    def _named(self, kind: str, column: str, made: str) -> str:
        name = self._names.get((kind, column))
        if name is None:
            name = self._names[kind, column] = f"v{next(self._numbers)}_"
            self.variables.append(f"data${name} <- {made}")
        return name


def _domains(domains: Domains, rows: str = "data") -> Iterator[str]:
    """Names the domain of each of the rows, and all domains."""
    if not domains.columns:
        yield "domains <- NA_character_"
        return
    pieces = [f"{_text(f'{column}=')}, cells[[{_text(column)}]]" for column in domains.columns]
    whole = ", ".join(f"!is.na(cells[[{_text(column)}]])" for column in domains.columns)
    yield f"{rows}$part <- paste0({BETWEEN.join(pieces)})"
    yield f"{rows}$part[!Reduce(`&`, list({whole}))] <- NA"
    names = ", ".join(_text(domains.name(at) or "") for at in range(len(domains)))
    yield f"domains <- c({names})"


def _text(text: str) -> str:
    """A text in R, the same in every locale."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    letters = (sign if sign.isascii() else f"\\U{ord(sign):08X}" for sign in escaped)
    return f'"{"".join(letters)}"'
