"""The reasons, as sentences of data."""

import numpy as np

from benkan.methods.survival.explaining import reasons
from benkan.methods.survival.kaplan_meier import Curve, kaplan_meier
from benkan.methods.survival.life_table import life_table


def curve_of(times: list[float], happened: list[bool]) -> Curve:
    return kaplan_meier(life_table(np.array(times), np.array(happened)))


def said(*curves: Curve, left_out: int = 0) -> list[str]:
    named = {f"{at}" if len(curves) > 1 else "": curve for at, curve in enumerate(curves)}
    return [sentence.text for sentence in reasons(named, left_out=left_out, level=0.95)]


def test_a_median_is_told_with_what_is_known_of_its_interval() -> None:
    closed = curve_of([float(day) for day in range(30)], [True] * 30)
    open_at_the_end = curve_of([1, 2, 3, 4, 5, 6], [True, True, True, True, False, False])

    assert "With a confidence of %(level)s that time lies between %(low)s and %(high)s." in said(
        closed
    )
    assert (
        "With a confidence of %(level)s that time is %(low)s or later; how much later cannot be told yet."
        in said(open_at_the_end)
    )


def test_a_median_that_was_not_reached_is_not_made_up() -> None:
    assert (
        "It has not happened for half of them yet: at the end, at %(time)s, it has not for "
        "%(share)s." in said(curve_of([1, 2, 3], [True, False, False]))
    )


def test_few_cases_are_told_as_such_from_the_start_or_from_a_time_on() -> None:
    start = "There are fewer than %(few)s cases: the curve is unsure from the start."
    later = "After %(time)s fewer than %(few)s cases are left: from there the curve is unsure."

    three = said(curve_of([1, 2, 3], [True] * 3))
    thirty = said(curve_of([float(day) for day in range(30)], [True] * 30))

    assert [text in three for text in (start, later)] == [True, False]
    assert [text in thirty for text in (start, later)] == [False, True]


def test_rows_that_were_left_out_are_told() -> None:
    texts = said(curve_of([1, 2], [True, True]), left_out=3)

    assert texts[-1] == "Rows left out, since a time, an answer or a group is missing: %(rows)s."
