"""Cells of the tables in which rounds are read: written here, each distinct one once, since a table has
some hundreds of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from benkan.apps.assessments.queries.told import Cell, Line, Told
from benkan.apps.assessments.rules.comparing import Change

NOTHING = SafeString('<td class="num meta">–</td>')


@dataclass(frozen=True)
class Row:
    """A line of a table with its cells; the head stays with the template, which knows where it leads."""

    line: Line | None
    cells: SafeString


def rows_of(told: Told) -> list[Row]:
    """All questions together first, then each node in its order."""
    whole = [told.index, *told.index_cells]
    gap = SafeString('<td class="num"></td>') if len(told.columns) > 1 else SafeString("")
    first = Row(None, joined([*map(score, whole), gap, *_changed(told, told.change)]))
    return [first, *(Row(line, _cells(told, line)) for line in told.lines)]


def _cells(told: Told, line: Line) -> SafeString:
    cells = [score(cell) for cell in (line.all, *line.cells)]
    if len(told.columns) > 1:
        cells.append(number(line.gap_points))
    return joined([*cells, *_changed(told, line.change)])


def _changed(told: Told, of: Change | None) -> list[SafeString]:
    return [change(of)] if told.change else []


def joined(cells: Iterable[SafeString]) -> SafeString:
    """Cells side by side."""
    return SafeString("".join(cells))


def score(cell: Cell | None) -> SafeString:
    """A score with its shade, and its word for those who hear the page."""
    if cell is None or cell.score is None:
        return NOTHING
    return _score(cell.points, cell.shade, cell.words, get_language())


@lru_cache(maxsize=2000)
def _score(points: int | None, shade: str, words: str, _language: str | None) -> SafeString:
    return format_html(
        '<td class="num shade-{}">{}<span class="hidden-text">, {}</span></td>',
        shade,
        points,
        words,
    )


@lru_cache(maxsize=500)
def number(points: int | None) -> SafeString:
    """A number, or a dash."""
    return NOTHING if points is None else format_html('<td class="num">{}</td>', points)


def change(of: Change | None) -> SafeString:
    """A change, or why there is none."""
    if of is None:
        return NOTHING
    if of.words:
        return format_html('<td class="num"><span class="change">{}</span></td>', of.words)
    return format_html('<td class="num meta">{}</td>', gettext(of.why_not))
