"""Cases from a table: what is taken, and what is refused with its line."""

from io import BytesIO

import pytest

from benkan.methods.refusals import Refused
from benkan.methods.survival.reading import MOST_GROUPS, Cases, read_cases


def read(*rows: str, heading: str = "days,kept,commune,since", **options: str) -> Cases:
    stream = BytesIO("\n".join((heading, *rows, "")).encode())
    return read_cases(stream, file="p.csv", time="days", event="kept", **options)


WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "time of words": ({}, "soon,1,a,0", "p.csv, line 3, column “days”: “soon” is not a number."),
    "not finite": ({}, "inf,1,a,0", "p.csv, line 3, column “days”: “inf” is not a number."),
    "huge": ({}, "1e999,1,a,0", "p.csv, line 3, column “days”: “1e999” is not a number."),
    "below 0": ({}, "-1,1,a,0", "p.csv, line 3, column “days”: a time is 0 or more, not -1."),
    "event of 2": (
        {},
        "1,2,a,0",
        "p.csv, line 3, column “kept”: “2” is neither 1 (it happened) nor 0 (not yet).",
    ),
    "late entry": (
        {"entry": "since"},
        "3,1,a,3.0",
        "p.csv, line 3: the entry 3.0 is not before the time 3.",
    ),
    "unknown column": (
        {"by": "region"},
        "1,1,a,0",
        "p.csv has no column “region”; it has: days, kept, commune, since.",
    ),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_what_is_wrong_is_said_with_its_line(case: str) -> None:
    options, row, sentence = WRONG[case]

    with pytest.raises(Refused) as caught:
        read("5,1,a,0", row, **options)

    assert caught.value.text % caught.value.details == sentence


def test_rows_with_something_missing_are_left_out_and_counted() -> None:
    found = read("5,1,a,0", ",1,a,0", "3,NA,a,0", "4,0,,0", by="commune")

    assert found.left_out == 3
    assert found.groups["a"].cases == 1


def test_only_missing_rows_are_no_cases() -> None:
    with pytest.raises(Refused, match="no_cases"):
        read(",1,a,0")


def test_yes_and_no_are_taken_in_both_languages_and_commas_as_points() -> None:
    found = read("1.5;oui;a;0", "1,5;no;a;0", "2;TRUE;a;0", heading="days;kept;commune;since")

    table = found.groups[""]
    assert table.times.tolist() == [1.5, 2.0]
    assert table.events.tolist() == [1, 1]


def test_groups_come_by_number_when_all_are_numbers() -> None:
    found = read("1,1,10,0", "1,1,9,0", "2,1,9.5,0", by="commune")

    assert list(found.groups) == ["9", "9.5", "10"]


def test_a_column_of_names_is_no_column_of_groups() -> None:
    rows = [f"1,1,p{at},0" for at in range(MOST_GROUPS + 1)]

    with pytest.raises(Refused, match="too_many_groups"):
        read(*rows, by="commune")


def test_late_entry_counts_cases_from_their_entry_on() -> None:
    found = read("5,1,a,0", "6,1,a,5", "7,0,a,2", entry="since")

    assert found.groups[""].at_risk.tolist() == [2, 2, 1]
