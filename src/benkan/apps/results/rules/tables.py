"""A table of counts as it is shown: rows, columns and both margins; None is hidden, which is not
zero."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Cell = tuple[str, str]
MARGIN = ""
"""Stands for the row of totals, and for their column."""


@dataclass(frozen=True)
class Line:
    """One row: what it is of, its cells in the order of the columns, and their sum."""

    key: str
    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class Unique:
    """How many different people there were, at those meetings alone where names are known; it is never
    added to anything. None: hidden."""

    people: int | None
    meetings: int


@dataclass(frozen=True)
class Counts:
    """A table with its margins."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: Line
    unique: Unique | None = None

    @property
    def total(self) -> int | None:
        return self.totals.total

    @property
    def hides_some(self) -> bool:
        return bool(hidden_in(self))

    def line_of(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": list(self.columns),
            "rows": [[line.key, list(line.cells), line.total] for line in self.lines],
            "totals": [list(self.totals.cells), self.totals.total],
            **({"unique": [self.unique.people, self.unique.meetings]} if self.unique else {}),
        }


def counts_of_json(kept: dict[str, Any]) -> Counts:
    """What `as_json` wrote."""
    cells, total = kept["totals"]
    return Counts(
        columns=tuple(kept["columns"]),
        lines=tuple(Line(key, tuple(of), whole) for key, of, whole in kept["rows"]),
        totals=Line(MARGIN, tuple(cells), total),
        unique=Unique(*kept["unique"]) if "unique" in kept else None,
    )


def counts_of(
    cells: Iterable[tuple[Hashable, Hashable, int]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    unique: Unique | None = None,
) -> Counts:
    """Add up (row, column, count); a row or column that is not named does not count.

    >>> counts_of([("a", "x", 2), ("a", "y", 1)], rows=["a"], columns=["x", "y"]).total
    3
    """
    inside: Counter[Cell] = Counter()
    for row, column, count in cells:
        if str(row) in rows and str(column) in columns:
            inside[str(row), str(column)] += count
    lines = tuple(
        Line(
            row,
            tuple(inside[row, column] for column in columns),
            sum(inside[row, column] for column in columns),
        )
        for row in rows
    )
    totals = tuple(sum(inside[row, column] for row in rows) for column in columns)
    return Counts(tuple(columns), lines, Line(MARGIN, totals, sum(totals)), unique)


def cells_of(table: Counts) -> dict[Cell, int | None]:
    """Every cell and margin by row and column."""
    return {
        (line.key, column): count
        for line in (*table.lines, table.totals)
        for column, count in zip((*table.columns, MARGIN), (*line.cells, line.total), strict=True)
    }


def hidden_in(table: Counts) -> frozenset[Cell]:
    return frozenset(cell for cell, count in cells_of(table).items() if count is None)


def without(table: Counts, hidden: Collection[Cell]) -> Counts:
    """The same with some cells hidden."""

    def kept(line: Line) -> Line:
        cells = tuple(
            None if (line.key, column) in hidden else count
            for column, count in zip(table.columns, line.cells, strict=True)
        )
        return Line(line.key, cells, None if (line.key, MARGIN) in hidden else line.total)

    return Counts(
        table.columns, tuple(kept(line) for line in table.lines), kept(table.totals), table.unique
    )


def summed(parts: Sequence[Counts]) -> Counts:
    """A longer period from the published ones that it is made of: a cell is shown where all of them
    show it. So it says nothing that they do not say already."""
    columns = tuple(dict.fromkeys(column for part in parts for column in part.columns))
    rows = dict.fromkeys(line.key for part in parts for line in part.lines)
    every = [cells_of(part) for part in parts]

    def of(row: str, column: str) -> int | None:
        # Who had no row yet had nobody to count.
        counts = [cells.get((row, column), 0) for cells in every]
        shown = [count for count in counts if count is not None]
        return sum(shown) if len(shown) == len(counts) else None

    def line(row: str) -> Line:
        return Line(row, tuple(of(row, column) for column in columns), of(row, MARGIN))

    return Counts(columns, tuple(line(row) for row in rows), line(MARGIN))
