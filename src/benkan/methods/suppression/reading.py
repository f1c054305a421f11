"""A table of counts from a file: a row a cell, margins among them or left out.

A row is a margin when a total stands in one of its columns: nothing at all, `*`, or a word for it
(total, all, tous, toutes, ensemble). Margins that are left out are computed; those that are given
must agree with the cells. A combination without a row counts 0, and is hidden as a 0 is; but where
one column lies within another (each commune in one cercle) the combinations that cannot be are no
cells: everybody knows that they are empty. That a column lies within another is seen from the rows,
or said: `cercle/commune`, for names of communes that repeat.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

import numpy as np

from benkan.methods.refusals import quoted
from benkan.methods.suppression.cubes import Cube, cube_of
from benkan.methods.suppression.refusals import (
    CellTwice,
    CountIsDimension,
    MarginWrong,
    NotACount,
    OnlyMargins,
    TooManyCells,
    WrongDimensions,
)
from benkan.methods.suppression.trees import Tree, tree_of
from benkan.methods.tables import Row, Table, read_table

MOST_COLUMNS = 4
MOST_CELLS = 1_000_000
MOST_PEOPLE = 1_000_000_000
TOTALS = frozenset({"", "*", "total", "all", "tous", "toutes", "ensemble"})

Values = tuple[str | None, ...]


@dataclass(frozen=True, eq=False)
class Read:
    """A table as it was read.

    Attributes:
        columns: the dimensions, in the order asked for.
        totals: how the file itself writes the total in each column; `total` where it does not.
        absent: combinations without a row, which count 0.
    """

    cube: Cube
    columns: tuple[str, ...]
    totals: Mapping[str, str]
    absent: int

    @property
    def within(self) -> list[tuple[str, str]]:
        """Which column lies within which."""
        pairs = (pairwise(tree.columns) for tree in self.cube.trees)
        return [(lower, upper) for pair in pairs for upper, lower in pair]


@dataclass(frozen=True)
class Line:
    """A row of the table: what stands in each dimension (None: the total), and its count."""

    line: int
    values: Values
    count: int


def read_counts(stream: BinaryIO, *, file: str, count: str, by: Sequence[str]) -> Read:
    """The table of a file, with all its margins.

    Args:
        stream: CSV with a heading.
        file: how refusals call it.
        count: the column of the counts.
        by: one to four columns, the dimensions; `a/b` for b within a, when no column is called so.

    Raises:
        WrongDimensions, CountIsDimension, TooManyCells: what was asked for cannot be.
        NotACount, CellTwice, MarginWrong, OnlyMargins: the table is not one.
    """
    table = read_table(stream, file=file)
    chains = [(name,) if name in table.header else tuple(name.split("/")) for name in by]
    columns = [name for chain in chains for name in chain]
    if not 1 <= len(columns) <= MOST_COLUMNS or len(set(columns)) < len(columns) or "" in columns:
        raise WrongDimensions(most=MOST_COLUMNS)
    if count in columns:
        raise CountIsDimension(column=quoted(count))
    for name in [*columns, count]:
        table.column(name)
    totals: dict[str, str] = {}
    lines = list(_lines(table, count, columns, totals))
    cube = cube_from(lines, file=file, chains=chains)
    inside = sum(None not in line.values for line in lines)
    absent = int(cube.leaves.max()) - inside
    totals = {name: totals.get(name, "total") for name in columns}
    return Read(cube, tuple(columns), totals, absent)


def cube_from(lines: Sequence[Line], *, file: str, chains: Sequence[tuple[str, ...]]) -> Cube:
    """The same from lines that are read already; their values stand in the order of the chains.

    Raises:
        OnlyMargins: no line is a cell of the inside.
        TooManyCells: with all margins there are more than can be held.
        MarginWrong: a margin that is given is not the sum of what it covers; the line is named.
    """
    by = [name for chain in chains for name in chain]
    inside = [line for line in lines if None not in line.values]
    if not inside:
        raise OnlyMargins(file=file)
    told = [tuple(by.index(name) for name in chain) for chain in chains if len(chain) > 1]
    sides = _sides([line.values for line in inside], len(by), told)
    trees = tuple(_tree(side, inside, by) for side in sides)
    cells = int(np.prod([len(tree) for tree in trees], dtype=object))
    if cells > MOST_CELLS:
        raise TooManyCells(cells=cells, most=MOST_CELLS)
    cube = _filled(trees, inside, by)
    _check_margins(cube, [line for line in lines if None in line.values], by, file)
    return cube


def _lines(table: Table, count: str, by: Sequence[str], totals: dict[str, str]) -> Iterator[Line]:
    at, columns = table.column(count), [table.column(name) for name in by]
    seen: set[Values] = set()
    for row in table.rows:
        values = tuple(_value(row.cells[column]) for column in columns)
        if values in seen:
            raise CellTwice(file=table.file, line=row.line, cell=said(by, values))
        seen.add(values)
        for name, column, value in zip(by, columns, values, strict=True):
            if value is None:
                totals.setdefault(name, row.cells[column].strip())
        if len(seen) > MOST_CELLS:
            raise TooManyCells(cells=len(seen), most=MOST_CELLS)
        yield Line(row.line, values, _count(table.file, row, count, row.cells[at].strip()))


def _value(text: str) -> str | None:
    text = text.strip()
    return None if text.casefold() in TOTALS else text


def _count(file: str, row: Row, column: str, text: str) -> int:
    # The length first: a number of a million digits would take minutes to read.
    if text.isascii() and text.isdigit() and len(text.lstrip("0")) <= 10:
        number = int(text)
        if number <= MOST_PEOPLE:
            return number
    raise NotACount(
        file=file, line=row.line, column=quoted(column), found=quoted(text), most=MOST_PEOPLE
    )


def said(by: Sequence[str], values: Values) -> str:
    """A cell for a sentence: commune = Kati, sex = *."""
    pairs = zip(by, values, strict=True)
    return ", ".join(f"{quoted(name)} = {quoted(value or '*')}" for name, value in pairs)


# --- which columns lie within which ----------------------------------------------------------------


def _sides(
    rows: Sequence[Values], columns: int, told: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """The dimensions: chains of columns, the coarsest first, each lying within the one before.

    A column lies within another when each of its values comes with one value of the other only,
    the other has several, and fewer than it.
    """
    sizes = [len({row[at] for row in rows}) for at in range(columns)]
    above = {lower: upper for chain in told for upper, lower in pairwise(chain)}
    free = set(range(columns)) - {at for chain in told for at in chain}
    for at in sorted(free, key=lambda k: sizes[k]):
        coarser = [
            other
            for other in sorted(free)
            if 1 < sizes[other] < sizes[at] and other not in above.values()
            if len({(row[at], row[other]) for row in rows}) == sizes[at]
        ]
        if coarser:
            above[at] = max(coarser, key=lambda k: sizes[k])
    finest = [at for at in range(columns) if at not in above.values()]
    return [_chain(at, above) for at in finest]


def _chain(at: int, above: dict[int, int]) -> tuple[int, ...]:
    return (*_chain(above[at], above), at) if at in above else (at,)


def _tree(side: tuple[int, ...], inside: Sequence[Line], by: Sequence[str]) -> Tree:
    leaves = [tuple(line.values[at] or "" for at in side) for line in inside]
    return tree_of(tuple(by[at] for at in side), list(dict.fromkeys(leaves)))


def _filled(trees: tuple[Tree, ...], inside: Sequence[Line], by: Sequence[str]) -> Cube:
    counts = np.zeros([len(tree.leaves) for tree in trees], np.int64)
    sides = [[by.index(column) for column in tree.columns] for tree in trees]
    rank = [{tree.paths[node]: k for k, node in enumerate(tree.leaves.tolist())} for tree in trees]
    for line in inside:
        path = (tuple(line.values[at] or "" for at in side) for side in sides)
        counts[tuple(ranks[own] for ranks, own in zip(rank, path, strict=True))] = line.count
    return cube_of(trees, counts, np.ones(counts.shape, np.bool_))


# --- margins that are given ------------------------------------------------------------------------


def _check_margins(cube: Cube, margins: Sequence[Line], by: Sequence[str], file: str) -> None:
    ways = [_ways(tree) for tree in cube.trees]
    for line in margins:
        nodes = [
            found.get(tuple(line.values[by.index(column)] for column in tree.columns))
            for tree, found in zip(cube.trees, ways, strict=True)
        ]
        at = [node for node in nodes if node is not None]
        whole = len(at) == len(nodes)
        expected = int(cube.counts[np.ravel_multi_index(at, cube.shape)]) if whole else 0
        if line.count != expected:
            cell = said(by, line.values)
            raise MarginWrong(
                file=file, line=line.line, cell=cell, found=line.count, expected=expected
            )


def _ways(tree: Tree) -> dict[Values, int]:
    """How a node may be written: a commune of all cercles is that commune."""
    found: dict[Values, int] = {}
    for node, path in enumerate(tree.paths):
        depth = len(tree.columns)
        full: Values = (*path, *(None,) * (depth - len(path)))
        found[full] = node
        if path:
            for hide in range(1, 1 << (len(path) - 1)):
                values = [None if hide >> k & 1 else value for k, value in enumerate(full)]
                found.setdefault(tuple(values), node)
    return found
