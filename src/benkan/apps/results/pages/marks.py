"""Scores of rounds beside each other, as a page shows them."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from benkan.apps.assessments.queries.counting import TOGETHER
from benkan.apps.assessments.rules.kinds import GroupKind, Purpose
from benkan.apps.results.pages.showing import NumbersShown, RowShown, described
from benkan.apps.results.pages.words import row_word
from benkan.apps.results.queries import RowName
from benkan.apps.results.queries.watching import JOINT
from benkan.apps.results.rules.indicators import Cut
from benkan.apps.results.rules.marks import MarkLine, Marks
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.charts.drawing import shortened
from benkan.kit.refusals import N_
from benkan.kit.templatetags.benkan import number

_OF_MARKS = {
    JOINT: N_("All together"),
    TOGETHER: N_("Several groups together"),
}


def marks_shown(marks: Marks, *, title: str, names: Mapping[str, RowName]) -> NumbersShown:
    """Scores beside each other: nobody adds them or takes their mean."""
    lines = [(_round_word(line, names), line) for line in marks.lines]
    drawn = [
        Bar(
            shortened(name, 28),
            None if line.cells[-1] is None else Fraction(line.cells[-1], 100),
            _mark_word(line.cells[-1]),
        )
        for name, line in lines
    ]
    return NumbersShown(
        headline=number(len(lines)),
        means=ngettext(
            "barometer measured. Each index stands by itself: one commune is not added to another.",
            "barometers measured. Each index stands by itself: one commune is not added to another.",
            len(lines),
        ),
        chart=bars(drawn, title=title, description=described()) if drawn else "",
        columns=(gettext("Measurement"), *(_group_word(column) for column in marks.columns)),
        rows=tuple(
            RowShown(line.key, name, tuple(_mark_word(cell) for cell in line.cells))
            for name, line in lines
        ),
        whole=None,
        hides_some=False,
    )


def _round_word(line: MarkLine, names: Mapping[str, RowName]) -> str:
    place = row_word(line.place, Cut.PLACE, names)
    return f"{place}, {gettext(Purpose(line.purpose).label)} {line.closed_on:%Y}"


def _group_word(column: str) -> str:
    return gettext(_OF_MARKS[column] if column in _OF_MARKS else GroupKind(column).label)


def _mark_word(score: int | None) -> str:
    return "–" if score is None else str(score)
