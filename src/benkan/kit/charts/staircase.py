"""Values from the lowest to the highest as a staircase, with one line that they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import COLOURS, Scale, number

LEFT = 44.0
TOP = 20.0
BELOW = 24.0


@dataclass(frozen=True)
class Step:
    """So many people (above 0) with the same value (0 or more)."""

    value: float
    people: float


@dataclass(frozen=True)
class Reference:
    """The value of the line, and the words that stand on it."""

    value: float
    words: str


@dataclass(frozen=True)
class Ends:
    """The words below the lowest and the highest step."""

    low: str
    high: str


def staircase(
    steps: Sequence[Step],
    reference: Reference,
    *,
    ends: Ends,
    ticks: Sequence[tuple[float, str]],
    width: float,
    height: float,
) -> SafeString:
    """The steps in the order given, as wide as their people.

    Args:
        steps: at least one.
        reference: a dashed line.
        ends: what stands below the axis at its two ends.
        ticks: values on the upright axis and their words.
        width, height: of the whole, in the units of the picture.
    """
    highest = max([reference.value, *(step.value for step in steps), *(at for at, _ in ticks)])
    up = Scale(0.0, highest or 1.0, height - BELOW, TOP)
    along = Scale(0.0, sum(step.people for step in steps), LEFT, width)
    return format_html(
        "{}{}{}{}",
        _axis(ticks, up, width),
        _area(steps, up, along),
        _line(reference, up, width),
        _ends(ends, width, height),
    )


def _axis(ticks: Sequence[tuple[float, str]], up: Scale, width: float) -> SafeString:
    return format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="currentColor" stroke-width=".5" opacity=".35"/>'
        '<text x="{}" y="{}" text-anchor="end" font-size="12">{}</text>',
        (
            (
                number(LEFT),
                number(up.at(value)),
                number(width),
                number(LEFT - 6),
                number(up.at(value) + 4),
                words,
            )
            for value, words in ticks
        ),
    )


def _area(steps: Sequence[Step], up: Scale, along: Scale) -> SafeString:
    outline, people = "", 0.0
    for step in steps:
        outline += f"V{number(up.at(step.value))}"
        people += step.people
        outline += f"H{number(along.at(people))}"
    foot = number(up.at(0.0))
    return format_html(
        '<path d="M{} {}{}V{}Z" fill="{}" fill-opacity=".22"/>'
        '<path d="M{} {}{}" fill="none" stroke="{}" stroke-width="2.5"/>',
        number(LEFT),
        foot,
        outline,
        foot,
        COLOURS[0],
        number(LEFT),
        foot,
        outline,
        COLOURS[0],
    )


def _line(reference: Reference, up: Scale, width: float) -> SafeString:
    at = up.at(reference.value)
    return format_html(
        '<path d="M{} {}H{}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="6 4"/>'
        '<text x="{}" y="{}" font-size="12">{}</text>',
        number(LEFT),
        number(at),
        number(width),
        number(LEFT + 6),
        number(at - 6),
        reference.words,
    )


def _ends(ends: Ends, width: float, height: float) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="12">{}</text>'
        '<text x="{}" y="{}" font-size="12" text-anchor="end">{}</text>',
        number(LEFT),
        number(height - 7),
        ends.low,
        number(width),
        number(height - 7),
        ends.high,
    )
