"""Rows of scores: what is taken, and what is refused with its line."""

from fractions import Fraction

import pytest

from benkan.methods.barometer.reading_scores import read_scores
from benkan.methods.refusals import Refused
from tests.methods.barometer.make import COMMUNE, model_of, result_of, rows_of

VERSIONED = "leaf,group,value,round,model_version"
WRONG: dict[str, tuple[str, tuple[str, ...], str]] = {
    "unknown leaf": (
        "leaf,group,value",
        ("pump,a,1", "well,a,1"),
        "s.csv, line 3, column “leaf”: the model has no leaf “well”.",
    ),
    "branch": (
        "leaf,group,value",
        ("water,a,1",),
        "s.csv, line 2, column “leaf”: “water” has children; score its leaves instead.",
    ),
    "words": (
        "leaf,group,value",
        ("pump,a,1", "pump,a,many"),
        "s.csv, line 3, column “value”: “many” is not a number.",
    ),
    "not finite": (
        "leaf,group,value",
        ("pump,a,inf",),
        "s.csv, line 2, column “value”: “inf” is not a number.",
    ),
    "huge": (
        "leaf,group,value",
        ("pump,a,1e999",),
        "s.csv, line 2, column “value”: “1e999” is not a number.",
    ),
    "agreed twice": (
        "leaf,group,value",
        ("pump,,1", "pump,,2"),
        "s.csv, line 3: “pump” has two values without a group; one can be agreed on.",
    ),
    "two versions": (
        VERSIONED,
        ("pump,a,1,1,2026-1", "pump,a,1,1,2025-1"),
        "s.csv, line 3: round “1” has scores of two versions of the model; give each round one.",
    ),
    "people as groups": (
        "leaf,group,value",
        tuple(f"pump,p{at},1" for at in range(20_001)),
        "s.csv, line 20002, column “group”: more than 20000 different groups; is it the name of a "
        "group, and not of a person?",
    ),
    "no values": (
        "leaf,group,value",
        ("pump,a,",),
        "s.csv has no value for version 2026-1 of the model.",
    ),
    "no group column": (
        "leaf,value",
        ("pump,1",),
        "s.csv has no column “group”; it has: leaf, value.",
    ),
    "no rows": ("leaf,group,value", (), "s.csv has a heading and no row below it."),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_what_is_wrong_with_scores_is_said_with_its_line(case: str) -> None:
    heading, rows, sentence = WRONG[case]

    with pytest.raises(Refused) as caught:
        read_scores(rows_of(*rows, heading=heading), model_of(COMMUNE), file="s.csv")

    assert caught.value.text % caught.value.details == sentence


def test_a_value_is_read_exactly_however_it_is_written() -> None:
    result = result_of(
        " pump ; women ;4,5", "pump;women;45e-1", "pump;women;+4.50", heading="leaf;group;value"
    )

    assert result.marks["pump"].score == Fraction(9, 20)
    assert result.cards["pump"].groups["women"].variance == 0


def test_the_order_of_rows_changes_nothing() -> None:
    rows = ["pump,women,4", "pump,men,0.1", "minutes,men,33.3", "pump,women,6", "teacher,men,2"]

    assert result_of(*rows) == result_of(*reversed(rows))


def test_rounds_come_by_number_when_all_are_numbers() -> None:
    rows = ("pump,a,1,10,", "pump,a,1,9,", "pump,a,1,9.5,")

    rounds = read_scores(rows_of(*rows, heading=VERSIONED), model_of(COMMUNE), file="s.csv")

    assert [each.name for each in rounds] == ["9", "9.5", "10"]
