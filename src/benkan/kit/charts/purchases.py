"""What was bought and what was not: a bar for each project, divided by who paid for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, number

WIDTH = 340.0
ROW = 50.0
BAR = 12.0


@dataclass(frozen=True)
class Part:
    """A part of a bar: how much of the whole, and its kind, which gives colour and pattern."""

    share: float
    kind: int


@dataclass(frozen=True)
class Bar:
    """A project: its name, a mark before it, words at the end and below, its length as a share of
    the width, and its parts. What they do not fill is an empty dashed frame: it is lacking."""

    mark: str
    name: str
    end: str
    below: str
    length: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Kind:
    """What a part of a bar means."""

    words: str


def legend(kinds: Sequence[Kind], *, top: float) -> SafeString:
    """What the kinds of parts are, one below the other."""
    return format_html_join(
        "",
        '{}<text x="34" y="{}" font-size="12">{}</text>',
        (
            (_filled(0.0, top + 18 * at, 26.0, at), number(top + 18 * at + 10), kind.words)
            for at, kind in enumerate(kinds)
        ),
    )


def bars(rows: Sequence[Bar], *, top: float) -> SafeString:
    """The bars, one below the other."""
    drawn = ((_bar(row, top + at * ROW),) for at, row in enumerate(rows))
    return format_html_join("", "{}", drawn)


def patterns() -> SafeString:
    """The hatching that tells the second kind of part from the first without colour."""
    return format_html(
        '<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" fill="{}" opacity=".25"/>'
        '<rect width="2.4" height="5" fill="{}"/></pattern></defs>',
        COLOURS[1],
        COLOURS[1],
    )


def _bar(row: Bar, top: float) -> SafeString:
    width = max(row.length * WIDTH, 2.0)
    at, drawn = 0.0, SafeString("")
    for part in row.parts:
        long = part.share * width
        if long > 0:
            drawn += _filled(at, top + 20, long, part.kind)
        at += long
    frame = format_html(
        '<rect x=".5" y="{}" width="{}" height="{}" fill="none" stroke="currentColor" '
        'stroke-dasharray="3 3" opacity=".55"/>',
        number(top + 20.5),
        number(max(width - 1, 1.0)),
        number(BAR - 1),
    )
    return format_html(
        '<text x="0" y="{}"><tspan font-weight="700">{}</tspan> {}</text>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>{}{}'
        '<text x="0" y="{}" font-size="11" opacity=".8">{}</text>',
        number(top + 14),
        row.mark,
        row.name,
        number(WIDTH),
        number(top + 14),
        row.end,
        frame if sum(part.share for part in row.parts) < 0.999 else "",
        drawn,
        number(top + 20 + BAR + 12),
        row.below,
    )


def _filled(left: float, top: float, width: float, kind: int) -> SafeString:
    fill = COLOURS[0] if kind == 0 else "url(#hatched)" if kind == 1 else "none"
    stroke = "currentColor" if kind > 1 else "none"
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-dasharray="3 3"/>',
        number(left),
        number(top),
        number(width),
        number(BAR),
        fill,
        stroke,
    )
