"""The numbers of a figure as a page shows them: a headline, a chart, and the table of the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from benkan.apps.results.pages.words import column_word, count_word, row_word, weeks_word
from benkan.apps.results.queries import RowName
from benkan.apps.results.queries.watching import (
    WOMEN,
    YOUNG_MEN,
)
from benkan.apps.results.rules import Share, percent
from benkan.apps.results.rules.indicators import PART_OF_SHARE, Cut, Indicator
from benkan.apps.results.rules.tables import Counts, Line
from benkan.apps.results.rules.waiting import Waiting, Waits
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.charts.drawing import Scale, shortened
from benkan.kit.charts.steps import Curve, steps
from benkan.kit.refusals import N_
from benkan.kit.templatetags.benkan import number
from benkan.kit.text import folded

_FIRST_COLUMN = {
    Cut.PLACE: N_("Commune"),
    Cut.SERVICE: N_("Service"),
    Cut.LEVEL: N_("Level"),
    Cut.OFFICE: N_("Office"),
    Cut.SEX: N_("Women and men"),
    Cut.KIND: N_("Kind of measure"),
    Cut.GENDER_FOCUS: N_("Equality of women and men"),
    Cut.ROUND: N_("Measurement"),
}
_PARTS = {
    Indicator.COMMITMENTS_KEPT: N_("Kept"),
    Indicator.ACTIONS_FOLLOWED: N_("Followed"),
}
_MEANS = {
    Indicator.COMMITMENTS_KEPT: N_("%(percent)s %% of promises kept"),
    Indicator.ACTIONS_FOLLOWED: N_(
        "%(percent)s %% of agreed actions have an office and a day, an indicator, a proof, a check by "
        "citizens and the next score"
    ),
}
SHARES = ((0.0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1.0, "100"))


@dataclass(frozen=True)
class RowShown:
    """One row of the table, with the way down to what it is made of."""

    key: str
    name: str
    cells: tuple[str, ...]
    is_hidden: bool = False
    href: str = ""


@dataclass(frozen=True)
class NumbersShown:
    """What stands on the page: `headline` with what it `means`, the chart and the table. `steps` is the
    table of a curve."""

    headline: str
    means: str
    chart: SafeString | str
    columns: tuple[str, ...]
    rows: tuple[RowShown, ...]
    whole: RowShown | None
    hides_some: bool
    steps: tuple[tuple[str, ...], ...] = ()

    def opened(self, way: Callable[[str], str]) -> "NumbersShown":
        """The same with a way down from each row, where there is one."""
        return replace(self, rows=tuple(replace(row, href=way(row.key)) for row in self.rows))


def counts_shown(
    table: Counts, *, indicator: Indicator, title: str, names: Mapping[str, RowName], cut: Cut
) -> NumbersShown:
    """A table of counts; of promises, with the share that was kept."""
    part = PART_OF_SHARE.get(indicator)
    is_share = part is not None
    columns = [column_word(indicator, column) for column in table.columns]
    # Of one column the total is the column.
    sums = [gettext("Total")] if len(columns) > 1 else []
    said = [*columns, *sums, *([gettext(_PARTS[indicator])] if is_share else [])]
    lines = [(row_word(line.key, cut, names), line) for line in table.lines]
    if cut in (Cut.PLACE, Cut.OFFICE):
        lines.sort(key=lambda one: folded(one[0]))
    rows = tuple(
        RowShown(line.key, name, _cells(line, part), {*line.cells, line.total} == {None})
        for name, line in lines
    )
    headline, means = _headline_of_counts(table, indicator)
    if part is not None and any(_share(line, part) for _, line in lines):
        drawn = [
            Bar(shortened(name, 28), _length(_share(line, part)), _kept_words(line, part))
            for name, line in lines
        ]
    elif len(columns) > 1:
        drawn = _by_column(columns, table.totals)
    else:
        drawn = _by_column([name for name, _ in lines], _turned(table))
    return NumbersShown(
        headline=headline,
        means=means,
        chart=bars(drawn, title=title, description=described()) if drawn else "",
        columns=(gettext(_FIRST_COLUMN[cut]), *said),
        rows=rows,
        whole=RowShown("", gettext("All together"), _cells(table.totals, part)),
        hides_some=table.hides_some,
    )


def waits_shown(waits: Waits, *, title: str, names: Mapping[str, RowName]) -> NumbersShown:
    """Times, with the curve of those that still wait."""
    whole = waits.whole
    return NumbersShown(
        headline=_median_words(whole),
        means=_waiting_means(whole),
        chart=_curve(waits, title) if waits.curve else "",
        columns=(
            gettext("Commune"),
            gettext("Promises"),
            gettext("Kept"),
            gettext("Not kept"),
            gettext("Half kept after"),
            gettext("Interval of 95 %"),
        ),
        rows=tuple(
            RowShown(
                key, row_word(key, Cut.PLACE, names), _times(waiting), waiting.promises is None
            )
            for key, waiting in waits.lines
        ),
        whole=RowShown("", gettext("All together"), _times(whole)),
        hides_some=waits.hides_some,
        steps=tuple(
            (
                str(point.week),
                str(point.at_risk),
                str(point.kept),
                f"{point.left / 10:.0f}",
            )
            for point in waits.curve
        ),
    )


def _cells(line: Line, part: int | None) -> tuple[str, ...]:
    every = (*line.cells, line.total) if len(line.cells) > 1 else line.cells
    counts = tuple(count_word(count) for count in every)
    return (*counts, _percent_word(line, part)) if part is not None else counts


def _share(line: Line, part: int) -> Share | None:
    """The first columns of all, such as kept in time or late; None where it is hidden or there is
    nothing."""
    if line.total is None or not line.total or None in line.cells[:part]:
        return None
    return Share(sum(count or 0 for count in line.cells[:part]), line.total)


def _percent_word(line: Line, part: int) -> str:
    share = _share(line, part)
    if share is None:
        return "–" if line.total == 0 else gettext("hidden")
    return gettext("%(percent)s %%") % {"percent": percent(share)}


def _kept_words(line: Line, part: int) -> str:
    share = _share(line, part)
    if share is None:
        return gettext("nothing due yet") if line.total == 0 else gettext("hidden")
    return gettext("%(part)s of %(whole)s (%(percent)s %%)") % {
        "part": share.numerator,
        "whole": share.denominator,
        "percent": percent(share),
    }


def _length(share: Share | None) -> Fraction | None:
    return None if share is None else Fraction(share.numerator, share.denominator)


def _by_column(columns: Sequence[str], totals: Line) -> list[Bar]:
    highest = max((count for count in totals.cells if count is not None), default=0) or 1
    return [
        Bar(name, None if count is None else Fraction(count, highest), count_word(count))
        for name, count in zip(columns, totals.cells, strict=True)
    ]


def _headline_of_counts(table: Counts, indicator: Indicator) -> tuple[str, str]:
    totals, part = table.totals, PART_OF_SHARE.get(indicator)
    if part is None:
        if totals.total is None:
            return gettext("Hidden"), gettext("The total would give back a number that is hidden.")
        return number(totals.total), _counted_words(table, indicator, totals.total)
    share = _share(totals, part)
    if share is None:
        if totals.total == 0:
            return gettext("Nothing due yet"), gettext("No promise is settled or past its date.")
        return gettext("Hidden"), gettext("The total would give back a number that is hidden.")
    words = gettext("%(part)s of %(whole)s") % {
        "part": share.numerator,
        "whole": share.denominator,
    }
    return words, gettext(_MEANS[indicator]) % {"percent": percent(share)}


def _counted_words(table: Counts, indicator: Indicator, total: int) -> str:
    if indicator is Indicator.CASES_RECEIVED:
        return ngettext("message", "messages", total)
    if indicator is Indicator.POLICY_STAGES:
        return ngettext("stage reached and verified", "stages reached and verified", total)
    if indicator is Indicator.MONITORING_ACTIONS:
        return ngettext("monitoring action", "monitoring actions", total)
    if indicator is Indicator.PEOPLE_CONSULTED:
        cells = dict(zip(table.columns, table.totals.cells, strict=True))
        mostly = (cells[WOMEN] or 0) + (cells[YOUNG_MEN] or 0)
        return gettext(
            "attendances where people were asked; %(number)s of women and of men under 35"
        ) % {"number": number(mostly)}
    said = ngettext(
        "attendance: who comes twice counts twice",
        "attendances: who comes twice counts twice",
        total,
    )
    unique = table.unique
    if unique is None or unique.people is None:
        return f"{said}."
    different = gettext(
        "Different people at the meetings where names are known (%(meetings)s): %(people)s"
    ) % {"meetings": unique.meetings, "people": number(unique.people)}
    return f"{said}. {different}."


def _turned(table: Counts) -> Line:
    """The one column of a table, as a row."""
    return Line("", tuple(line.total for line in table.lines), table.total)


def _median_words(waiting: Waiting) -> str:
    if waiting.promises is None:
        return gettext("Hidden")
    if waiting.median is None:
        return gettext("Less than half are kept")
    return weeks_word(waiting.median)


def _waiting_means(waiting: Waiting) -> str:
    if waiting.promises is None:
        return gettext("Too few promises to say.")
    said = ngettext(
        "%(n)s promise followed: %(kept)s kept, %(broken)s not kept.",
        "%(n)s promises followed: %(kept)s kept, %(broken)s not kept.",
        waiting.promises,
    ) % {"n": waiting.promises, "kept": waiting.kept, "broken": waiting.broken}
    if waiting.median is None:
        return said
    return f"{gettext('After that time half of the promises are kept.')} {said}"


def _times(waiting: Waiting) -> tuple[str, ...]:
    if waiting.promises is None:
        return (gettext("hidden"),) * 5
    if not waiting.promises:
        return ("0", "0", "0", "–", "–")
    return (
        str(waiting.promises),
        str(waiting.kept),
        str(waiting.broken),
        weeks_word(waiting.median),
        _interval_words(waiting),
    )


def _interval_words(waiting: Waiting) -> str:
    if waiting.low is None and waiting.high is None:
        return "–"
    if waiting.high is None:
        return gettext("%(low)s or more") % {"low": weeks_word(waiting.low)}
    low = "?" if waiting.low is None else f"{waiting.low:g}"
    return gettext("%(low)s to %(high)s") % {"low": low, "high": weeks_word(waiting.high)}


def _curve(waits: Waits, title: str) -> SafeString:
    last = max(point.week for point in waits.curve) or 1
    across = Scale(0, last, 0, 1)
    ticks = [tick for tick in across.ticks(5) if tick == int(tick)]
    points = [
        (
            float(point.week),
            point.left / 1000,
            None if point.low is None else point.low / 1000,
            None if point.high is None else point.high / 1000,
        )
        for point in waits.curve
    ]
    curve = Curve(
        letter="A",
        name=gettext("All together"),
        points=points,
        seen_last=(),
        left=[str(_waiting_at(waits, tick)) for tick in ticks],
    )
    return steps(
        [curve],
        across=across,
        ticks=[(tick, f"{tick:g}") for tick in ticks],
        shares=[(share, f"{words} %") for share, words in SHARES],
        words=(gettext("weeks since the first message"), gettext("Not kept yet and followed:")),
        title=title,
        description=gettext(
            "The share of promises that are not kept yet, week by week, with its interval. The table "
            "below gives the same numbers."
        ),
    )


def _waiting_at(waits: Waits, week: float) -> int:
    return next((point.at_risk for point in waits.curve if point.week >= week), 0)


def described() -> str:
    return gettext("The table below gives the same numbers.")
