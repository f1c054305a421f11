"""Step curves: a share that falls over time, with its interval, and how many are left below the axis.

Curves are told apart by dashes and by a letter at their end; the colour only repeats it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, Scale, frame, number

WIDTH = 360
LEFT, RIGHT, TOP = 42, 22, 14
HEIGHT = 190
LINE = 16
LETTER = 10
DASHES = ("", "7 3", "2 3", "8 3 2 3", "12 3", "4 4")
# Steps nearer to each other than this cannot be seen apart.
FINEST = 0.4


@dataclass(frozen=True)
class Curve:
    """One curve: a letter, its points (x, share, low, high; bounds None where there are none), the
    places of cases that were last seen, and how many are left at each tick of the axis."""

    letter: str
    name: str
    points: Sequence[tuple[float, float, float | None, float | None]]
    seen_last: Sequence[tuple[float, float]]
    left: Sequence[str]


def steps(
    curves: Sequence[Curve],
    *,
    across: Scale,
    ticks: Sequence[tuple[float, str]],
    shares: Sequence[tuple[float, str]],
    words: tuple[str, str],
    title: str,
    description: str,
) -> SafeString:
    """The curves in one frame.

    Args:
        curves: up to six.
        across: of the values on the axis below.
        ticks: their places on it and what is written there.
        shares: the same for the axis at the left, between 0 and 1.
        words: what the axis below measures, and what the table below it counts.
    """
    down = Scale(0, 1, TOP + HEIGHT, TOP)
    x = Scale(across.low, across.high, LEFT, WIDTH - RIGHT)
    drawn = [_grid(x, down, ticks, shares, words[0])]
    for at, curve in enumerate(curves):
        drawn.append(_curve(curve, at, x, down))
    drawn.append(_letters(curves, x, down))
    below = TOP + HEIGHT + 52
    drawn.append(_table(curves, x, ticks, below, words[1]))
    return frame(
        format_html_join("", "{}", ((part,) for part in drawn)),
        width=WIDTH,
        height=below + (2 * len(curves) + 1) * LINE,
        title=title,
        description=description,
    )


def _grid(
    x: Scale,
    y: Scale,
    ticks: Sequence[tuple[float, str]],
    shares: Sequence[tuple[float, str]],
    words: str,
) -> SafeString:
    lines = format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".15" fill="none"/>'
        '<text x="{}" y="{}" text-anchor="end" font-size="11.6">{}</text>',
        (
            (LEFT, number(y.at(share)), WIDTH - RIGHT, LEFT - 5, number(y.at(share) + 4), said)
            for share, said in shares
        ),
    )
    marks = format_html_join(
        "",
        '<path d="M{0} {1}v4" stroke="currentColor"/>'
        '<text x="{0}" y="{2}" text-anchor="middle" font-size="11.6">{3}</text>',
        ((number(x.at(at)), TOP + HEIGHT, TOP + HEIGHT + 16, said) for at, said in ticks),
    )
    return format_html(
        '{}{}<text x="{}" y="{}" text-anchor="end" font-size="11.6" opacity=".75">{}</text>',
        lines,
        marks,
        WIDTH - RIGHT,
        TOP + HEIGHT + 31,
        words,
    )


def _curve(curve: Curve, at: int, x: Scale, y: Scale) -> SafeString:
    colour, dash = COLOURS[at % len(COLOURS)], DASHES[at % len(DASHES)]
    points = _seen_apart(curve.points, x)
    line = f"M{number(x.at(x.low))} {number(y.at(1))}" + "".join(
        f"H{number(x.at(time))}V{number(y.at(share))}" for time, share, _, _ in points
    )
    ticks = "".join(
        f"M{number(x.at(time))} {number(y.at(share) - 4)}v8" for time, share in curve.seen_last
    )
    return format_html(
        '<g fill="none" stroke="{0}"><path d="{1}" fill="{0}" fill-opacity=".14" stroke="none"/>'
        '<path d="{2}" stroke-width="2.2" stroke-dasharray="{3}"/>'
        '<path d="{4}" stroke="currentColor" stroke-opacity=".7"/></g>',
        colour,
        _band(points, x, y),
        line,
        dash or "none",
        ticks,
    )


def _letters(curves: Sequence[Curve], x: Scale, y: Scale) -> SafeString:
    """Each at the end of its curve, and above those that would stand in the same place."""
    placed: list[tuple[float, float, str]] = []
    for curve in curves:
        end = curve.points[-1] if curve.points else (x.low, 1.0, None, None)
        left, base = x.at(end[0]) + 5, y.at(max(end[1], 0.04)) + 4
        while any(abs(left - a) < LETTER and abs(base - b) < LINE - 3 for a, b, _ in placed):
            base -= LINE - 3
        placed.append((left, base, curve.letter))
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-size="12" font-weight="600">{}</text>',
        ((number(left), number(base), letter) for left, base, letter in placed),
    )


def _band(
    points: Sequence[tuple[float, float, float | None, float | None]], x: Scale, y: Scale
) -> str:
    """Around the curve as far as it has bounds, step by step forth and back."""
    bounded = [
        (x.at(time), y.at(low), y.at(high))
        for time, _, low, high in points
        if low is not None and high is not None
    ]
    if not bounded:
        return ""
    ends = [at for at, _, _ in bounded[1:]] + [max(x.at(points[-1][0]), bounded[-1][0])]
    forth = "".join(
        f"V{number(high)}H{number(end)}" for (_, _, high), end in zip(bounded, ends, strict=True)
    )
    back = "".join(f"V{number(low)}H{number(at)}" for at, low, _ in reversed(bounded))
    return f"M{number(bounded[0][0])} {number(bounded[0][2])}{forth}{back}Z"


def _seen_apart(
    points: Sequence[tuple[float, float, float | None, float | None]], x: Scale
) -> list[tuple[float, float, float | None, float | None]]:
    """The points without those that fall on the same place of the screen as the next one."""
    kept: list[tuple[float, float, float | None, float | None]] = []
    for point in points:
        if kept and x.at(point[0]) - x.at(kept[-1][0]) < FINEST:
            kept[-1] = (kept[-1][0], *point[1:])
        else:
            kept.append(point)
    return kept


def _table(
    curves: Sequence[Curve], x: Scale, ticks: Sequence[tuple[float, str]], top: float, words: str
) -> SafeString:
    head = format_html(
        '<text x="{}" y="{}" font-size="11.6" opacity=".75">{}</text>', 4, number(top), words
    )
    rows = []
    for at, curve in enumerate(curves):
        base = top + (2 * at + 1) * LINE
        rows.append(_key(curve, at, base))
        rows.append(
            format_html_join(
                "",
                '<text x="{}" y="{}" text-anchor="middle" font-size="11.6">{}</text>',
                (
                    (number(x.at(place)), number(base + LINE - 2), count)
                    for (place, _), count in zip(ticks, curve.left, strict=True)
                ),
            )
        )
    return format_html("{}{}", head, format_html_join("", "{}", ((row,) for row in rows)))


def _key(curve: Curve, at: int, base: float) -> SafeString:
    return format_html(
        '<path d="M4 {}h26" stroke="{}" stroke-width="2.2" stroke-dasharray="{}" fill="none"/>'
        '<text x="36" y="{}" font-size="12"><tspan font-weight="600">{}</tspan> {}</text>',
        number(base - 4),
        COLOURS[at % len(COLOURS)],
        DASHES[at % len(DASHES)] or "none",
        number(base),
        curve.letter,
        curve.name,
    )
