"""Charts of what rounds say; the table of the same numbers stands beside each."""

from collections.abc import Sequence
from fractions import Fraction
from string import ascii_uppercase

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.assessments.queries.peers import InputLine
from benkan.apps.assessments.queries.told import Line, Told
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.charts.columns import Column, columns
from benkan.kit.charts.drawing import shortened
from benkan.kit.charts.strips import Strip, strips

MOST_STRIPS = 12
LETTERS = 36
"""As many of a name as stand above a bar beside its number."""
MOST_GROUPS = 8
_SAID = ((0, "0"), (50, "50"), (100, "100"))


def strips_of(told: Told) -> SafeString:
    """The criteria as strips of nine steps, with the groups as letters below."""
    columns_ = told.columns if len(told.columns) <= MOST_GROUPS else ()
    letters = dict(zip((column.label for column in columns_), ascii_uppercase, strict=False))
    return strips(
        [_strip(line, list(letters.values())) for line in told.criteria[:MOST_STRIPS]],
        steps=9,
        ends=(gettext("worst"), gettext("best")),
        legend=[f"{letter}  {label}" for label, letter in letters.items()],
        title=gettext("What was said of each"),
        description=gettext("The table below says the same."),
    )


def _strip(line: Line, letters: Sequence[str]) -> Strip:
    found = line.all.reading
    if found is None:
        return Strip(line.name, 0, gettext("not scored"), None, None)
    marks = [
        (letter, cell.score)
        for letter, cell in zip(letters, line.cells, strict=False)
        if cell.score is not None
    ]
    words = f"{line.all.words} · {line.all.points}"
    return Strip(line.name, 0, words, line.all.score, found.step, marks)


def rounds_of(points: Sequence[tuple[str, int | None]]) -> SafeString:
    """One figure round by round."""
    rows = [Column(score, name) for name, score in points]
    return columns(
        rows,
        said=_SAID,
        title=gettext("From one time to the next"),
        description=gettext("The table below says the same."),
    )


def steps_of(counts: Sequence[int]) -> SafeString:
    """How many rounds stand on each of the nine steps, from the worst to the best."""
    below = ["−4", "−3", "−2", "−1", "0", "+1", "+2", "+3", "+4"]
    highest = max([*counts, 1])
    return columns(
        [Column(count, word) for count, word in zip(counts, below, strict=True)],
        said=[(0, "0"), (highest, str(highest))],
        title=gettext("How many rounds stand on each step"),
        description=gettext("From −4, as poor as can be, to +4, as good as can be."),
    )


def groups_of(rows: Sequence[tuple[str, int | None]], *, title: str) -> SafeString:
    """Scores beside names."""
    return bars(
        [
            Bar(
                shortened(name, LETTERS),
                None if points is None else Fraction(points, 100),
                gettext("not scored") if points is None else str(points),
            )
            for name, points in rows
        ],
        title=title,
        description=gettext("The table below says the same."),
    )


def inputs_of(lines: Sequence[InputLine]) -> SafeString:
    """What is there of what should be."""
    return bars(
        [
            Bar(shortened(line.name, LETTERS), Fraction(line.percent, 100), f"{line.percent} %")
            for line in lines
            if line.percent is not None
        ],
        title=gettext("What is there of what should be"),
        description=gettext("The table below says the same."),
    )
