"""How long people waited: bands, and the median of each group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from benkan.apps.voices.pages.call_charts.shown import (
    LONGEST_NAME,
    SAME,
    Shown,
    TableRow,
    counted_bars,
)
from benkan.apps.voices.pages.call_words import count, long, vote_word
from benkan.apps.voices.queries.calls import WaitGroup, Waiting
from benkan.apps.voices.rules.calls.codes import Vote, Way
from benkan.kit.charts.drawing import shortened
from benkan.kit.charts.intervals import Interval, Panel, intervals


@dataclass(frozen=True)
class WaitingShown:
    median: str
    known: int
    unknown: int
    figures: tuple[Shown, ...]


def of_waiting(found: Waiting) -> WaitingShown:
    whole = found.groups[0]
    groups = [
        _waits(kind, heading, [group for group in found.groups if group.kind == kind])
        for kind, heading in (
            ("vote", gettext("By vote")),
            ("way", gettext("By way of asking")),
            ("month", gettext("By month")),
        )
    ]
    return WaitingShown(
        median=long(whole.quartiles[1]) if whole.quartiles else count(None),
        known=whole.known or 0,
        unknown=whole.unknown or 0,
        figures=(_bands(found, whole.calls or 0), *groups),
    )


def _bands(found: Waiting, calls: int) -> Shown:
    names = {
        "0": gettext("0.0 hours noted"),
        "1": gettext("Under 1 hour"),
        "10": gettext("1 to 6 hours"),
        "60": gettext("6 to 24 hours"),
        "240": gettext("1 to 3 days"),
        "720": gettext("3 to 7 days"),
        "1680": gettext("7 days and more"),
        "unknown": gettext("Not known"),
    }
    lines = [(names[band], many, "") for band, many in found.bands]
    heading = gettext("How long people waited")
    return counted_bars("bands", heading, lines, of=calls, column=gettext("Wait"))


def _waits(kind: str, heading: str, groups: Sequence[WaitGroup]) -> Shown:
    """The median of each group with its quartiles, on one scale."""
    rows = [_interval(group) for group in groups]
    cells = tuple(
        TableRow(
            _group_name(group),
            (count(group.calls), count(group.unknown), *_quartiles(group)),
            _down_of(group),
        )
        for group in groups
    )
    panel = Panel(gettext("Hours: median, a quarter to three quarters"), rows, _plain, True)
    drawn = intervals([panel], title=heading, description=gettext(SAME))
    heads = (
        gettext("Group"),
        gettext("Calls"),
        gettext("Wait not known"),
        gettext("A quarter within"),
        gettext("Half within"),
        gettext("Three quarters within"),
    )
    return Shown(kind, heading, drawn, heads, cells)


def _interval(group: WaitGroup) -> Interval:
    name = shortened(_group_name(group), LONGEST_NAME)
    if group.quartiles is None:
        return Interval(name, count(None), None, None, None)
    low, middle, high = (tenths / 10 for tenths in group.quartiles)
    return Interval(name, long(group.quartiles[1]), middle, low, high)


def _quartiles(group: WaitGroup) -> tuple[str, ...]:
    if group.quartiles is None:
        return (count(None),) * 3
    return tuple(long(tenths) for tenths in group.quartiles)


def _group_name(group: WaitGroup) -> str:
    if group.kind == "vote":
        return vote_word(Vote(group.code))
    if group.kind == "way":
        return gettext(Way(group.code).label)
    return month_word(group.code)


def month_word(code: str) -> str:
    return date_format(date.fromisoformat(f"{code}-01"), "F Y")


def _down_of(group: WaitGroup) -> str:
    word = f"{group.code}-01" if group.kind == "month" else group.code
    return urlencode({group.kind: word})


def _plain(value: float) -> str:
    return number_format(round(value), force_grouping=True)
