"""The curve: an example by hand, R's survfit to nine digits, and laws."""

import json
from fractions import Fraction
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.survival.kaplan_meier import MOST_EXACT, Interval, kaplan_meier
from benkan.methods.survival.life_table import LifeTable, life_table

OF_R = json.loads((Path(__file__).parent / "curves_of_r.json").read_text())["cases"]
FORMS = range(4)
cases = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=40)


def table_of(rows: list[tuple[int, bool]]) -> LifeTable:
    times, happened = zip(*rows, strict=True)
    return life_table(np.array(times, dtype=float), np.array(happened))


def table_of_r(data: dict[str, list[float]]) -> LifeTable:
    entered = np.array(data["entry"], dtype=float) if "entry" in data else None
    happened = np.broadcast_to(np.array(data["event"], dtype=bool), len(data["time"]))
    return life_table(np.array(data["time"], dtype=float), happened, entered)


def same(ours: Any, theirs: list[float | None]) -> None:
    """To nine digits; R's NA is our NaN."""
    expected = [np.nan if value is None else value for value in theirs]
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", list(OF_R))
def test_the_curve_is_that_of_survfit_in_r(case: str, form: int) -> None:
    table, theirs = table_of_r(OF_R[case]["data"]), OF_R[case]["curves"][form]

    curve = kaplan_meier(table, interval=Interval(theirs["form"]), level=theirs["level"])

    for ours, name in (
        (table.times, "time"),
        (table.at_risk, "at_risk"),
        (table.events, "events"),
        (table.censored, "censored"),
        (curve.survival, "survival"),
        (curve.error, "error"),
        (curve.low, "low"),
        (curve.high, "high"),
    ):
        same(ours, theirs[name])
    median = curve.median
    assert [median.time, median.low, median.high] == theirs["median"]


def test_six_promises_by_hand() -> None:
    # Kept after 2, 3 and 3 months; open and last seen after 1, 3 and 4.
    table = table_of([(2, True), (3, True), (3, True), (1, False), (3, False), (4, False)])

    curve = kaplan_meier(table, interval=Interval.PLAIN)

    assert table.at_risk.tolist() == [6, 5, 4, 1]
    assert [str(share) for share in curve.exact or ()] == ["1", "4/5", "2/5", "2/5"]
    greenwood = Fraction(1, 5 * 4) + Fraction(2, 4 * 2)
    assert curve.error[2] == pytest.approx(0.4 * float(greenwood) ** 0.5)
    assert curve.median.time == 3


@given(cases)
def test_without_open_cases_it_is_the_share_that_is_left(rows: list[tuple[int, bool]]) -> None:
    happened = [(time, True) for time, _ in rows]

    curve = kaplan_meier(table_of(happened))

    left = [
        Fraction(sum(time > at for time, _ in happened), len(happened))
        for at in curve.table.times.tolist()
    ]
    assert list(curve.exact or ()) == left
    assert curve.survival.tolist() == pytest.approx([float(share) for share in left], abs=1e-15)


@given(cases, st.randoms())
def test_the_order_of_cases_changes_nothing(rows: list[tuple[int, bool]], lots: Any) -> None:
    shuffled = list(rows)
    lots.shuffle(shuffled)

    first, second = kaplan_meier(table_of(rows)), kaplan_meier(table_of(shuffled))

    assert first.exact == second.exact
    assert first.median == second.median
    np.testing.assert_array_equal(first.low, second.low)


@given(cases, st.sampled_from(Interval))
def test_it_never_rises_and_stays_within_its_interval(
    rows: list[tuple[int, bool]], interval: Interval
) -> None:
    curve = kaplan_meier(table_of(rows), interval=interval)

    assert all(np.diff(curve.survival) <= 0)
    for low, share, high in zip(curve.low, curve.survival, curve.high, strict=True):
        assert isnan(low) or 0 <= low <= share + 1e-12
        assert isnan(high) or share - 1e-12 <= high <= 1


@given(cases)
def test_at_risk_are_those_that_have_not_ended(rows: list[tuple[int, bool]]) -> None:
    table = table_of(rows)

    assert table.at_risk.tolist() == [
        sum(time >= at for time, _ in rows) for at in table.times.tolist()
    ]
    assert (table.events + table.censored).sum() == len(rows)


def test_a_long_curve_has_floats_alone() -> None:
    times = np.arange(1.0, MOST_EXACT + 3)

    curve = kaplan_meier(life_table(times, np.ones(len(times), dtype=bool)))

    assert curve.exact is None
    np.testing.assert_allclose(curve.survival, 1 - times / len(times), atol=1e-13)


def test_before_the_first_time_nothing_has_happened() -> None:
    curve = kaplan_meier(table_of([(2, True), (4, True)]))

    assert [curve.at(time) for time in (1, 2, 3, 9)] == [None, 0, 0, 1]
