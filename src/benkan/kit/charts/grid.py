"""A table drawn as a grid: what is shown as its number, what is hidden as hatching.

All that is hidden looks alike: which of it is small, and which was hidden with it, would tell more
than the table does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, frame, number, shortened

WIDTH = 360
NAMES = 104
ROW = 30
HEAD, TALL_HEAD = 34, 122
LETTER = 6.6


class Look(Enum):
    """How a cell looks: told apart by hatching and frame, not by colour."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Square:
    """One cell: its words when it is shown, and its look; totals are set in bold."""

    look: Look
    words: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Key:
    """What a look means, for the legend."""

    look: Look
    words: str


def grid(
    rows: Sequence[tuple[str, Sequence[Square]]],
    heads: Sequence[str],
    keys: Sequence[Key],
    *,
    title: str,
    description: str,
) -> SafeString:
    """Rows with a name each under named columns, and a legend below.

    Args:
        rows: names and squares, as many squares in each as there are heads.
    """
    wide = (WIDTH - NAMES) / max(len(heads), 1)
    fits = all(len(name) * LETTER <= wide - 4 for name in heads)
    head = HEAD if fits else TALL_HEAD
    put = _head if fits else _upright
    named = (put(name, NAMES + wide * (at + 0.5), wide) for at, name in enumerate(heads))
    lines = (_row(name, squares, head + ROW * at, wide) for at, (name, squares) in enumerate(rows))
    below = head + ROW * len(rows) + 12
    legend = (_key(key, below + 24 * at) for at, key in enumerate(keys))
    parts = [_PATTERN, *named, *lines, *legend]
    drawn = format_html_join("", "{}", ((part,) for part in parts))
    height = below + 24 * len(keys)
    return frame(drawn, width=WIDTH, height=height, title=title, description=description)


_PATTERN = format_html(
    '<defs><pattern id="benkan-hidden" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V7" stroke="{}" stroke-width="3.5"/></pattern></defs>',
    COLOURS[0],
)


def _head(name: str, middle: float, wide: float) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" font-size="12">{}</text>',
        number(middle),
        HEAD - 10,
        _short(name, wide - 4),
    )


def _upright(name: str, middle: float, _wide: float) -> SafeString:
    """A name that is longer than its column is wide, written from below to above."""
    return format_html(
        '<text transform="translate({} {})rotate(-90)" font-size="12">{}</text>',
        number(middle + 4),
        TALL_HEAD - 6,
        _short(name, TALL_HEAD - 8),
    )


def _row(name: str, squares: Sequence[Square], top: float, wide: float) -> SafeString:
    is_total = bool(squares) and all(square.is_total for square in squares)
    drawn = format_html_join(
        "",
        "{}",
        ((_square(square, NAMES + wide * at, top, wide),) for at, square in enumerate(squares)),
    )
    return format_html(
        '<text x="0" y="{}" font-size="12"{}>{}</text>{}',
        number(top + 19),
        _bold(is_total),
        _short(name, NAMES - 6),
        drawn,
    )


def _square(square: Square, left: float, top: float, wide: float) -> SafeString:
    box = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" {}/>',
        number(left + 1),
        number(top + 1),
        number(wide - 2),
        ROW - 2,
        _filled(square.look),
    )
    if square.look is not Look.SHOWN:
        return box
    return format_html(
        '{}<text x="{}" y="{}" text-anchor="middle" font-size="12"{}>{}</text>',
        box,
        number(left + wide / 2),
        number(top + 19),
        _bold(square.is_total),
        _short(square.words, wide - 2),
    )


def _bold(is_total: bool) -> SafeString:
    return SafeString(' font-weight="700"' if is_total else "")


def _filled(look: Look) -> SafeString:
    if look is Look.HIDDEN:
        return format_html('fill="url(#benkan-hidden)" stroke="{}" stroke-width="1.5"', COLOURS[0])
    faint = ".25" if look is Look.SHOWN else ".08"
    return format_html('fill="none" stroke="currentColor" stroke-opacity="{}"', faint)


def _key(key: Key, top: float) -> SafeString:
    return format_html(
        '<rect x="1" y="{}" width="30" height="16" rx="3" {}/>'
        '<text x="40" y="{}" font-size="12">{}</text>',
        number(top),
        _filled(key.look),
        number(top + 13),
        key.words,
    )


def _short(text: str, room: float) -> str:
    """As much of a name as there is room for; the whole of it stands in the table beside."""
    return shortened(text, max(int(room / LETTER), 2))
