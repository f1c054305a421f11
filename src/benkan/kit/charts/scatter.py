"""People or things as points on a plane, those that belong together in one outline with a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, Scale, number

# Shapes as well as colours: (path around the origin for a size of one).
SHAPES = (
    "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "M-.9-.9h1.8v1.8h-1.8z",
    "M0-1.2L1.1.8H-1.1z",
    "M0-1.3L1 0L0 1.3L-1 0z",
    "M-1.1-.8H1.1L0 1.2z",
)
UNGROUPED = "M-.8-.8L.8.8M-.8.8L.8-.8"
LETTER_SIZE = 22


@dataclass(frozen=True)
class Spot:
    """One point: where, of which class from 0 (None for none), and its radius in the picture."""

    x: float
    y: float
    kind: int | None
    radius: float = 2.4


@dataclass(frozen=True)
class Outline:
    """A class: its letter, and the corners of the area around most of it."""

    letter: str
    corners: Sequence[tuple[float, float]]
    middle: tuple[float, float]


def scatter(
    spots: Sequence[Spot], outlines: Sequence[Outline], *, width: float, height: float
) -> SafeString:
    """The points, what is around them, and the letters on top; one scale for both directions."""
    at = _placing(spots, width, height)
    areas = format_html_join(
        "", "{}", ((_area(kind, one, at),) for kind, one in enumerate(outlines))
    )
    points = format_html_join("", "{}", ((_points(kind, spots, at),) for kind in _kinds(spots)))
    letters = format_html_join(
        "", "{}", ((_letter(kind, one, at),) for kind, one in enumerate(outlines))
    )
    return format_html("{}{}{}", areas, points, letters)


def colour(kind: int) -> str:
    """Of a class."""
    return COLOURS[kind % len(COLOURS)]


def marker(kind: int, x: float, y: float, size: float = 5) -> SafeString:
    """The shape of a class, for a legend."""
    return format_html(
        '<path d="{}" transform="translate({} {})scale({})" fill="{}"/>',
        SHAPES[kind % len(SHAPES)],
        number(x),
        number(y),
        number(size),
        colour(kind),
    )


def _kinds(spots: Sequence[Spot]) -> list[int | None]:
    there = {spot.kind for spot in spots}
    kinds: list[int | None] = [None] if None in there else []
    return kinds + sorted(kind for kind in there if kind is not None)


def _placing(spots: Sequence[Spot], width: float, height: float) -> tuple[Scale, Scale]:
    xs, ys = [spot.x for spot in spots] or [0.0], [spot.y for spot in spots] or [0.0]
    span = max((max(xs) - min(xs)) / width, (max(ys) - min(ys)) / height) or 1.0
    half = span * 1.1 / 2
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return (
        Scale(x - half * width, x + half * width, 0, width),
        Scale(y - half * height, y + half * height, height, 0),
    )


def _points(kind: int | None, spots: Sequence[Spot], at: tuple[Scale, Scale]) -> SafeString:
    """All points of a class in one group, so that a large picture stays small."""
    own = [spot for spot in spots if spot.kind == kind]
    name = f"s{'n' if kind is None else kind}"
    uses = format_html_join(
        "",
        '<use href="#{}" transform="translate({} {})scale({})"/>',
        ((name, number(at[0].at(s.x)), number(at[1].at(s.y)), number(s.radius)) for s in own),
    )
    if kind is None:
        shape = format_html(
            '<path id="{}" d="{}" stroke="currentColor" stroke-width=".5" fill="none"/>',
            name,
            UNGROUPED,
        )
        return format_html('<defs>{}</defs><g opacity=".35">{}</g>', shape, uses)
    shape = format_html('<path id="{}" d="{}"/>', name, SHAPES[kind % len(SHAPES)])
    return format_html(
        '<defs>{}</defs><g fill="{}" opacity=".75">{}</g>', shape, colour(kind), uses
    )


def _area(kind: int, one: Outline, at: tuple[Scale, Scale]) -> SafeString:
    if len(one.corners) < 3:
        return SafeString("")
    corners = " ".join(f"{number(at[0].at(x))},{number(at[1].at(y))}" for x, y in one.corners)
    return format_html(
        '<polygon points="{}" fill="{}" fill-opacity=".12" stroke="{}" stroke-width="1.5" '
        'stroke-linejoin="round"/>',
        corners,
        colour(kind),
        colour(kind),
    )


def _letter(kind: int, one: Outline, at: tuple[Scale, Scale]) -> SafeString:
    """Readable on any ground: dark on a light plate."""
    x, y = at[0].at(one.middle[0]), at[1].at(one.middle[1])
    return format_html(
        '<circle cx="{0}" cy="{1}" r="{2}" fill="#fff" stroke="{3}" stroke-width="2"/>'
        '<text x="{0}" y="{4}" text-anchor="middle" font-weight="700" font-size="15" '
        'fill="#1a1a1a">{5}</text>',
        number(x),
        number(y),
        number(LETTER_SIZE / 2),
        colour(kind),
        number(y + 5.3),
        one.letter,
    )
