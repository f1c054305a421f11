"""The rounds and checks behind a figure, for those who answer for it: from here down to the sheets."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from benkan.apps.assessments.queries import promising
from benkan.apps.assessments.queries.counting import Sheets, sheets_counted
from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry
from benkan.apps.results.queries.rows import commune_of_each
from benkan.apps.results.queries.watching import (
    EVERY_SERVICE,
    actions_watched,
    barometers_known,
    rounds_consulted,
)
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.periods import Period
from benkan.apps.results.rules.watching import CHECK

Places = Collection[UUID] | None
A_PAGE = 30


@dataclass(frozen=True)
class Behind:
    """A round with its sheets, or the promise that citizens went to check. `is_mine`: the reader works
    on rounds like it, and may open it."""

    on: date
    place_name: str
    round: promising.RoundCard | None
    sheets: Sheets
    is_mine: bool
    promise: commitments.PromiseLine | None


@dataclass(frozen=True)
class AllBehind:
    """A page of them."""

    lines: list[Behind]
    matching: int


def rounds_behind(
    indicator: Indicator,
    programme: UUID,
    *,
    period: Period,
    on: date,
    places: Places,
    seen: Collection[UUID] | None,
    row: str = "",
    page: int = 1,
) -> AllBehind:
    """What a figure of rounds counts, the latest first, in at most thirteen queries; `row`: of one line
    of it alone."""
    found = _known(indicator, programme, period=period, on=on, places=places)
    if row:
        communes, _ = commune_of_each({place for _, _, place, _, _ in found})
        found = [one for one in found if row in (one[4] or EVERY_SERVICE, str(communes[one[2]]))]
    found.sort(key=lambda one: (one[0], str(one[1])), reverse=True)
    shown = found[(max(page, 1) - 1) * A_PAGE :][:A_PAGE]
    rounds = {record for _, record, _, is_check, _ in shown if not is_check}
    cards = promising.rounds_called(rounds)
    sheets = sheets_counted(rounds)
    promises = commitments.lines_called({one[1] for one in shown if one[3]}, today=on)
    names = registry.place_cards({one[2] for one in shown})
    return AllBehind(
        lines=[
            Behind(
                on=day,
                place_name=names[place].name,
                round=cards.get(record),
                sheets=sheets.get(record, Sheets()),
                is_mine=seen is None or record in seen,
                promise=promises.get(record),
            )
            for day, record, place, _, _ in shown
        ],
        matching=len(found),
    )


_Known = tuple[date, UUID, UUID, bool, str]
"""Since when, the record, its place, whether it is a check, its service."""


def _known(
    indicator: Indicator, programme: UUID, *, period: Period, on: date, places: Places
) -> list[_Known]:
    if indicator is Indicator.BAROMETER_INDEX:
        return [
            (timezone.localdate(one.closed_at), one.record, one.place, False, "")
            for one in barometers_known(programme, period=period, on=on, places=places)
        ]
    known = actions_watched if indicator is Indicator.MONITORING_ACTIONS else rounds_consulted
    return [
        (timezone.localdate(one.moment), one.record, one.place, one.outcome == CHECK, one.service)
        for one in known(programme, period=period, on=on, places=places)
    ]
