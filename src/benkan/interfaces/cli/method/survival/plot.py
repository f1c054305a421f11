"""Curves of waiting as a picture: the share that is still open, and how many are left."""

from collections.abc import Mapping
from string import ascii_uppercase

import numpy as np

from benkan.interfaces.cli.method.spoken import spoken, written
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.drawing import Scale
from benkan.kit.charts.steps import Curve as Drawn
from benkan.kit.charts.steps import steps
from benkan.methods.refusals import N_
from benkan.methods.sentences import Decimal, Percent, Sentence
from benkan.methods.survival.kaplan_meier import Curve

MOST_CURVES = 6
MOST_MARKS = 80
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def picture(curves: Mapping[str, Curve], *, time: str, level: float) -> str:
    """Up to six curves, those with most cases; all of them are in the JSON."""
    largest = sorted(curves, key=lambda name: (-curves[name].table.cases, name))[:MOST_CURVES]
    shown = [name for name in curves if name in largest]
    across = Scale(0, max(float(curves[name].table.times[-1]) for name in shown) or 1.0, 0, 1)
    ticks = list(across.ticks(4))
    return str(
        steps(
            [
                _drawn(letter, name, curves[name], ticks)
                for letter, name in zip(ascii_uppercase, shown, strict=False)
            ],
            across=across,
            ticks=[(tick, _number(tick)) for tick in ticks],
            shares=[(share, written(Percent(share))) for share in SHARES],
            words=(time, _("Still open and followed:")),
            title=_("How many are still open, by time"),
            description=_described(curves, shown, level),
        )
    )


def _drawn(letter: str, name: str, curve: Curve, ticks: list[float]) -> Drawn:
    table = curve.table
    bounds = [
        [None if np.isnan(value) else float(value) for value in side]
        for side in (curve.low, curve.high)
    ]
    points = list(zip(table.times.tolist(), curve.survival.tolist(), *bounds, strict=True))
    marks = [
        (at, share)
        for (at, share, _low, _high), last in zip(points, table.censored.tolist(), strict=True)
        if last
    ]
    left = [_left(curve, tick) for tick in ticks]
    return Drawn(
        letter=letter,
        name=name or _("all"),
        points=points,
        seen_last=marks if len(marks) <= MOST_MARKS else (),
        left=[written(count) for count in left],
    )


def _left(curve: Curve, time: float) -> int:
    """How many are at risk at a time: those of the first time that is not before it."""
    place = int(np.searchsorted(curve.table.times, time, side="left"))
    return int(curve.table.at_risk[place]) if place < len(curve.table.times) else 0


def _number(value: float) -> str:
    decimals = next((n for n in (0, 1, 2) if round(value, n) == value), 3)
    return written(Decimal(value, decimals))


def _described(curves: Mapping[str, Curve], shown: list[str], level: float) -> str:
    said = [
        spoken(
            Sentence(
                N_("%(name)s: at the end, at %(time)s, %(share)s are still open."),
                {
                    "name": name or _("all"),
                    "time": _number(float(curves[name].table.times[-1])),
                    "share": Percent(float(curves[name].survival[-1])),
                },
            )
        )
        for name in shown
    ]
    band = spoken(Sentence(N_("The band is the interval of %(level)s."), {"level": Percent(level)}))
    return " ".join([*said, band])
