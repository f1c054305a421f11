"""Reading quotas: both formats, and what is refused with its line."""

from io import BytesIO

import pytest

from benkan.methods.panel.quotas import Quota, read_quotas
from benkan.methods.refusals import Refused


def read(text: str) -> tuple[Quota, ...]:
    return read_quotas(BytesIO(text.encode()), file="q.csv")


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read(text)
    return refused.value


def test_both_formats_are_read_and_other_columns_left_aside() -> None:
    expected = (Quota("sex", "woman", 9, 11), Quota("sex", "man", 0, 20))

    assert read("feature,value,min,max\nsex,woman,9,11\nsex,man,0,20\n") == expected
    assert read("category;name;min;max;min_flex\nsex; woman ;9;11;0\nsex;man;0;20;0\n") == expected


@pytest.mark.parametrize(
    "cell", ["", "nine", "-1", "1.5", "1e999", "NaN", "9" * 400, "²", "1000001"]
)
def test_seats_are_whole_numbers(cell: str) -> None:
    refused = refusal(f"feature,value,min,max\nsex,woman,0,9\nsex,man,0,{cell}\n")

    assert refused.code == "not_a_seat_count"
    assert (refused.details["line"], refused.details["column"]) == (3, "max")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("sex,woman,5,4", "minimum_over_maximum"),
        ("sex,man,1,2", "quota_twice"),
        (",woman,1,2", "quota_name_missing"),
        ("sex,,1,2", "quota_name_missing"),
        ("sex,woman,1", "wrong_length"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(row: str, code: str) -> None:
    refused = refusal(f"feature,value,min,max\nsex,man,0,9\n{row}\n")

    assert (refused.code, refused.details["line"]) == (code, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_table"),
        ("feature,value,min,max\n", "no_rows"),
        ("feature,value,min\nsex,man,1\n", "column_missing"),
        ("a,b\n1,2\n", "column_missing"),
    ],
)
def test_a_wrong_table_is_refused(text: str, code: str) -> None:
    assert refusal(text).code == code


def test_there_is_an_end_to_quotas() -> None:
    rows = "".join(f"f,{at},0,9\n" for at in range(501))

    assert refusal(f"feature,value,min,max\n{rows}").code == "too_many_quotas"
