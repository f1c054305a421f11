"""How long it takes from the first voice to a promise kept, in whole weeks.

Weeks, since a time in days with the day of the end, which is public, would give back the day on which
somebody spoke. A promise that is open is last seen on the day of the figure. A broken one stays among
those who wait until that day: it will not be kept, and to leave it out would make offices that break
their promises look fast.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from benkan.apps.results.rules.facts import BROKEN, KEPT
from benkan.methods.survival.whole_steps import WholeSteps, whole_steps

A_WEEK = 7


@dataclass(frozen=True)
class Wait:
    """One promise: from which day, until which, and how it ended (or `open`)."""

    began_on: date
    outcome: str
    settled_on: date | None

    def weeks(self, on: date) -> int:
        """Whole weeks, a started one counted, to the day it was kept or last seen."""
        end = self.settled_on if self.outcome == KEPT and self.settled_on else on
        return max(-(-(end - self.began_on).days // A_WEEK), 0)


@dataclass(frozen=True)
class Waiting:
    """Several promises: how many there are, how many of them are kept and broken, and after how many
    weeks half are kept (None: not reached), with the interval of 95 %. All None: hidden."""

    promises: int | None
    kept: int | None = None
    broken: int | None = None
    median: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Point:
    """One step of the curve: the week, how many still waited, how many were kept then, and the share
    not kept by then, with its bounds, in per mille."""

    week: int
    at_risk: int
    kept: int
    left: int
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Waits:
    """By place and in all, with the curve of all."""

    lines: tuple[tuple[str, Waiting], ...]
    whole: Waiting
    curve: tuple[Point, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [[key, asdict(waiting)] for key, waiting in self.lines],
            "whole": asdict(self.whole),
            "curve": [list(asdict(point).values()) for point in self.curve],
        }

    def of(self, key: str) -> Waiting | None:
        return next((waiting for place, waiting in self.lines if place == key), None)

    @property
    def hides_some(self) -> bool:
        return self.whole.promises is None or any(w.promises is None for _, w in self.lines)


HIDDEN = Waiting(None)


def waits_of_json(kept: dict[str, Any]) -> Waits:
    """What `as_json` wrote."""
    return Waits(
        lines=tuple((key, Waiting(**waiting)) for key, waiting in kept["rows"]),
        whole=Waiting(**kept["whole"]),
        curve=tuple(Point(*point) for point in kept["curve"]),
    )


def waits_of(waits: Mapping[str, Collection[Wait]], *, on: date) -> Waits:
    """The times of each place, and of all together."""
    every = [wait for own in waits.values() for wait in own]
    return Waits(
        lines=tuple((key, _waiting(own, _curve(own, on))) for key, own in waits.items()),
        whole=_waiting(every, curve := _curve(every, on)),
        curve=tuple(_points(curve)),
    )


def hiding(waits: Waits, hidden: Collection[str], *, total: str) -> Waits:
    """The same with some rows hidden; the whole, named by `total`, goes with its curve."""
    hides_whole = total in hidden
    return Waits(
        lines=tuple((key, HIDDEN if key in hidden else own) for key, own in waits.lines),
        whole=HIDDEN if hides_whole else waits.whole,
        curve=() if hides_whole else waits.curve,
    )


def _curve(waits: Collection[Wait], on: date) -> WholeSteps:
    return whole_steps([wait.weeks(on) for wait in waits], [wait.outcome == KEPT for wait in waits])


def _waiting(waits: Collection[Wait], curve: WholeSteps) -> Waiting:
    return Waiting(
        promises=len(waits),
        kept=sum(wait.outcome == KEPT for wait in waits),
        broken=sum(wait.outcome == BROKEN for wait in waits),
        median=curve.median,
        low=curve.low,
        high=curve.high,
    )


def _points(curve: WholeSteps) -> Iterable[Point]:
    for step in curve.steps:
        yield Point(
            week=step.time,
            at_risk=step.at_risk,
            kept=step.events,
            left=round(step.survival * 1000),
            low=None if step.low is None else round(Fraction(step.low) * 1000),
            high=None if step.high is None else round(Fraction(step.high) * 1000),
        )
