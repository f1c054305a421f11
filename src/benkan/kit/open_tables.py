"""Tables for everybody to take along: CSV with a row of HXL tags below the header, safe in a spreadsheet.

HXL (Humanitarian Exchange Language, hxlstandard.org) says with a tag what a column holds, so that a
program finds it in any language.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

Cell = str | int | float | bool | date | datetime | Fraction | None
HXL = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
_FORMULA_INSIDE = re.compile(r"([;\t\r\n][ \u00a0]*)(?=[=+@＝＋＠－-])")
_BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")


@dataclass(frozen=True)
class Column:
    """A column: its name in the header, its HXL tag, and an English sentence that explains it, to be
    translated."""

    name: str
    tag: str
    words: str


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe. So
    does what follows a semicolon, a tab or a new line: where a semicolon stands between cells, as in
    French, Excel begins a cell there.

    >>> safe_text("=HYPERLINK(1)"), safe_text("La pompe")
    ("'=HYPERLINK(1)", 'La pompe')
    >>> safe_text("La pompe;=HYPERLINK(1)"), safe_text("Puits ; 10 m")
    ("La pompe;'=HYPERLINK(1)", 'Puits ; 10 m')
    """
    text = _FORMULA_INSIDE.sub(r"\1'", text)
    is_formula = text.lstrip().startswith(_BEGINS_A_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_formula else text


def written(cell: Cell) -> str:
    """A cell as it stands in the file: days and moments as ISO 8601 writes them, `oui` and `non`, and
    nothing for what is hidden, unknown or not there."""
    match cell:
        case None:
            return ""
        case bool():
            return "oui" if cell else "non"
        case str():
            return safe_text(cell.replace("\x00", ""))
        case datetime():
            return cell.isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case Fraction():
            return f"{float(cell):.2f}"
        case _:
            return str(cell)


class _Line:
    """Something that `csv.writer` writes to, and that gives the line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file line by line, so that no server holds it whole: header, tags, rows. It begins with the
    mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow([column.name for column in columns]))
    yield str(writer.writerow([column.tag for column in columns]))
    for row in rows:
        assert len(row) == len(columns), "a cell for each column"
        yield str(writer.writerow([written(cell) for cell in row]))
