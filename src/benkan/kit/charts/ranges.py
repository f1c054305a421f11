"""A range that was allowed for each name, what there was before, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, Scale, number

ROW = 40.0
TITLE = 30.0
LEGEND = 86.0
MIDDLE = 27.0


@dataclass(frozen=True)
class Range:
    """A name, the range that was allowed, where it started and what came of it, all from 0 to 1,
    and the words at its end. `is_bound` sets it apart: it stands at the end of its range."""

    name: str
    low: float
    high: float
    before: float
    after: float
    words: str
    is_bound: bool = False


@dataclass(frozen=True)
class Group:
    """Ranges under one title."""

    title: str
    ranges: Sequence[Range]


@dataclass(frozen=True)
class Legend:
    """The words for the three marks, and for the ranges that are set apart."""

    allowed: str
    before: str
    after: str
    bound: str


def height_of(groups: Sequence[Group]) -> float:
    """How tall they are drawn, with the legend."""
    return LEGEND + sum(TITLE + ROW * len(group.ranges) for group in groups)


def ranges(groups: Sequence[Group], legend: Legend, *, top: float, width: float) -> SafeString:
    """The groups one below the other; all share one scale, which ends at the highest mark."""
    highest = max(max(row.high, row.before, row.after) for group in groups for row in group.ranges)
    along = Scale(0.0, highest or 1.0, 7.0, width - 8.0)
    drawn = [(_legend(legend, top),)]
    at = top + LEGEND
    for group in groups:
        drawn.append((_title(group.title, at),))
        at += TITLE
        for row in group.ranges:
            drawn.append((_row(row, at, along, width),))
            at += ROW
    return format_html_join("", "{}", drawn)


def _legend(legend: Legend, top: float) -> SafeString:
    return format_html(
        '{}<text x="34" y="{}" font-size="12">{}</text>'
        '{}<text x="34" y="{}" font-size="12">{}</text>'
        '{}<text x="34" y="{}" font-size="12">{}</text>'
        '<text x="34" y="{}" font-size="12" font-weight="700">{}</text>',
        _box(6.0, 28.0, top + 8),
        number(top + 12),
        legend.allowed,
        _ring(17.0, top + 28),
        number(top + 32),
        legend.before,
        _diamond(17.0, top + 48),
        number(top + 52),
        legend.after,
        number(top + 72),
        legend.bound,
    )


def _title(title: str, top: float) -> SafeString:
    return format_html(
        '<text x="0" y="{}" font-weight="700">{}</text>', number(top + TITLE - 9), title
    )


def _row(row: Range, top: float, along: Scale, width: float) -> SafeString:
    middle = top + MIDDLE
    return format_html(
        '<text x="0" y="{}"{}>{}</text>'
        '<text x="{}" y="{}" text-anchor="end"{}>{}</text>'
        '<path d="M{} {}H{}" stroke="currentColor" stroke-width=".7" opacity=".4"/>{}{}{}',
        number(top + 13),
        _weight(row),
        row.name,
        number(width),
        number(top + 13),
        _weight(row),
        row.words,
        number(along.start),
        number(middle),
        number(along.end),
        _box(along.at(row.low), along.at(row.high), middle),
        _ring(along.at(row.before), middle),
        _diamond(along.at(row.after), middle),
    )


def _weight(row: Range) -> SafeString:
    return SafeString(' font-weight="700"' if row.is_bound else "")


def _box(start: float, end: float, middle: float) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="10" rx="2" fill="{}" fill-opacity=".35" '
        'stroke="{}" stroke-width="1"/>',
        number(start),
        number(middle - 5),
        number(max(end - start, 1.5)),
        COLOURS[4],
        COLOURS[0],
    )


def _ring(x: float, y: float) -> SafeString:
    return format_html(
        '<circle cx="{}" cy="{}" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6"/>',
        number(x),
        number(y),
    )


def _diamond(x: float, y: float) -> SafeString:
    return format_html(
        '<path d="M{} {}l5.5 5.5l-5.5 5.5l-5.5 -5.5z" fill="{}" stroke="currentColor" '
        'stroke-width=".6"/>',
        number(x),
        number(y - 5.5),
        COLOURS[1],
    )
