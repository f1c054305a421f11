"""Points with the interval around each: estimates, a row each, on one scale.

A row is told by its name, never by colour. Above each group stands its heading; a line at zero, when
the scale has it, shows what a difference of nothing would be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, Scale, frame, number

WIDTH = 340
MARGIN = 12
ROW = 42
HEADING = 34
AXIS = 30


@dataclass(frozen=True)
class Interval:
    """One row: its name, the words at its end, and its value with both ends on the scale. An end
    that is None is open; without a value the row says its words alone."""

    name: str
    words: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Panel:
    """Rows that share a scale, under a heading. `said` writes the numbers of the axis; with
    `holds_zero` zero is on it: of a difference one asks first on which side of nothing it lies."""

    heading: str
    rows: Sequence[Interval]
    said: Callable[[float], str]
    holds_zero: bool = False


def intervals(panels: Sequence[Panel], *, title: str, description: str) -> SafeString:
    """The whole picture, a panel below the other."""
    drawn: list[SafeString] = []
    top = 4
    for panel in panels:
        drawn.append(_panel(panel, top))
        top += _height(panel)
    whole = format_html_join("", "{}", ((each,) for each in drawn))
    return frame(whole, width=WIDTH, height=max(top, 1), title=title, description=description)


def _height(panel: Panel) -> int:
    return HEADING + ROW * len(panel.rows) + AXIS + 10


def _panel(panel: Panel, top: int) -> SafeString:
    scale = _scale(panel)
    rows_top = top + HEADING
    bottom = rows_top + ROW * len(panel.rows)
    rows = ((_row(row, scale, rows_top + ROW * at),) for at, row in enumerate(panel.rows))
    return format_html(
        '<text x="{}" y="{}" font-weight="600">{}</text>{}{}',
        MARGIN,
        top + 18,
        panel.heading,
        _axis(scale, panel, rows_top, bottom) if _known(panel.rows) else "",
        format_html_join("", "{}", rows),
    )


def _scale(panel: Panel) -> Scale:
    known = _known(panel.rows)
    known += [0.0] if panel.holds_zero and known else []
    low, high = min(known, default=0.0), max(known, default=1.0)
    if low == high:
        away = abs(low) / 10 or 1.0
        low, high = low - away, high + away
    room = (high - low) / 20
    return Scale(low - room, high + room, MARGIN, WIDTH - MARGIN)


def _known(rows: Sequence[Interval]) -> list[float]:
    return [end for row in rows for end in (row.low, row.value, row.high) if end is not None]


def _axis(scale: Scale, panel: Panel, top: int, bottom: int) -> SafeString:
    parts = (
        (
            number(scale.at(tick)),
            top - 2,
            number(scale.at(tick)),
            bottom + 4,
            ".55" if abs(tick) < 1e-12 else ".16",
            number(scale.at(tick)),
            bottom + 20,
            _anchor(scale.at(tick)),
            panel.said(tick),
        )
        for tick in scale.ticks(4)
        if scale.low <= tick <= scale.high
    )
    return format_html_join(
        "",
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" opacity="{}"/>'
        '<text x="{}" y="{}" font-size="12" text-anchor="{}" opacity=".8">{}</text>',
        parts,
    )


def _anchor(place: float) -> str:
    """A number near the edge of the picture stands inside it."""
    if place > WIDTH - 3 * MARGIN:
        return "end"
    return "start" if place < 3 * MARGIN else "middle"


def _row(row: Interval, scale: Scale, top: int) -> SafeString:
    words = format_html(
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        MARGIN,
        top + 14,
        row.name,
        WIDTH - MARGIN,
        top + 14,
        row.words,
    )
    if row.value is None:
        return words
    return format_html("{}{}", words, _whiskers(row, scale, top + 28))


def _whiskers(row: Interval, scale: Scale, middle: int) -> SafeString:
    """A bar from end to end with a stop at each that is known, and the point upon it."""
    low = scale.start if row.low is None else scale.at(row.low)
    high = scale.end if row.high is None else scale.at(row.high)
    stops = [place for place, end in ((low, row.low), (high, row.high)) if end is not None]
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="4" opacity=".55"'
        '{}/>{}<circle cx="{}" cy="{}" r="5.5" fill="{}" stroke="currentColor" '
        'stroke-width="1.5"/>',
        number(low),
        middle,
        number(high),
        middle,
        COLOURS[0],
        "" if len(stops) == 2 else _dashed(),
        _stops(stops, middle),
        number(scale.at(row.value or 0.0)),
        middle,
        COLOURS[0],
    )


def _dashed() -> SafeString:
    return format_html(' stroke-dasharray="{}"', "5 4")


def _stops(places: Sequence[float], middle: int) -> SafeString:
    return format_html_join(
        "",
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" stroke-width="1.5"/>',
        ((number(place), middle - 5, number(place), middle + 5) for place in places),
    )
