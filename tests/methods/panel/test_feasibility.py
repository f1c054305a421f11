"""Quotas that clash are named, with the smallest change that lets a panel exist."""

from dataclasses import replace

import pytest
from hypothesis import given

from benkan.methods.panel.drawing import draw_panel
from benkan.methods.panel.feasibility import (
    Change,
    MaximumTooLow,
    MinimumTooHigh,
    NoSeats,
    QuotasClash,
    TooFewHouseholds,
    TooFewPeople,
    smallest_relaxation,
)
from benkan.methods.panel.pool import Pool
from benkan.methods.panel.quotas import Quota
from benkan.methods.refusals import Refused
from tests.methods.panel.making import Question, all_panels, make_pool, make_quotas, questions

POOL = make_pool("a w old", "b w old", "c m young", "d m old")


def refusal(*quotas: str, seats: int = 2, pool: Pool = POOL) -> Refused:
    with pytest.raises(Refused) as refused:
        draw_panel(pool, make_quotas(*quotas), seats=seats, seed=1)
    return refused.value


@given(questions(with_homes=False))
def test_it_is_empty_exactly_when_a_panel_exists(question: Question) -> None:
    changes = smallest_relaxation(question.types)

    assert (not changes) == bool(all_panels(question))


@given(questions(with_homes=False))
def test_with_its_changes_a_panel_exists(question: Question) -> None:
    changes = {(c.feature, c.value): c for c in smallest_relaxation(question.types)}

    relaxed = tuple(relaxed_by(quota, changes) for quota in question.quotas)

    assert all_panels(replace(question, quotas=relaxed))


def relaxed_by(quota: Quota, changes: dict[tuple[str, str], Change]) -> Quota:
    change = changes.get((quota.feature, quota.value))
    least, most = change.after if change else (quota.least, quota.most)
    return Quota(quota.feature, quota.value, least, most)


def test_a_minimum_that_nobody_can_fill_is_named() -> None:
    refused = refusal("sex w 0 2", "sex m 0 2", "age young 2 2", "age old 0 2")

    assert isinstance(refused, MinimumTooHigh)
    assert refused.details == {"feature": "age", "value": "young", "before": 2, "after": 1}


def test_a_maximum_that_leaves_a_seat_empty_is_named() -> None:
    refused = refusal("sex w 0 2", "sex m 0 2", "age young 0 2", "age old 0 0")

    assert isinstance(refused, MaximumTooLow)
    assert refused.details == {"feature": "age", "value": "old", "before": 0, "after": 1}


def test_several_changes_are_listed() -> None:
    refused = refusal("sex w 2 2", "sex m 0 0", "age young 2 2", "age old 0 0")

    assert isinstance(refused, QuotasClash)
    assert refused.details["changes"] == "age, old: 0–0 → 0–2; age, young: 2–2 → 0–2"


@pytest.mark.parametrize(
    ("sex", "code", "changes"),
    [
        (("sex w 2 3", "sex m 1 2"), "seats_below_minimums", "sex, m: 1–2 → 0–2"),
        (("sex w 0 1", "sex m 0 0"), "seats_over_maximums", "sex, m: 0–0 → 0–1"),
    ],
)
@pytest.mark.parametrize("rule", ["leximin", "maximin", "nash"])
def test_quotas_that_do_not_add_up_to_the_seats_are_named_with_the_smallest_change(
    sex: tuple[str, str], code: str, changes: str, rule: str
) -> None:
    quotas = make_quotas(*sex, "age young 0 2", "age old 0 2")

    with pytest.raises(Refused) as refused:
        draw_panel(POOL, quotas, seats=2, seed=1, rule=rule)

    assert refused.value.code == code
    assert refused.value.details["feature"] == "sex"
    assert refused.value.details["changes"] == changes


def test_there_must_be_seats_people_and_households_enough() -> None:
    quotas = ("sex w 0 9", "sex m 0 9", "age young 0 9", "age old 0 9")
    homes = make_pool("a w old x", "b w old x", "c m young x")

    assert isinstance(refusal(*quotas, seats=0), NoSeats)
    assert isinstance(refusal(*quotas, seats=-3), NoSeats)
    assert isinstance(refusal(*quotas, seats=5), TooFewPeople)
    assert isinstance(refusal(*quotas, seats=2, pool=homes), TooFewHouseholds)


def test_there_is_an_end_to_the_types_that_memory_holds() -> None:
    people = [f"p{at} v{at % 80} w{at // 80}" for at in range(5200)]
    pool = make_pool(*people, features=("f", "g"))
    quotas = [f"f v{at} 0 9" for at in range(80)] + [f"g w{at} 0 9" for at in range(65)]

    assert refusal(*quotas, pool=pool).code == "too_many_types"
