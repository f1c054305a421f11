"""Figures as they stand on a day, nothing hidden: for those who answer for them, in their places."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.registry import queries as registry
from benkan.apps.results.queries.facts import beginning_of, end_of, facts_known
from benkan.apps.results.queries.following import following_table
from benkan.apps.results.queries.people import people_table
from benkan.apps.results.queries.policies import stages_table
from benkan.apps.results.queries.rows import UNPLACED, commune_of_each
from benkan.apps.results.queries.watching import consulted_table, index_marks, watching_table
from benkan.apps.results.rules.facts import History, histories
from benkan.apps.results.rules.indicators import CONSULTED, CUTS, MET, Cut, Indicator
from benkan.apps.results.rules.marks import Marks
from benkan.apps.results.rules.periods import BEGINNING, Period
from benkan.apps.results.rules.shares import Outcome, outcome_of
from benkan.apps.results.rules.tables import Counts, counts_of
from benkan.apps.results.rules.waiting import Wait, Waits, waits_of
from benkan.apps.voices import queries as voices
from benkan.kit.services import Service

Places = Collection[UUID] | None
SERVICES = tuple(service for service in Service if service is not Service.SECURITY)
"""Security is always sensitive: a column for it would only say so."""


@dataclass(frozen=True)
class Live:
    """The numbers of a figure: a table of counts, times, or scores beside each other."""

    counts: Counts | None = None
    waits: Waits | None = None
    marks: Marks | None = None


def live(
    indicator: Indicator,
    *,
    programme: UUID,
    period: Period,
    on: date,
    places: Places = None,
    cut: Cut | None = None,
    seen: Collection[UUID] | None = None,
) -> Live:
    """A figure as known at the end of a day, in places and below them (None: everywhere), by the cut
    given or the one that is published; at most fifteen queries, however much is counted. `seen`:
    the rounds that the reader works on (None: all); of the others, only what everybody reads."""
    cut = cut or CUTS[indicator][0]
    if made := _of_rounds(
        indicator,
        programme=programme,
        period=period,
        on=on,
        places=places,
        cut=cut,
        seen=seen,
    ):
        return made
    if indicator in MET:
        return Live(
            counts=people_table(
                indicator,
                programme=programme,
                since=period.opens,
                until=min(period.closes, on + timedelta(days=1)),
                places=places,
            )
        )
    if indicator is Indicator.POLICY_STAGES:
        return Live(
            counts=stages_table(
                programme=programme,
                since=None if period.opens == BEGINNING else period.opens,
                until=min(period.closes, on + timedelta(days=1)),
                places=places,
                cut=cut,
            )
        )
    if indicator is Indicator.CASES_RECEIVED:
        return Live(counts=_cases(programme, period, on, places))
    told = promises_known(programme, on=on, places=places)
    if indicator is Indicator.COMMITMENTS_KEPT:
        return Live(counts=_outcomes(told, programme, period, on, places, cut))
    return Live(waits=_waits(told, programme, period, on, places))


def _of_rounds(
    indicator: Indicator,
    *,
    programme: UUID,
    period: Period,
    on: date,
    places: Places,
    cut: Cut,
    seen: Collection[UUID] | None,
) -> Live | None:
    """The figures of scorecards and barometers; None for another one."""
    if indicator is Indicator.BAROMETER_INDEX:
        return Live(
            marks=index_marks(programme=programme, period=period, on=on, places=places, seen=seen)
        )
    if indicator in CONSULTED:
        return Live(
            counts=consulted_table(
                indicator, programme=programme, period=period, on=on, places=places
            )
        )
    tables = {
        Indicator.ACTIONS_FOLLOWED: following_table,
        Indicator.MONITORING_ACTIONS: watching_table,
    }
    if table := tables.get(indicator):
        return Live(counts=table(programme=programme, period=period, on=on, places=places, cut=cut))
    return None


def promises_known(programme: UUID, *, on: date, places: Places) -> list[History]:
    """What was known of each promise at the end of a day, in at most two queries."""
    told = histories(facts_known(programme, on)).values()
    if places is None:
        return list(told)
    within = registry.places_below(places)
    return [promise for promise in told if promise.place in within]


def counts_in(told: History, period: Period, on: date) -> Outcome | None:
    """How a promise counts in a period: by the day it was promised for."""
    if told.due_on is None or not period.contains(told.due_on):
        return None
    settled = told.settled_at
    return outcome_of(told, on, timezone.localdate(settled) if settled else None)


def waits_in(told: History, period: Period) -> Wait | None:
    """How long a promise has waited that was made in a period."""
    made = told.promised_at
    if made is None or not period.contains(timezone.localdate(made)):
        return None
    return Wait(
        began_on=timezone.localdate(told.began_at),
        outcome=told.outcome,
        settled_on=timezone.localdate(told.settled_at) if told.settled_at else None,
    )


def _cases(programme: UUID, period: Period, on: date, places: Places) -> Counts:
    found = voices.cases_received(
        programme,
        opens=None if period.opens == BEGINNING else beginning_of(period.opens),
        closes=min(beginning_of(period.closes), end_of(on)),
        places=places,
    )
    communes, _ = commune_of_each({place for place, _, _ in found if place is not None})
    cells = [
        (UNPLACED if place is None else communes[place], service, n) for place, service, n in found
    ]
    rows = _rows(programme, places, (row for row, _, _ in cells if row != UNPLACED))
    if any(row == UNPLACED for row, _, _ in cells):
        rows.append(UNPLACED)
    return counts_of(cells, rows=rows, columns=[service.value for service in SERVICES])


def _outcomes(
    told: list[History], programme: UUID, period: Period, on: date, places: Places, cut: Cut
) -> Counts:
    counted = [
        (promise, outcome)
        for promise in told
        if (outcome := counts_in(promise, period, on)) is not None
    ]
    of = _row_of_each([promise for promise, _ in counted], cut, on)
    cells = [(of[promise.record], outcome.value, 1) for promise, outcome in counted]
    rows = sorted(set(of.values()))
    if cut is Cut.PLACE:
        rows = _rows(programme, places, (UUID(row) for row in rows))
    return counts_of(cells, rows=rows, columns=[outcome.value for outcome in Outcome])


def _row_of_each(told: list[History], cut: Cut, on: date) -> dict[UUID, str]:
    if cut is Cut.SERVICE:
        return {promise.record: promise.service for promise in told}
    if cut is Cut.OFFICE:
        return {promise.record: str(promise.office or "") for promise in told}
    if cut is Cut.LEVEL:
        offices = registry.office_cards({p.office for p in told if p.office}, on=on)
        return {p.record: offices[p.office].level if p.office else "" for p in told}
    communes, _ = commune_of_each({promise.place for promise in told})
    return {promise.record: str(communes[promise.place]) for promise in told}


def _waits(told: list[History], programme: UUID, period: Period, on: date, places: Places) -> Waits:
    timed = [(promise, wait) for promise in told if (wait := waits_in(promise, period)) is not None]
    communes, _ = commune_of_each({promise.place for promise, _ in timed})
    rows = _rows(programme, places, communes.values())
    waits: dict[str, list[Wait]] = {row: [] for row in rows}
    for promise, wait in timed:
        waits[str(communes[promise.place])].append(wait)
    return waits_of(waits, on=on)


def _rows(programme: UUID, places: Places, counted: Iterable[UUID | str]) -> list[str]:
    """The communes of the programme, whether something came in there or not, and what else counted; in
    at most two queries."""
    rows = communes_to_choose(programme, places)
    return rows + sorted({str(row) for row in counted} - set(rows))


def communes_to_choose(programme: UUID, places: Places) -> list[str]:
    """The communes of the programme in the places given, by name, in at most two queries."""
    communes = registry.communes_of_programme(programme)
    if places is not None:
        within = registry.places_below(places)
        communes = [commune for commune in communes if commune in within]
    return [str(commune) for commune in communes]
