"""What a spreadsheet makes of our files."""

import csv
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from io import StringIO

from hypothesis import example, given
from hypothesis import strategies as st

from benkan.kit.open_tables import HXL, Column, csv_lines

ONE = (Column("mot", "#description", "A word"),)


@example("La pompe ; =HYPERLINK(1)")
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_is_a_formula_and_what_was_written_is_still_there(text: str) -> None:
    _, tags, row = csv.reader(StringIO("".join(csv_lines(ONE, [(text,)])), newline=""))

    assert tags == ["#description"]
    assert not row[0].lstrip().startswith(("=", "+", "-", "@"))
    # Where a semicolon stands between cells, what follows it is a cell; so is what follows a line.
    cells = [cell.lstrip(" \u00a0") for cell in re.split("[;\t\r\n]", row[0])]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert row[0].replace("'", "") == text.replace("\x00", "").replace("'", "")


def test_a_whole_file() -> None:
    columns = [Column(name, f"#{name}+x", "…") for name in "abcdefg"]
    moment = datetime(2026, 11, 3, 9, tzinfo=UTC)
    row = ("-1+1", -3, 2.5, Fraction(1, 3), True, date(2026, 11, 3), moment)

    lines = "".join(csv_lines(columns, [row, (None,) * 7]))

    assert lines == (
        "\ufeffa,b,c,d,e,f,g\r\n"
        "#a+x,#b+x,#c+x,#d+x,#e+x,#f+x,#g+x\r\n"
        "'-1+1,-3,2.5,0.33,oui,2026-11-03,2026-11-03T09:00:00+00:00\r\n"
        ",,,,,,\r\n"
    )
    assert all(HXL.fullmatch(column.tag) for column in columns)
