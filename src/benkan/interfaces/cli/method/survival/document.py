"""Curves of waiting as JSON: shares as floats and, as long as they are short, exactly as fractions."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from benkan.methods.exact import written_exactly
from benkan.methods.survival.kaplan_meier import Curve


def document(
    curves: Mapping[str, Curve], *, times: Sequence[float], left_out: int
) -> dict[str, Any]:
    """The members beside the provenance; `at` for the times that were asked for."""
    return {
        "curves": [
            {
                "group": name or None,
                "cases": curve.table.cases,
                "events": int(curve.table.events.sum()),
                "censored": int(curve.table.censored.sum()),
                "median": curve.median.time,
                "median_low": curve.median.low,
                "median_high": curve.median.high,
                "steps": _steps(curve),
                "at": [_at(curve, time) for time in times],
            }
            for name, curve in curves.items()
        ],
        "left_out": left_out,
    }


def _steps(curve: Curve) -> list[dict[str, Any]]:
    table = curve.table
    exact = curve.exact or (None,) * len(table.times)
    return [
        {
            "time": time,
            "at_risk": at_risk,
            "events": events,
            "censored": censored,
            "survival": survival,
            "survival_exact": written_exactly(fraction),
            "std_error": _finite(error),
            "ci_low": _finite(low),
            "ci_high": _finite(high),
        }
        for time, at_risk, events, censored, survival, fraction, error, low, high in zip(
            table.times.tolist(),
            table.at_risk.tolist(),
            table.events.tolist(),
            table.censored.tolist(),
            curve.survival.tolist(),
            exact,
            curve.error.tolist(),
            curve.low.tolist(),
            curve.high.tolist(),
            strict=True,
        )
    ]


def _at(curve: Curve, time: float) -> dict[str, Any]:
    """The curve at a time that was asked for; beyond the last time there is nothing to tell."""
    place, table = curve.at(time), curve.table
    after = int((table.times < time).sum())
    at_risk = int(table.at_risk[after]) if after < len(table.times) else 0
    if time > table.times[-1]:
        shares = dict.fromkeys(("survival", "ci_low", "ci_high"))
    elif place is None:
        shares = {"survival": 1.0, "ci_low": None, "ci_high": None}
    else:
        values = curve.survival[place], curve.low[place], curve.high[place]
        names = ("survival", "ci_low", "ci_high")
        shares = dict(zip(names, (_finite(float(each)) for each in values), strict=True))
    return {"time": time, "at_risk": at_risk, **shares}


def _finite(value: float) -> float | None:
    return None if isnan(value) else value
