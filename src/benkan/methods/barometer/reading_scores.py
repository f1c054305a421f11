"""Scores from their file: a row a judgement, `leaf,group,value`, and if wanted `round`,
`model_version`.

Several rows of one leaf and group are several people. A row without a group is what the meeting of
all groups agreed. A value that is empty, NA or n/a is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import BinaryIO

from benkan.methods.barometer.model import Model
from benkan.methods.barometer.rounds import Round, counted
from benkan.methods.barometer.wrong_scores import (
    AgreedTwice,
    NoScores,
    RoundMissing,
    ScoreOfBranch,
    TooManyGroups,
    TwoVersions,
    UnknownLeaf,
)
from benkan.methods.exact import exact, is_decimal, places, scaled
from benkan.methods.refusals import quoted
from benkan.methods.tables import MISSING, NotANumber, Row, Table, read_table

# Mali has some 12,700 villages.
MOST_GROUPS = 20_000


def read_scores(stream: BinaryIO, model: Model, *, file: str) -> tuple[Round, ...]:
    """The rounds, earliest first: names that are all numbers by number, others as text.

    Rounds of another version of the model have a name and a version and no scores. Memory grows with
    the different (round, leaf, group, value), not with the rows.

    Raises:
        the refusals of `tables`; NotANumber, UnknownLeaf, ScoreOfBranch, AgreedTwice, TwoVersions
        with the line; NoScores.
    """
    table = read_table(stream, file=file, needs=("leaf", "group", "value"))
    rounds = _Reader(table, model).read()
    if not any(each.cells or each.agreed for each in rounds):
        raise NoScores(file=file, version=quoted(model.version))
    by_number = all(exact(each.name) is not None for each in rounds)
    return tuple(
        sorted(rounds, key=lambda each: (exact(each.name) or 0 if by_number else 0, each.name))
    )


def round_named(rounds: tuple[Round, ...], name: str | None, *, model: Model, file: str) -> Round:
    """The round of a name, or the last one; of this version of the model. Raises RoundMissing with
    the names that there are."""
    there = [each for each in rounds if each.version == model.version]
    if name is None:
        return there[-1]
    for each in there:
        if each.name == name:
            return each
    names = ", ".join(quoted(each.name) for each in there[:12] if each.name) or "–"
    raise RoundMissing(file=file, round=quoted(name), there=names)


Written = str | dict[str, int]
"""What a cell holds while it is read: the one value, or each value with its count."""


@dataclass
class _Cells:
    """One leaf in one round: what each group wrote, and whether any of it is kept."""

    leaf: str
    round: Round
    groups: dict[str, Written] = field(default_factory=dict)

    def add(self, group: str, value: str) -> None:
        held = self.groups.get(group)
        if held is None:
            self.groups[group] = value
        elif isinstance(held, dict):
            held[value] = held.get(value, 0) + 1
        elif held == value:
            self.groups[group] = {value: 2}
        else:
            self.groups[group] = {held: 1, value: 1}

    def texts(self) -> Iterable[str]:
        for held in self.groups.values():
            yield from (held,) if isinstance(held, str) else held


class _Reader:
    def __init__(self, table: Table, model: Model) -> None:
        self.table, self.model = table, model
        self.at_round, self.at_version = (
            table.header.index(name) if name in table.header else None
            for name in ("round", "model_version")
        )
        self.rounds: dict[str, Round] = {}
        self.agreed: dict[tuple[str, str], str] = {}

    def read(self) -> list[Round]:
        leaf, group, value = (self.table.column(name) for name in ("leaf", "group", "value"))
        extra = [at for at in (self.at_round, self.at_version) if at is not None]
        cells: dict[object, _Cells] = {}
        names: dict[str, str] = {}
        for row in self.table.rows:
            given = row.cells
            key = (given[leaf], *[given[at] for at in extra]) if extra else given[leaf]
            held = cells.get(key)
            if held is None:
                held = cells[key] = self._cells(row, given[leaf])
            written = given[value]
            if not is_decimal(written):
                if written.strip().lower() in MISSING:
                    continue
                self._refuse(written, row)
            name = given[group]
            if name.strip():
                known = names.get(name)
                if known is None:
                    known = names[name] = name.strip()
                    self._check_groups(len(names), row)
                held.add(known, written)
            else:
                self._agree(held, written, row)
        self._keep(list(cells.values()))
        return list(self.rounds.values())

    def _cells(self, row: Row, written: str) -> _Cells:
        """A leaf and a round that are new here: are they of the model?"""
        name = "" if self.at_round is None else row.cells[self.at_round].strip()
        version = "" if self.at_version is None else row.cells[self.at_version].strip()
        version = version or self.model.version
        place = self.rounds.setdefault(name, Round(name, version, 1))
        if place.version != version:
            raise TwoVersions(file=self.table.file, line=row.line, round=quoted(name))
        leaf = written.strip()
        if version == self.model.version and leaf not in self.model.leaves:
            refusal = ScoreOfBranch if leaf in self.model.below else UnknownLeaf
            raise refusal(file=self.table.file, line=row.line, leaf=quoted(leaf))
        return _Cells(leaf, place)

    def _keep(self, cells: list[_Cells]) -> None:
        """What was written becomes integers, over a scale that suits every value of the file."""
        ours = [each for each in cells if each.round.version == self.model.version]
        most = max((places(text) for each in ours for text in each.texts()), default=0)
        for place in self.rounds.values():
            place.scale = 10**most
        for each in ours:
            if each.groups:
                kept = each.round.cells.setdefault(each.leaf, {})
                kept.update((name, _counts(held, most)) for name, held in each.groups.items())
            each.groups = {}

    def _agree(self, held: _Cells, written: str, row: Row) -> None:
        if held.leaf in held.round.agreed:
            raise AgreedTwice(file=self.table.file, line=row.line, leaf=quoted(held.leaf))
        held.round.agreed[held.leaf] = exact(written) or Fraction(0)

    def _check_groups(self, number: int, row: Row) -> None:
        if number > MOST_GROUPS:
            raise TooManyGroups(file=self.table.file, line=row.line, most=MOST_GROUPS)

    def _refuse(self, written: str, row: Row) -> None:
        raise NotANumber(file=self.table.file, line=row.line, column="value", found=quoted(written))


def _counts(held: Written, most: int) -> tuple[tuple[int, int], ...]:
    if isinstance(held, str):
        return ((scaled(held, most), 1),)
    added: dict[int, int] = {}
    for text, count in held.items():
        value = scaled(text, most)
        added[value] = added.get(value, 0) + count
    return counted(added)
