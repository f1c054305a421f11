"""When people called: by hour, month and day."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.voices.pages.call_charts.shown import SAME, Shown, TableRow
from benkan.apps.voices.pages.call_words import count, vote_word
from benkan.apps.voices.queries.calls import CallTimes
from benkan.kit.charts.columns import Column, columns, round_counts


def of_times(found: CallTimes) -> tuple[Shown, ...]:
    """By hour of the day, by month, by day."""
    hours = [(f"{hour}", many) for hour, many in enumerate(found.hours)]
    months = [(vote, date_format(day, "F Y"), many, day) for vote, day, many in found.months]
    days = [(vote, date_format(day, "j F Y"), many, day) for vote, day, many in found.days]
    return (
        Shown(
            "hours",
            gettext("By hour of the day"),
            _columns(
                [Column(many, hour if int(hour) % 3 == 0 else "") for hour, many in hours],
                gettext("Calls by hour of the day"),
            ),
            (gettext("Hour"), gettext("Calls")),
            tuple(TableRow(_hour(int(hour)), (count(many),)) for hour, many in hours),
            is_long=True,
        ),
        Shown(
            "months",
            gettext("By month"),
            _columns(
                [Column(many, date_format(day, "m/y")) for _, _, many, day in months],
                gettext("Calls by month"),
            ),
            (gettext("Month"), gettext("Calls"), gettext("Vote")),
            tuple(
                TableRow(
                    said, (count(many), vote_word(vote)), urlencode({"month": day.isoformat()})
                )
                for vote, said, many, day in months
            ),
        ),
        Shown(
            "days",
            gettext("By day"),
            _columns(
                [
                    Column(many, date_format(day, "d/m") if number % 20 == 5 else "")
                    for number, (_, _, many, day) in enumerate(days)
                ],
                gettext("Calls by day; days without a call are left out"),
            ),
            (gettext("Day"), gettext("Calls"), gettext("Vote")),
            tuple(TableRow(said, (count(many), vote_word(vote))) for vote, said, many, _ in days),
            is_long=True,
        ),
    )


def _hour(hour: int) -> str:
    return gettext("From %(hour)s to %(next)s o’clock") % {"hour": hour, "next": hour + 1}


def _columns(rows: Sequence[Column], title: str) -> SafeString:
    said = [
        (at, count(at)) for at in round_counts(max((row.count or 0 for row in rows), default=0))
    ]
    return columns(rows, said=said, title=title, description=gettext(SAME))
