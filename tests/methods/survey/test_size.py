"""How many people: R's numbers, the published example, and laws."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benkan.methods.refusals import Refused
from benkan.methods.survey.size import (
    AlphaOutside,
    DesignEffectNotAboveZero,
    NobodyAnswers,
    NotAShare,
    PowerTooSmall,
    SharesEqual,
    TooManyPeople,
    size_for_change,
)

CASES = json.loads((Path(__file__).parent / "sizes_of_r.json").read_text())["cases"]
shares = st.fractions(min_value=0, max_value=1, max_denominator=100)


@pytest.mark.parametrize("case", range(len(CASES)))
def test_the_number_is_that_of_power_prop_test_in_r(case: int) -> None:
    given = CASES[case]

    size = size_for_change(
        Fraction(given["from"]),
        Fraction(given["to"]),
        power=Fraction(given["power"]),
        alpha=Fraction(given["alpha"]),
    )

    # R leaves out the chance of a change seen the wrong way round, as the formula does.
    assert size.needed == pytest.approx(given["n"], rel=1e-7)


def test_from_30_to_40_per_cent_takes_712_answers_and_750_people() -> None:
    size = size_for_change(
        Fraction("0.3"), Fraction("0.4"), deff=Fraction(2), nonresponse=Fraction("0.05")
    )

    assert (size.per_round, size.with_nonresponse) == (712, 750)


@given(shares, shares)
def test_up_and_down_and_the_other_answer_take_the_same(before: Fraction, after: Fraction) -> None:
    assume(before != after)

    there = size_for_change(before, after)

    assert size_for_change(after, before) == there
    assert size_for_change(1 - before, 1 - after).needed == pytest.approx(there.needed, rel=1e-12)


@given(st.integers(1, 99))
def test_who_does_not_answer_is_added_without_losing_one_to_rounding(per_cent: int) -> None:
    missing = Fraction(per_cent, 100)

    size = size_for_change(Fraction("0.3"), Fraction("0.4"), nonresponse=missing)

    assert size.with_nonresponse * (1 - missing) >= size.per_round
    assert (size.with_nonresponse - 1) * (1 - missing) < size.per_round


WRONG: dict[str, tuple[type[Refused], dict[str, str]]] = {
    "per cent": (NotAShare, {"before": "30", "after": "40"}),
    "below 0": (NotAShare, {"after": "-0.1"}),
    "no change": (SharesEqual, {"after": "0.30"}),
    "no power": (PowerTooSmall, {"power": "0.4"}),
    "all power": (PowerTooSmall, {"power": "1"}),
    "no alpha": (AlphaOutside, {"alpha": "0"}),
    "no deff": (DesignEffectNotAboveZero, {"deff": "0"}),
    "nobody": (NobodyAnswers, {"nonresponse": "1"}),
    "a hair": (TooManyPeople, {"after": "0.3000000001"}),
    "a hair of a hair": (TooManyPeople, {"after": "0.30000000000000000000000000000001"}),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_what_cannot_be_is_refused(case: str) -> None:
    refusal, different = WRONG[case]
    given = {"before": "0.3", "after": "0.4", **different}
    before, after = (Fraction(given.pop(name)) for name in ("before", "after"))

    with pytest.raises(refusal):
        size_for_change(before, after, **{name: Fraction(text) for name, text in given.items()})


def test_the_smallest_chances_do_not_stop_it() -> None:
    tiny = Fraction(1, 10**90)

    size = size_for_change(Fraction(0), Fraction(1), alpha=tiny, power=1 - tiny)

    assert size.per_round > 100
