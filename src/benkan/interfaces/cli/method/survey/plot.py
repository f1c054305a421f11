"""The estimates of a survey as a picture: each with its interval, a panel a question."""

from collections.abc import Callable, Iterator, Sequence

from benkan.interfaces.cli.method.spoken import spoken, written
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.drawing import shortened
from benkan.kit.charts.intervals import Interval, Panel, intervals
from benkan.methods.refusals import N_
from benkan.methods.sentences import Decimal, Percent, Sentence
from benkan.methods.survey.answering import Answers
from benkan.methods.survey.asking import Proportion, Table
from benkan.methods.survey.contrasts import Contrast
from benkan.methods.survey.estimates import Estimate
from benkan.methods.survey.explaining import decimals_of, grouped, name_of

LONGEST_NAME = 34
LONGEST_HEADING = 46
Row = Estimate | Contrast


def picture(answers: Answers) -> str:
    """The SVG: estimates first, then differences; tests of tables have nothing to draw."""
    description = Sentence(
        _("Each point is an estimate; the bar around it is the interval of %(level)s."),
        {"level": Percent(answers.request.level)},
    )
    return str(
        intervals(
            list(_panels(answers)),
            title=_("What the survey tells"),
            description=spoken(description),
        )
    )


def _panels(answers: Answers) -> Iterator[Panel]:
    shares = {each.name for each in answers.request.questions if isinstance(each, Proportion)}
    tables = {each.name for each in answers.request.questions if isinstance(each, Table)}
    differences = [each for each in answers.contrasts if each.name not in tables]
    rows: list[Row] = [*answers.estimates, *differences]
    for name, alike in grouped(rows).items():
        heading = spoken(name_of(answers, alike[0]))
        yield _panel(heading, alike, is_share=name.partition(": ")[0] in shares)


def _panel(heading: str, rows: Sequence[Row], *, is_share: bool) -> Panel:
    known = [row.se for row in rows if row.se]
    decimals = decimals_of(min(known, default=0.01), is_share=is_share)
    is_difference = isinstance(rows[0], Contrast)
    said = _written(min(decimals, 2) if is_share else decimals, is_share, is_difference)
    drawn = [_interval(row, said) for row in rows]
    axis = _written(_steps(drawn, is_share=is_share), is_share, is_difference)
    return Panel(_ending(heading), drawn, axis, holds_zero=is_difference)


def _interval(row: Row, said: Callable[[float], str]) -> Interval:
    name = row.domain or _("The whole population")
    words = said(row.value) if row.value is not None else _("not known")
    return Interval(_short(name), words, row.value, row.ci_low, row.ci_high)


def _steps(drawn: Sequence[Interval], *, is_share: bool) -> int:
    """Round numbers on the axis: as many decimals as its span wants."""
    ends = [end for row in drawn for end in (row.low, row.value, row.high) if end is not None]
    span = (max(ends) - min(ends)) if ends else 1.0
    return max(decimals_of(span / 4 or 1.0, is_share=is_share) - 1, 0)


def _written(decimals: int, is_share: bool, is_difference: bool) -> Callable[[float], str]:
    """A share in per cent; the difference of two shares in points, which are no per cent."""
    if not is_share:
        return lambda value: written(Decimal(value, decimals))
    if not is_difference:
        return lambda value: written(Percent(value, decimals))
    return lambda value: spoken(
        Sentence(N_("%(points)s points"), {"points": Decimal(100 * value, decimals)})
    )


def _ending(text: str) -> str:
    """What tells one heading from another stands at its end."""
    return text if len(text) <= LONGEST_HEADING else "…" + text[1 - LONGEST_HEADING :]


def _short(text: str) -> str:
    return shortened(text, LONGEST_NAME)
