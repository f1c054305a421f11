"""Horizontal bars: shares, counts or prices beside their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 320
ROW = 44
HEADING = 26
BAR = 14


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length as a share of the whole width, and the words at its end. A
    length of None draws an empty dashed frame: hidden, or nothing yet."""

    name: str
    length: Fraction | None
    words: str


def bars(rows: Sequence[Bar], *, title: str, description: str, heading: str = "") -> SafeString:
    """Horizontal bars, one below the other, each with its name above it; a heading above them
    where the picture stands alone."""
    top = HEADING if heading else 0
    height = top + ROW * max(len(rows), 1)
    drawn = format_html_join(
        "", "{}", ((_row(row, top + at * ROW),) for at, row in enumerate(rows))
    )
    if heading:
        drawn = (
            format_html('<text x="0" y="15" font-size="14" font-weight="700">{}</text>', heading)
            + drawn
        )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {} {}" '
        'width="100%" font-size="13" font-family="system-ui, sans-serif" fill="currentColor"><title>{}</title><desc>{}</desc>{}</svg>',
        WIDTH,
        height,
        title,
        description,
        drawn,
    )


def _row(row: Bar, top: int) -> SafeString:
    return format_html(
        '<text x="0" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>{}',
        top + 14,
        row.name,
        WIDTH,
        top + 14,
        row.words,
        _frame(top + 20) if row.length is None else _filled(row.length, top + 20),
    )


def _frame(top: int) -> SafeString:
    return format_html(
        '<rect x=".5" y="{}" width="{}" height="{}" rx="3" fill="none" stroke="currentColor" '
        'stroke-dasharray="4 3" opacity=".6"/>',
        top,
        WIDTH - 1,
        BAR,
    )


def _filled(length: Fraction, top: int) -> SafeString:
    track = '<rect x="0" y="{}" width="{}" height="{}" rx="3" opacity=".14"/>'
    return format_html(
        track + '<rect x="0" y="{}" width="{}" height="{}" rx="3"/>',
        top,
        WIDTH,
        BAR,
        top,
        round(WIDTH * min(max(length, Fraction(0)), Fraction(1))),
        BAR,
    )
