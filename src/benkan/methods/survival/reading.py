"""Times and whether it happened, from a table: a row a case."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from benkan.methods.exact import is_decimal
from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.survival.life_table import LifeTable, life_table
from benkan.methods.tables import MISSING, NotANumber, Row, read_table

YES = {"1", "1.0", "true", "yes", "oui", "vrai"}
NO = {"0", "0.0", "false", "no", "non", "faux"}
MOST_GROUPS = 1_000
REMEMBERED = 100_000


class TimeBelowZero(Refused):
    code = "time_below_zero"
    text = N_("%(file)s, line %(line)s, column “%(column)s”: a time is 0 or more, not %(found)s.")


class NeitherYesNorNo(Refused):
    code = "neither_yes_nor_no"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is neither 1 (it happened) "
        "nor 0 (not yet)."
    )


class EntryNotBefore(Refused):
    code = "entry_not_before"
    text = N_("%(file)s, line %(line)s: the entry %(entry)s is not before the time %(time)s.")


class TooManyGroups(Refused):
    code = "too_many_groups"
    text = N_(
        "%(file)s, line %(line)s: column “%(column)s” has more than %(most)s different values; "
        "choose one with fewer groups."
    )


class NoCases(Refused):
    code = "no_cases"
    text = N_("%(file)s has no row with a time and an answer whether it happened.")


@dataclass
class _Group:
    times: "array[float]" = field(default_factory=lambda: array("d"))
    happened: bytearray = field(default_factory=bytearray)
    entered: "array[float]" = field(default_factory=lambda: array("d"))

    def table(self, *, has_entry: bool) -> LifeTable:
        entered = np.frombuffer(self.entered) if has_entry else None
        return life_table(
            np.frombuffer(self.times), np.frombuffer(self.happened, dtype=np.bool_), entered
        )


@dataclass(frozen=True)
class Cases:
    """The life table of each group, by name (one group named "" without a column of groups), and how
    many rows were left out since something in them is missing."""

    groups: dict[str, LifeTable]
    left_out: int


def read_cases(
    stream: BinaryIO,
    *,
    file: str,
    time: str,
    event: str,
    by: str | None = None,
    entry: str | None = None,
) -> Cases:
    """The cases of a table.

    Args:
        stream: a row a case.
        file: how refusals call it.
        time, event, by, entry: names of columns: when it happened or the case was last seen (0 or
            more), whether it happened (1 or 0), the group, and when the case came under observation.

    Raises:
        the refusals of `tables`, NotANumber, TimeBelowZero, NeitherYesNorNo, EntryNotBefore,
        TooManyGroups with the line; NoCases.
    """
    wanted = [name for name in (time, event, by, entry) if name is not None]
    table = read_table(stream, file=file, needs=wanted)
    at = [table.column(name) for name in wanted]
    at_by = None if by is None else at[2]
    at_entry = None if entry is None else at[-1]
    reader = _Reader(file, time=time, event=event, entry=entry or "")
    groups: dict[str, _Group] = {}
    left_out = 0
    for row in table.rows:
        cells = row.cells
        name = "" if at_by is None else cells[at_by]
        answer = reader.happened(cells[at[1]], row)
        when = reader.number(cells[at[0]], row, time)
        entered = 0.0 if at_entry is None else reader.number(cells[at_entry], row, entry or "")
        if when is None or answer is None or entered is None or (at_by is not None and not name):
            left_out += 1
            continue
        group = groups.get(name)
        if group is None:
            group = groups[name] = _Group()
            if len(groups) > MOST_GROUPS:
                column = quoted(by or "")
                raise TooManyGroups(file=file, line=row.line, column=column, most=MOST_GROUPS)
        if at_entry is not None:
            if entered >= when:
                shown = [quoted(cells[place]) for place in (at_entry, at[0])]
                raise EntryNotBefore(file=file, line=row.line, entry=shown[0], time=shown[1])
            group.entered.append(entered)
        group.times.append(when)
        group.happened.append(answer)
    if not groups:
        raise NoCases(file=file)
    names = _in_order(list(groups))
    return Cases(
        {name.strip(): groups[name].table(has_entry=entry is not None) for name in names}, left_out
    )


def _in_order(names: Sequence[str]) -> list[str]:
    """By number when all are numbers, else as text."""
    if all(is_decimal(name) for name in names):
        return sorted(names, key=lambda name: (float(name.replace(",", ".")), name))
    return sorted(names)


class _Reader:
    """Cells to numbers; what came before is remembered."""

    def __init__(self, file: str, *, time: str, event: str, entry: str) -> None:
        self.file, self.event = file, event
        self.numbers: dict[str, float | None] = {}
        self.answers: dict[str, bool | None] = {}

    def number(self, text: str, row: Row, column: str) -> float | None:
        try:
            return self.numbers[text]
        except KeyError:
            pass
        if len(self.numbers) > REMEMBERED:
            self.numbers.clear()
        self.numbers[text] = value = self._number(text, row, column)
        return value

    def _number(self, text: str, row: Row, column: str) -> float | None:
        if text.strip().lower() in MISSING:
            return None
        where = {"file": self.file, "line": row.line, "column": quoted(column)}
        if not is_decimal(text):
            raise NotANumber(**where, found=quoted(text))
        value = float(text.strip().replace(",", "."))
        if value < 0:
            raise TimeBelowZero(**where, found=quoted(text))
        return value

    def happened(self, text: str, row: Row) -> bool | None:
        try:
            return self.answers[text]
        except KeyError:
            pass
        word = text.strip().lower()
        if word not in YES | NO | MISSING:
            raise NeitherYesNorNo(
                file=self.file, line=row.line, column=quoted(self.event), found=quoted(text)
            )
        self.answers[text] = answer = None if word in MISSING else word in YES
        return answer
