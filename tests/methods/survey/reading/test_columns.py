"""Columns are read as the csv module reads them, and whatever is not a table is refused by line."""

import csv
import io
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.refusals import Refused
from benkan.methods.survey.reading import Columns, read_columns
from benkan.methods.survey.reading import blocks as blocks_module
from benkan.methods.survey.reading import columns as columns_module
from benkan.methods.survey.reading.columns import TooManyCategories, TooManyRows
from benkan.methods.tables import NotANumber

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(-(10**18), 10**18).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
)


def read(text: str | bytes, **wanted: Sequence[str]) -> Columns:
    raw = text.encode() if isinstance(text, str) else text
    return read_columns(io.BytesIO(raw), file="survey.csv", **wanted)


def written(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=30))
def test_any_text_that_the_csv_module_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    columns = read(written(("a", "b"), rows), categorical=["a", "b"])

    for at, name in enumerate(("a", "b")):
        category = columns.categories[name]
        found = ["" if code < 0 else category.labels[code] for code in category.codes]
        expected = [row[at].strip() for row in rows]
        assert found == ["" if text == "NA" else text for text in expected]


@given(st.lists(NUMBERS, min_size=1, max_size=40))
def test_numbers_are_right_to_the_last_bit(numbers: list[str]) -> None:
    columns = read("n,x\n" + "".join(f"1,{number}\n" for number in numbers), numeric=["x"])

    assert columns.numbers["x"].tolist() == [float(number) for number in numbers]


def test_a_file_is_read_alike_however_it_is_cut_into_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [(f"v{at % 7}", f"{at}.5", f'a "{at}",\nb') for at in range(200)]
    text = written(("a", "x", "note"), rows)
    whole = read(text, numeric=["x"], categorical=["a", "note"])

    for size in (1, 7, 64, 333):
        monkeypatch.setattr(blocks_module, "BLOCK", size)
        cut = read(text, numeric=["x"], categorical=["a", "note"])

        assert cut.numbers["x"].tolist() == whole.numbers["x"].tolist()
        assert cut.categories["a"].labels == whole.categories["a"].labels
        assert cut.categories["note"].codes.tolist() == whole.categories["note"].codes.tolist()
        assert cut.lines.tolist() == whole.lines.tolist() == [3 + 2 * at for at in range(200)]


def test_empty_and_na_are_missing_and_blank_lines_are_no_rows() -> None:
    columns = read('a;x\r\n\r\nyes;1\r\n;\r\nNA;NA\r\n"no";" 2 "', numeric=["x"], categorical=["a"])

    assert columns.delimiter == ";"
    assert columns.lines.tolist() == [3, 4, 5, 6]
    assert np.isnan(columns.numbers["x"]).tolist() == [False, True, True, False]
    assert columns.categories["a"].codes.tolist() == [1, -1, -1, 0]
    assert columns.categories["a"].labels == ("no", "yes")


def test_labels_that_are_numbers_stand_in_the_order_of_numbers() -> None:
    columns = read("a\n10\n9\n2.5\n", categorical=["a"])

    assert columns.categories["a"].labels == ("2.5", "9", "10")


def test_a_column_of_either_kind_is_a_number_when_all_its_cells_are() -> None:
    columns = read("a,b\n1,1\n2,x\nNA,3\n", either=["a", "b"])

    assert list(columns.numbers) == ["a"]
    assert columns.categories["b"].labels == ("1", "3", "x")


def test_a_column_of_too_many_numbers_and_one_word_is_refused_at_the_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "a\n" + "".join(f"{at}\n" for at in range(3_000)) + "much\n"

    with pytest.raises(NotANumber) as alone:
        read(text, numeric=["a"])
    monkeypatch.setattr(blocks_module, "BLOCK", 4_096)
    with pytest.raises(TooManyCategories) as refused:
        read(text, either=["a"])

    assert alone.value.details["line"] == refused.value.details["line"] == 3_002
    assert refused.value.details["found"] == "much"


def test_no_more_rows_are_held_than_memory_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns_module, "MOST_ROWS", 3)

    with pytest.raises(TooManyRows):
        read("a\n1\n2\n3\n4\n", numeric=["a"])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (b"", "empty_table", None),
        (b"a,x\n", "no_rows", None),
        (b"a,x\n\n\n", "no_rows", None),
        (b"b,x\n1,2\n", "column_missing", None),
        (b"a,x\n1,2\n1,2,3\n", "wrong_length", 3),
        (b"a,x\n1,2\n1\n", "wrong_length", 3),
        (b"a,x\n1,2\n1,two\n", "not_a_number", 3),
        (b"a,x\n1,2\n1,nan\n", "not_a_number", 3),
        (b"a,x\n1,inf\n", "not_a_number", 2),
        (b"a,x\n1,1e999\n", "not_a_number", 2),
        (b"a,x\n1,1_000\n", "not_a_number", 2),
        (b"a,x\n1,-\n", "not_a_number", 2),
        (b"a,x\n1,1.2.3\n", "not_a_number", 2),
        (b'a,x\n1,2\n"1,2\n3,4\n', "bad_quoting", 3),
        (b'a,x\n1,2\n1"1,2\n', "stray_quote", 3),
        (b'a,x\n1,2\n"1"1,2\n', "stray_quote", 3),
        (b"a,x\n1,2\n\xff,2\n", "not_text", 3),
        (b"a,x\n1,2\n\0,2\n", "not_text", 3),
        (b"a,x\n1," + b"7" * 1_100_000 + b"\n", "not_a_number", 2),
        (b"a,x\n1," + b"7" * 3_100_000 + b"\n", "line_too_long", 2),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_table_is_refused(text: bytes, code: str, line: int | None) -> None:
    with pytest.raises(Refused) as refused:
        read(text, numeric=["x"], categorical=["a"])

    assert (refused.value.code, refused.value.details.get("line")) == (code, line)
