"""Upright columns: counts hour by hour or day by day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import Scale, frame, number

WIDTH = 360
LEFT, RIGHT, TOP = 38, 4, 10
HEIGHT = 170
BELOW = 24


@dataclass(frozen=True)
class Column:
    """One column: how many (None draws a dashed stub: hidden), and what stands below it, if anything."""

    count: int | None
    below: str = ""


def columns(
    rows: Sequence[Column], *, said: Sequence[tuple[int, str]], title: str, description: str
) -> SafeString:
    """The columns side by side.

    Args:
        rows: from left to right, at least one.
        said: counts at which a line crosses, and how the reader's language writes them.
    """
    highest = max([row.count or 0 for row in rows] + [at for at, _ in said] + [1])
    up = Scale(0, highest, TOP + HEIGHT, TOP)
    wide = (WIDTH - LEFT - RIGHT) / len(rows)
    drawn = format_html_join(
        "", "{}", ((_column(row, LEFT + at * wide, wide, up),) for at, row in enumerate(rows))
    )
    return frame(
        format_html("{}{}", _lines(said, up), drawn),
        width=WIDTH,
        height=TOP + HEIGHT + BELOW,
        title=title,
        description=description,
    )


def round_counts(highest: int) -> list[int]:
    """Round counts from 0 up to the highest, about four."""
    return [round(tick) for tick in Scale(0, max(highest, 4), 0, 1).ticks(4)]


def _lines(said: Sequence[tuple[int, str]], up: Scale) -> SafeString:
    return format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".15"/>'
        '<text x="{}" y="{}" text-anchor="end" font-size="11.6">{}</text>',
        (
            (LEFT, number(up.at(at)), WIDTH - RIGHT, LEFT - 5, number(up.at(at) + 4), words)
            for at, words in said
        ),
    )


def _column(row: Column, left: float, wide: float, up: Scale) -> SafeString:
    gap = min(wide * 0.2, 3.0)
    foot = TOP + HEIGHT
    words = (
        format_html(
            '<text x="{}" y="{}" text-anchor="middle" font-size="11.6">{}</text>',
            number(left + wide / 2),
            foot + 16,
            row.below,
        )
        if row.below
        else ""
    )
    if row.count is None:
        return format_html(
            '<path d="M{} {}v-6" stroke="currentColor" stroke-dasharray="2 2" opacity=".7"/>{}',
            number(left + wide / 2),
            foot,
            words,
        )
    top = up.at(row.count)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}"/>{}',
        number(left + gap / 2),
        number(top),
        number(wide - gap),
        number(foot - top),
        words,
    )
