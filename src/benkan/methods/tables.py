"""Rows of a table that a stranger wrote: comma, semicolon or tab, with a heading, in UTF-8.

Rows are read one by one, so that a large file takes no more memory than its longest line, and a
file of garbage is refused at its first line. Every refusal says which line and which column.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from benkan.methods.refusals import N_, Refused, quoted

LONGEST_LINE = 1_000_000
DELIMITERS = ",;\t"
# What a cell says that says nothing, in small letters and without spaces around it.
MISSING = {"", "na", "n/a"}


class EmptyTable(Refused):
    code = "empty_table"
    text = N_("%(file)s is empty: a first line with the names of the columns was expected.")


class NoRows(Refused):
    code = "no_rows"
    text = N_("%(file)s has a heading and no row below it.")


class NotText(Refused):
    code = "not_text"
    text = N_("%(file)s, line %(line)s, is not text in UTF-8: save the table as CSV in UTF-8.")


class LineTooLong(Refused):
    code = "line_too_long"
    text = N_("%(file)s, line %(line)s, is longer than %(most)s bytes: this is no table of rows.")


class BadQuoting(Refused):
    code = "bad_quoting"
    text = N_("%(file)s, line %(line)s: a quotation mark is opened and not closed.")


class CellTooLong(Refused):
    code = "cell_too_long"
    text = N_("%(file)s, line %(line)s, has a cell of more than %(most)s signs: this is no table.")


class ColumnMissing(Refused):
    code = "column_missing"
    text = N_("%(file)s has no column “%(column)s”; it has: %(there)s.")


class ColumnTwice(Refused):
    code = "column_twice"
    text = N_("%(file)s has two columns named “%(column)s”: rename one of them.")


class WrongLength(Refused):
    code = "wrong_length"
    text = N_("%(file)s, line %(line)s, has %(found)s cells where the heading has %(expected)s.")


class NotANumber(Refused):
    code = "not_a_number"
    text = N_("%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not a number.")


@dataclass(frozen=True)
class Row:
    """One row: the number of its last line in the file, and its cells in the order of the heading."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A heading and the rows below it, which can be walked through once."""

    file: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    delimiter: str = ","

    def column(self, name: str) -> int:
        """Where a column stands. Raises ColumnMissing with the columns that there are."""
        if name not in self.header:
            there = quoted_names(self.header)
            raise ColumnMissing(file=self.file, column=quoted(name), there=there)
        return self.header.index(name)


def read_table(stream: BinaryIO, *, file: str, needs: Sequence[str] = ()) -> Table:
    """The table of a stream of bytes.

    Args:
        stream: read line by line, as far as the rows are walked.
        file: how refusals call it.
        needs: columns that must be there.

    Raises:
        EmptyTable, NotText, LineTooLong, ColumnMissing, ColumnTwice: at once, for the heading.
        NotText, LineTooLong, BadQuoting, WrongLength, NoRows: while the rows are walked.
    """
    lines = _lines(stream, file)
    first = next(lines, "")
    if not first.strip():
        raise EmptyTable(file=file)
    delimiter = max(DELIMITERS, key=first.count)
    try:
        header = tuple(name.strip() for name in next(csv.reader([first], delimiter=delimiter)))
    except csv.Error as problem:
        raise _broken(problem, file=file, line=1) from None
    for name in header:
        if name and header.count(name) > 1:
            raise ColumnTwice(file=file, column=quoted(name))
    rows = _rows(lines, file=file, delimiter=delimiter, width=len(header))
    table = Table(file, header, rows, delimiter)
    for name in needs:
        table.column(name)
    return table


def quoted_names(names: Sequence[str], *, most: int = 12) -> str:
    """The names of columns for a sentence: the first dozen."""
    return ", ".join(quoted(name) for name in names[:most]) + (" …" if len(names) > most else "")


def _lines(stream: BinaryIO, file: str) -> Iterator[str]:
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise LineTooLong(file=file, line=number, most=LONGEST_LINE)
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise NotText(file=file, line=number) from None
        if "\0" in text:
            raise NotText(file=file, line=number)
        yield text


def _rows(lines: Iterator[str], *, file: str, delimiter: str, width: int) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    found = False
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            raise _broken(problem, file=file, line=reader.line_num + 1) from None
        if cells is None:
            break
        if not cells:
            continue
        if len(cells) != width:
            line = reader.line_num + 1
            raise WrongLength(file=file, line=line, found=len(cells), expected=width)
        found = True
        yield Row(reader.line_num + 1, cells)
    if not found:
        raise NoRows(file=file)


def _broken(problem: csv.Error, *, file: str, line: int) -> Refused:
    """What the reader of CSV stumbled over; it has two complaints and one kind of error."""
    if "limit" in str(problem):
        return CellTooLong(file=file, line=line, most=csv.field_size_limit())
    return BadQuoting(file=file, line=line)
