"""A file of calls is read whole or refused in one sentence that names the line and the column."""

from datetime import date

import pytest

from benkan.apps.voices.rules.calls.codes import Operator, Origin, Vote, Way
from benkan.apps.voices.rules.calls.reading import CallFacts
from benkan.kit.refusals import Refused
from benkan.kit.splits import Sex
from tests.make.hotline import FIRST, HEADING, line, read, small_file, whole_file

pytestmark = pytest.mark.fast


def test_a_row_says_what_its_columns_say() -> None:
    (call,) = read(small_file(FIRST)).calls

    assert call == CallFacts(
        number=1,
        vote=Vote.PRESIDENTIAL,
        day=date(2013, 7, 1),
        hour=9,
        operator=Operator.ORANGE,
        way=Way.RING,
        waited=15,
        minutes=2,
        age="25_34",
        sex=Sex.FEMALE,
        origin=Origin.REGION,
        region="ML09",
        topics=("E1", "F9"),
    )


def test_unknown_is_a_value() -> None:
    unknown = line(2, callback_delay_h="", age_band="", sex="", region_code="")

    (call,) = read(small_file(unknown)).calls

    assert (call.waited, call.age, call.sex, call.origin, call.region) == (
        None,
        "unknown",
        Sex.UNKNOWN,
        Origin.UNKNOWN,
        "",
    )


def test_an_impossible_age_and_a_place_outside_stay_what_they_are() -> None:
    (call,) = read(small_file(line(2, age_band="aberrant", region_code="HORS"))).calls

    assert (call.age, call.origin, call.region) == ("impossible", Origin.OUTSIDE, "")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("id", "SOS-1", "call_number_wrong"),
        ("id", "SOS-00001", "call_twice"),
        ("scrutin", "communales", "call_value_unknown"),
        ("date", "2013-02-30", "call_number_wrong"),
        ("hour", "24", "call_number_wrong"),
        ("operator", "telecel", "call_value_unknown"),
        ("channel", "RADIO", "call_value_unknown"),
        ("callback_delay_h", "-1", "call_number_wrong"),
        ("callback_delay_h", "nan", "call_number_wrong"),
        ("callback_delay_h", "1.55", "call_number_wrong"),
        ("duration_min", "2.5", "call_number_wrong"),
        ("age_band", "30", "call_value_unknown"),
        ("sex", "X", "call_value_unknown"),
        ("region_code", "ML10", "call_value_unknown"),
        ("topics", "E1|Z9", "call_value_unknown"),
        ("topics", "", "call_value_unknown"),
    ],
)
def test_a_wrong_value_is_refused_by_line_and_column(column: str, value: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(small_file(FIRST, line(2, **{column: value})))

    found = refused.value
    assert (found.code, found.details["line"], found.details["column"]) == (code, 3, column)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_table"),
        (HEADING.encode(), "no_rows"),
        (b"a,b\n1,2\n", "column_missing"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"),
        (small_file(FIRST)[:-30], "wrong_length"),
        (small_file(FIRST)[:-2], "call_value_unknown"),
    ],
)
def test_another_file_or_a_line_cut_off_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content)

    assert refused.value.code == code


def test_the_file_that_is_shipped_is_whole() -> None:
    found = read(whole_file())

    assert (len(found.calls), len(found.topics)) == (10_928, 37)
    assert len({topic.family for topic in found.topics}) == 8


def test_the_same_content_has_the_same_digest_and_another_has_another() -> None:
    assert read(small_file(FIRST)).digest == read(small_file(FIRST)).digest
    assert read(small_file(FIRST)).digest != read(small_file(line(2))).digest
