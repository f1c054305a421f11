"""The columns of a table that an estimate needs, as arrays."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.survey.reading.blocks import QUOTE, Block, Places, blocks
from benkan.methods.survey.reading.labels import Codes, Labels
from benkan.methods.survey.reading.numbers import numbers
from benkan.methods.tables import NoRows, NotANumber, read_table

MOST_CATEGORIES = 1_000
MOST_ROWS = 20_000_000


class TooManyRows(Refused):
    code = "too_many_rows"
    text = N_("%(file)s has more than %(most)s rows: that is more than is read at once.")


class TooManyCategories(Refused):
    code = "too_many_categories"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not a number, and the column "
        "has too many different values to be categories."
    )


@dataclass(frozen=True)
class Category:
    """A column of categories.

    Attributes:
        codes: length n, the place of each respondent's label in `labels`; -1 where it is missing.
        labels: in ascending order: as numbers when all of them are, else as text.
    """

    codes: Codes
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """What was read.

    Attributes:
        file: how refusals call it.
        lines: length n, the line of each respondent in the file.
        numbers: by column, length n, NaN where it is missing.
        categories: by column.
        delimiter: between the cells of the file.
        header: the names of all its columns.
    """

    file: str
    lines: Codes
    numbers: dict[str, npt.NDArray[np.float64]]
    categories: dict[str, Category]
    delimiter: str = ","
    header: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)


def read_columns(
    stream: BinaryIO,
    *,
    file: str,
    numeric: Collection[str] = (),
    categorical: Collection[str] = (),
    either: Collection[str] = (),
) -> Columns:
    """Read some columns of a table with a heading, one row a respondent.

    A cell that is empty or NA is missing. Memory: 8 bytes a number, 4 a category, 4 a line, and a
    few megabytes.

    Args:
        stream: comma, semicolon or tab, in UTF-8.
        file: how refusals call it.
        numeric: columns whose cells must be numbers.
        categorical: columns whose cells are names, read as they stand.
        either: columns that are numbers when all their cells are, else categories.

    Raises:
        ColumnMissing, NotANumber, TooManyCategories, TooManyRows, NoRows, and what `tables` and `blocks` raise.

    >>> import io
    >>> table = read_columns(io.BytesIO(b"a,b\\n1,x\\n,y\\n"), file="f", numeric="a", categorical="b")
    >>> table.numbers["a"].tolist(), table.categories["b"].labels
    ([1.0, nan], ('x', 'y'))
    """
    table = read_table(stream, file=file, needs=[*numeric, *categorical, *either])
    wanted: list[_Number] = [
        _Number(table.column(name), name, file) for name in dict.fromkeys(numeric)
    ]
    named = [_Named(table.column(name), name, file) for name in dict.fromkeys(categorical)]
    open_ones = [_Either(table.column(name), name, file) for name in dict.fromkeys(either)]
    lines: list[Codes] = []
    rows = 0
    width = len(table.header)
    for block in blocks(stream, file=file, delimiter=table.delimiter, width=width, line=1):
        for column in (*wanted, *named, *open_ones):
            column.take(block)
        lines.append(block.lines.astype(np.int32))
        rows += len(block.lines)
        if rows > MOST_ROWS:
            raise TooManyRows(file=file, most=f"{MOST_ROWS:,}")
    if not rows:
        raise NoRows(file=file)
    found: list[_Number | _Either] = [
        *wanted,
        *(column for column in open_ones if column.is_number),
    ]
    grouped: list[_Named | _Either] = [
        *named,
        *(column for column in open_ones if not column.is_number),
    ]
    return Columns(
        file,
        np.concatenate(lines),
        {column.name: column.values() for column in found},
        {column.name: column.category() for column in grouped},
        table.delimiter,
        table.header,
    )


@dataclass
class _Column(ABC):
    at: int
    name: str
    file: str

    @abstractmethod
    def take(self, block: Block) -> None:
        """Read the cells of a block."""

    def cells(self, block: Block) -> tuple[Places, Places]:
        """Where the cells of the column are, without their quotation marks."""
        starts, ends = block.starts[:, self.at], block.ends[:, self.at]
        in_quotes = (block.text[starts] == QUOTE) & (ends > starts)
        return starts + in_quotes, ends - in_quotes

    def found(self, block: Block, row: int) -> dict[str, object]:
        starts, ends = self.cells(block)
        cell = block.text[starts[row] : ends[row]].tobytes().decode("utf-8")
        line = int(block.lines[row])
        return {
            "file": self.file,
            "line": line,
            "column": quoted(self.name),
            "found": quoted(cell.strip()),
        }


class _Number(_Column):
    def __init__(self, at: int, name: str, file: str) -> None:
        super().__init__(at, name, file)
        self._parts: list[npt.NDArray[np.float64]] = []

    def take(self, block: Block) -> None:
        read = numbers(block.text, *self.cells(block))
        if read.wrong is not None:
            raise NotANumber(**self.found(block, read.wrong))
        self._parts.append(read.values)

    def values(self) -> npt.NDArray[np.float64]:
        return np.concatenate(self._parts)


class _Named(_Column):
    def __init__(self, at: int, name: str, file: str) -> None:
        super().__init__(at, name, file)
        self._labels = Labels()
        self._parts: list[Codes] = []

    def take(self, block: Block) -> None:
        self._parts.append(self._labels.codes(block.text, *self.cells(block)))

    @property
    def count(self) -> int:
        return len(self._labels.names)

    def category(self) -> Category:
        names = list(self._labels.names)
        order = in_order(names)
        place = np.empty(len(names) + 1, np.int32)
        place[order] = np.arange(len(names), dtype=np.int32)
        place[-1] = -1
        return Category(place[np.concatenate(self._parts)], tuple(names[at] for at in order))


class _Either(_Column):
    """Both, until one of them cannot be."""

    def __init__(self, at: int, name: str, file: str) -> None:
        super().__init__(at, name, file)
        self.is_number = True
        self._numbers = _Number(at, name, file)
        self._named: _Named | None = _Named(at, name, file)

    def take(self, block: Block) -> None:
        if self.is_number:
            try:
                self._numbers.take(block)
            except NotANumber as refusal:
                if self._named is None:
                    raise TooManyCategories(**refusal.details) from None
                self.is_number = False
        if self._named is not None:
            self._named.take(block)
            if self._named.count > MOST_CATEGORIES and self.is_number:
                self._named = None

    def values(self) -> npt.NDArray[np.float64]:
        return self._numbers.values()

    def category(self) -> Category:
        assert self._named is not None, "categories are kept as long as they can be needed"
        return self._named.category()


def in_order(names: Sequence[str]) -> list[int]:
    """The places of names in ascending order: 2 before 10, when all of them are numbers."""
    by_text = sorted(range(len(names)), key=names.__getitem__)
    try:
        values = [float(name) for name in names]
    except ValueError:
        return by_text
    return sorted(by_text, key=values.__getitem__) if all(map(isfinite, values)) else by_text
