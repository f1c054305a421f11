"""Strips: a scale of steps a row, with the step that was reached and where the groups stand.

The step is told by its place, its outline and the words beside it; the colour only repeats it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, Scale, frame, number, shortened

WIDTH = 360
EDGE = 8
ROW = 54
STRIP = 12
LETTER = 8.0
BELOW = 11
GOOD, POOR = COLOURS[0], COLOURS[1]
SIGNS = 50


@dataclass(frozen=True)
class Strip:
    """One row: a name, how deep it stands in a tree, the words at its end, where it stands from 0 to
    1 (None: nowhere yet) and on which step, and letters of groups with where they stand."""

    name: str
    level: int
    words: str
    score: float | None
    step: int | None
    groups: Sequence[tuple[str, float]] = ()


def strips(
    rows: Sequence[Strip],
    *,
    steps: int,
    ends: tuple[str, str],
    legend: Sequence[str],
    title: str,
    description: str,
) -> SafeString:
    """The rows below one another.

    Args:
        steps: how many each strip has, an odd number; they are numbered with 0 in the middle. A step
            holds the scores that are nearest to it, so the first and the last are half as wide.
        ends: what the left and the right end mean.
        legend: a line for each group, below the rows.
    """
    scale = Scale(0, 1, EDGE, WIDTH - EDGE)
    drawn = [_ends(*ends)]
    drawn += [_row(row, 24 + at * ROW, steps, scale) for at, row in enumerate(rows)]
    foot = 24 + len(rows) * ROW + 10
    drawn += [
        format_html('<text x="{}" y="{}" font-size="12">{}</text>', EDGE, foot + at * 17, line)
        for at, line in enumerate(legend)
    ]
    return frame(
        format_html_join("", "{}", ((part,) for part in drawn)),
        width=WIDTH,
        height=foot + len(legend) * 17,
        title=title,
        description=description,
    )


def _ends(left: str, right: str) -> SafeString:
    return format_html(
        '<text x="{}" y="13" font-size="11.6" opacity=".75">◂ {}</text>'
        '<text x="{}" y="13" font-size="11.6" opacity=".75" text-anchor="end">{} ▸</text>',
        EDGE,
        left,
        WIDTH - EDGE,
        right,
    )


def _row(row: Strip, top: float, steps: int, scale: Scale) -> SafeString:
    indent = EDGE + 10 * min(row.level, 5)
    room = max(SIGNS - len(row.words) - 2 * row.level, 8)
    name = shortened(row.name, room)
    return format_html(
        '<g><title>{} · {}</title><text x="{}" y="{}" font-weight="{}">{}</text>'
        '<text x="{}" y="{}" text-anchor="end" font-size="12">{}</text>{}{}{}</g>',
        row.name,
        row.words,
        number(indent),
        number(top + 13),
        600 if row.level == 0 else 400,
        name,
        WIDTH - EDGE,
        number(top + 13),
        row.words,
        _cells(row.step, top + 22, steps, scale),
        "" if row.score is None else _pointer(scale.at(row.score), top + 22),
        _letters(row.groups, top + 22 + STRIP + BELOW, scale),
    )


def _cells(step: int | None, top: float, steps: int, scale: Scale) -> SafeString:
    half = steps // 2
    width = 1 / (steps - 1)
    cells = []
    for at in range(-half, half + 1):
        middle = (at / half + 1) / 2
        left = scale.at(max(middle - width / 2, 0)) + 0.75
        right = scale.at(min(middle + width / 2, 1)) - 0.75
        cells.append((left, right - left, at))
    return format_html_join(
        "", "{}", ((_cell(left, wide, top, at, at == step),) for left, wide, at in cells)
    )


def _cell(left: float, wide: float, top: float, at: int, is_reached: bool) -> SafeString:
    colour = "currentColor" if at == 0 else GOOD if at > 0 else POOR
    opacity = 0.85 if is_reached else 0.1 + 0.06 * abs(at)
    outline = ' stroke="currentColor" stroke-width="1.5"' if is_reached else ""
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}" fill-opacity="{}"{}/>',
        number(left),
        number(top),
        number(wide),
        STRIP,
        colour,
        number(opacity),
        SafeString(outline),
    )


def _pointer(x: float, top: float) -> SafeString:
    return format_html('<path d="M{0} {1}l-4.5 -6h9z" stroke="none"/>', number(x), number(top + 1))


def _letters(groups: Sequence[tuple[str, float]], base: float, scale: Scale) -> SafeString:
    """Letters below their place; those of one place together, and others pushed to the right as far
    as they need to be read."""
    together: dict[float, str] = {}
    for letter, score in sorted(groups):
        together[score] = together.get(score, "") + letter
    placed: list[tuple[float, str]] = []
    free = 0.0
    for score, letters in sorted(together.items()):
        half = LETTER * len(letters) / 2
        middle = max(scale.at(score), free + half)
        free = middle + half
        placed.append((middle, letters))
    spare = max(free - WIDTH, 0)
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-size="11.6" text-anchor="middle">{}</text>',
        ((number(x - spare), number(base), letters) for x, letters in placed),
    )
