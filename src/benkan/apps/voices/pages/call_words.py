"""Counts, shares and waits of the calls in the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext

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
    """A call of the list in words: made here, since a template takes ten times as long for them."""

    number: str
    topics: str
    facts: str


def calls_said(lines: Sequence[CallLine]) -> list[CallSaid]:
    """Month, vote, region, way, operator, wait and length, as they are read one after the other."""
    months = {month: date_format(month, "F Y") for month in {line.month for line in lines}}
    return [
        CallSaid(
            line.number, " · ".join(line.topics), " · ".join((months[line.month], *_facts(line)))
        )
        for line in lines
    ]


def _facts(line: CallLine) -> Iterator[str]:
    for word in (line.vote.label, line.region, line.way.label, line.operator.label):
        yield gettext(word)
    if line.waited is None:
        yield gettext("wait not known")
    else:
        yield gettext("waited %(long)s") % {"long": long(line.waited)}
    talk = ngettext("%(n)s minute of talk", "%(n)s minutes of talk", line.minutes)
    yield talk % {"n": line.minutes}
