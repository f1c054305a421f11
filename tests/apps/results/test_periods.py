from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.results.rules import publishing
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.periods import (
    NoSuchPeriod,
    Quarter,
    period_called,
    periods_to_choose,
    so_far,
)
from benkan.kit.refusals import Refused

pytestmark = pytest.mark.fast

days = st.dates(date(2004, 1, 1), date(2098, 12, 31))


@given(days)
def test_every_day_is_in_one_quarter_and_codes_come_back(day: date) -> None:
    quarter = Quarter.of(day)
    chosen = periods_to_choose(since=day - timedelta(days=400), on=day)

    assert quarter.opens <= day < quarter.closes
    assert so_far(day).contains(day)
    assert [period_called(one.code) for one in chosen] == chosen
    assert len(set(chosen)) == len(chosen)


@pytest.mark.parametrize("code", ["", "2026-T5", "fin-2026", "26", "2026-T3 ", "٢٠٢٦"])
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(NoSuchPeriod):
        period_called(code)


@pytest.mark.parametrize(
    ("asked", "there", "answer"),
    [
        ("2026-T3", [], []),
        ("2026-T3", ["2026-T2"], []),
        ("2026-T3", ["2026"], publishing.LongerIsPublished),
        ("2026", ["2026-T1"], publishing.ShorterOnesMissing),
        ("2026", ["2026-T1", "2026-T2", "2026-T4"], publishing.ShorterOnesMissing),
        (
            "2026",
            ["2026-T1", "2026-T2", "2026-T3", "2026-T4"],
            ["2026-T1", "2026-T2", "2026-T3", "2026-T4"],
        ),
        ("fin-2026-T3", ["2026-T2", "2026-T3"], ["2026-T2", "2026-T3"]),
        ("fin-2026-T3", ["2026-T2"], publishing.ShorterOnesMissing),
        ("fin-2027-T1", ["2026-T4", "fin-2026-T4", "2027-T1"], ["2027-T1", "fin-2026-T4"]),
        ("fin-2026-T2", ["2026"], publishing.LongerIsPublished),
    ],
)
def test_what_is_published_of_people_says_beside_what_it_may_be(
    asked: str, there: list[str], answer: list[str] | type[Refused]
) -> None:
    def parts() -> list[str]:
        found = publishing.parts_published(
            Indicator.CASES_RECEIVED,
            period_called(asked),
            [period_called(code) for code in there],
            is_correction=False,
        )
        return sorted(one.code for one in found)

    if isinstance(answer, list):
        assert parts() == answer
    else:
        with pytest.raises(answer):
            parts()


def test_a_correction_is_not_kept_back_by_what_was_made_of_it() -> None:
    periods = [period_called(code) for code in ("2026-T1", "2026")]

    found = publishing.parts_published(
        Indicator.CASES_RECEIVED, periods[0], periods, is_correction=True
    )

    assert found == []


def test_a_period_that_goes_on_is_not_published_unless_of_promises_so_far() -> None:
    on = date(2026, 11, 3)

    publishing.check_is_over(Indicator.COMMITMENTS_KEPT, so_far(on), on)
    publishing.check_is_over(Indicator.CASES_RECEIVED, period_called("2026-T3"), on)
    for indicator, code in [
        (Indicator.CASES_RECEIVED, "fin-2026-T4"),
        (Indicator.COMMITMENTS_KEPT, "2026-T4"),
    ]:
        with pytest.raises(publishing.PeriodNotOver):
            publishing.check_is_over(indicator, period_called(code), on)
