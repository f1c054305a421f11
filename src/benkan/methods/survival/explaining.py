"""What a curve of waiting tells, in sentences."""

from collections.abc import Iterator, Mapping

from benkan.methods.refusals import N_
from benkan.methods.sentences import Decimal, Percent, Sentence, plain
from benkan.methods.survival.kaplan_meier import Curve

MOST = 12
FEW = 10


def reasons(curves: Mapping[str, Curve], *, left_out: int, level: float) -> Iterator[Sentence]:
    """Each group, then what the method does and does not do."""
    for name, curve in list(curves.items())[:MOST]:
        if name:
            yield Sentence(N_("Group “%(name)s”"), {"name": name}, is_heading=True)
        yield from _of_curve(curve, level)
    if len(curves) > MOST:
        yield Sentence(
            N_("Other groups, which the JSON has: %(groups)s."), {"groups": len(curves) - MOST}
        )
    yield Sentence(N_("How to read it"), is_heading=True)
    yield Sentence(
        N_(
            "Cases that are still open are counted for as long as they were seen. They are neither "
            "thrown away nor taken as lost."
        )
    )
    yield Sentence(
        N_(
            "This is right only if open cases will go on like the others. If those that are going "
            "badly are no longer followed, the curve is too good."
        )
    )
    if len(curves) > 1:
        yield Sentence(
            N_(
                "Where the intervals of two groups overlap, chance alone may explain the "
                "difference; the curve does not say why groups differ."
            )
        )
    if left_out:
        yield Sentence(
            N_("Rows left out, since a time, an answer or a group is missing: %(rows)s."),
            {"rows": left_out},
        )


def _of_curve(curve: Curve, level: float) -> Iterator[Sentence]:
    table = curve.table
    yield Sentence(
        N_("Cases: %(cases)s. It has happened: %(events)s. Still open when last seen: %(open)s."),
        {
            "cases": table.cases,
            "events": int(table.events.sum()),
            "open": int(table.censored.sum()),
        },
    )
    yield from _of_median(curve, level)
    few = int((table.at_risk >= FEW).sum())
    if table.cases < FEW:
        text = N_("There are fewer than %(few)s cases: the curve is unsure from the start.")
        yield Sentence(text, {"few": FEW})
    elif 0 < few < len(table.times):
        after = float(table.times[few - 1])
        yield Sentence(
            N_("After %(time)s fewer than %(few)s cases are left: from there the curve is unsure."),
            {"time": _time(after), "few": FEW},
        )


def _of_median(curve: Curve, level: float) -> Iterator[Sentence]:
    median = curve.median
    if median.time is None and not curve.table.events.any():
        text = N_("It has not happened for any of them yet; they were followed up to %(time)s.")
        yield Sentence(text, {"time": _time(float(curve.table.times[-1]))})
        return
    if median.time is None:
        yield Sentence(
            N_(
                "It has not happened for half of them yet: at the end, at %(time)s, it has not for "
                "%(share)s."
            ),
            {
                "time": _time(float(curve.table.times[-1])),
                "share": Percent(float(curve.survival[-1]), 0),
            },
        )
        return
    yield Sentence(
        N_("For half of them it had happened by %(time)s."), {"time": _time(median.time)}
    )
    if median.low is not None and median.high is not None:
        text = N_("With a confidence of %(level)s that time lies between %(low)s and %(high)s.")
        details = {"low": _time(median.low), "high": _time(median.high)}
        yield Sentence(text, {"level": Percent(level, 0), **details})
    elif median.low is not None:
        text = N_(
            "With a confidence of %(level)s that time is %(low)s or later; how much later cannot be "
            "told yet."
        )
        yield Sentence(text, {"level": Percent(level, 0), "low": _time(median.low)})


def _time(value: float) -> Decimal:
    return plain(value)
