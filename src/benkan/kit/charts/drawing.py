"""What charts are made of: a frame with title and description, axes with round numbers, colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.html import format_html
from django.utils.safestring import SafeString

# Okabe and Ito's eight colours, told apart with every kind of colour vision ("Color Universal
# Design", 2008); without black and yellow, which are lost on dark and on light paper.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")


def frame(
    drawn: SafeString, *, width: float, height: float, title: str, description: str
) -> SafeString:
    """The whole picture. It stands in a page, or alone in a file."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {} {}" '
        'width="100%" font-size="13" font-family="system-ui, sans-serif" fill="currentColor">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        number(width),
        number(height),
        title,
        description,
        drawn,
    )


def number(value: float) -> str:
    """A coordinate: two decimals are finer than a screen, and the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def shortened(text: str, most: int) -> str:
    """At most so many letters of a name: its beginning and its end, where names that begin alike
    differ (“Commune rurale de … 12”)."""
    if len(text) <= most:
        return text
    end = max((most - 1) // 3, 0)
    begin = max(most - 1 - end, 1)
    return text[:begin].rstrip() + "…" + (text[-end:].lstrip() if end else "")


@dataclass(frozen=True)
class Scale:
    """Takes values between `low` and `high` to places between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands; an empty span stands in the middle."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) * (self.end - self.start) / (self.high - self.low)

    def ticks(self, about: int = 5) -> Iterator[float]:
        """Round values within the span, about so many: steps of 1, 2 or 5 times a power of ten."""
        span = self.high - self.low
        if span <= 0:
            yield self.low
            return
        rough = span / about
        power = 10.0 ** floor(log10(rough))
        step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
        for count in range(ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9) + 1):
            yield count * step
