"""The promises behind a figure, for those who answer for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.commitments import queries as commitments
from benkan.apps.results.queries.live import counts_in, promises_known, waits_in
from benkan.apps.results.queries.rows import commune_of_each
from benkan.apps.results.rules import Share
from benkan.apps.results.rules.facts import KEPT, History
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.periods import BEGINNING, Kind, Period
from benkan.apps.results.rules.shares import Outcome

A_PAGE = 30
EVERYTHING = Period(Kind.SO_FAR, BEGINNING, date.max)


@dataclass(frozen=True)
class Source:
    """A record behind a figure: the promise, how it counts, and, for a figure of time, after how many
    weeks it was kept or last seen, counted from a voice or from the day it was asked for."""

    line: commitments.PromiseLine
    is_kept: bool
    outcome: Outcome | None = None
    weeks: int | None = None
    is_from_voice: bool = False


@dataclass(frozen=True)
class Sources:
    """A page of the records behind a figure, with the counts that they add up to."""

    share: Share
    lines: list[Source]
    matching: int


def records_of(
    *,
    programme: UUID,
    on: date,
    places: Collection[UUID] | None,
    page: int = 1,
    indicator: Indicator = Indicator.COMMITMENTS_KEPT,
    period: Period = EVERYTHING,
    commune: UUID | None = None,
    outcome: Outcome | None = None,
) -> Sources:
    """The promises that the figure of a day is made of, in the places given and below them (None:
    everywhere), the earliest first; at most ten queries."""
    told = promises_known(programme, on=on, places=places)
    counted = _counted(told, indicator, period, on)
    if outcome is not None:
        counted = [one for one in counted if one[1] is outcome]
    if commune is not None:
        communes, _ = commune_of_each({promise.place for promise, _, _ in counted})
        counted = [one for one in counted if communes[one[0].place] == commune]
    counted.sort(key=lambda one: (one[0].due_on or on, str(one[0].record)))
    shown = counted[(max(page, 1) - 1) * A_PAGE :][:A_PAGE]
    lines = commitments.lines_called({promise.record for promise, _, _ in shown}, today=on)
    return Sources(
        share=Share(sum(p.outcome == KEPT for p, _, _ in counted), len(counted)),
        lines=[
            Source(
                line=lines[promise.record],
                is_kept=promise.outcome == KEPT,
                outcome=how,
                weeks=weeks,
                is_from_voice=promise.is_from_voice,
            )
            for promise, how, weeks in shown
        ],
        matching=len(counted),
    )


def _counted(
    told: list[History], indicator: Indicator, period: Period, on: date
) -> list[tuple[History, Outcome | None, int | None]]:
    if indicator is Indicator.TIME_TO_KEPT:
        waits = [(promise, waits_in(promise, period)) for promise in told]
        return [(promise, None, wait.weeks(on)) for promise, wait in waits if wait is not None]
    how = [(promise, counts_in(promise, period, on)) for promise in told]
    return [(promise, outcome, None) for promise, outcome in how if outcome is not None]
