"""Counts, shares and waits of the calls in the reader's language."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext

from benkan.apps.voices.queries.calls import CallLine
from benkan.apps.voices.rules.calls.codes import Vote

_DAYS_FROM = 480
"""Waits of two days and more are told in days."""


def count(many: int | None) -> str:
    """How many, or that it is hidden."""
    return gettext("hidden") if many is None else number_format(many, force_grouping=True)


def share(many: int | None, of: int | None) -> str:
    """The part as whole per cent, a half rounded up; what is below one is told as such."""
    if many is None or of is None:
        return gettext("hidden")
    if not of:
        return "–"
    percent = (200 * many + of) // (2 * of)
    if many and not percent:
        return gettext("under 1 %")
    return gettext("%(percent)s %%") % {"percent": percent}


def counted(many: int | None, of: int | None) -> str:
    """A count with its share: `3 288 (30 %)`."""
    if many is None or not of:
        return count(many)
    return f"{count(many)} ({share(many, of)})"


def long(tenths: int) -> str:
    """A wait: hours with one decimal, days from two days on."""
    if tenths >= _DAYS_FROM:
        days = number_format(round(tenths / 240, 1), 1)
        return gettext("%(days)s days") % {"days": days}
    return gettext("%(hours)s h") % {"hours": number_format(tenths / 10, 1)}


def vote_word(vote: Vote) -> str:
    return gettext(vote.label)


@dataclass(frozen=True)
class CallSaid:
    """A call of the list in words."""

    number: str
    month: date
    topics: tuple[str, ...]
    minutes: int
    words: tuple[str, ...]


def call_said(line: CallLine) -> CallSaid:
    """Vote, region, way, operator and wait, as they are read one after the other."""
    wait = (
        gettext("wait not known")
        if line.waited is None
        else gettext("waited %(long)s") % {"long": long(line.waited)}
    )
    words = (line.vote.label, line.region, line.way.label, line.operator.label)
    return CallSaid(
        line.number,
        line.month,
        line.topics,
        line.minutes,
        (*(gettext(word) for word in words), wait),
    )
