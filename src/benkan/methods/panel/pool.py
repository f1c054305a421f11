"""The people who may be drawn: one row a person, with an id and a value for each feature."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from benkan.methods.panel.quotas import Quota, by_feature
from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.tables import Row, Table, quoted_names, read_table

ID_COLUMNS = ("id", "nationbuilder_id")
LARGEST_POOL = 100_000


class PersonTwice(Refused):
    code = "person_twice"
    text = N_(
        "%(file)s, line %(line)s: the id “%(id)s” stands there already on line %(first)s; "
        "a person has one row and an id of their own."
    )


class PersonWithoutId(Refused):
    code = "person_without_id"
    text = N_("%(file)s, line %(line)s, column “%(column)s” is empty: every person needs an id.")


class ValueUnknown(Refused):
    code = "panel_value_unknown"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” has no quota; "
        "there are quotas for: %(there)s."
    )


class IdColumnMissing(Refused):
    code = "id_column_missing"
    text = N_(
        "%(file)s has no column for the id of a person: name one “id”. It has only columns with "
        "quotas: %(there)s."
    )


class PoolTooLarge(Refused):
    code = "pool_too_large"
    text = N_("%(file)s has more than %(most)s people: split the pool, by place for example.")


@dataclass(frozen=True)
class Person:
    """Someone in the pool. `values` stand in the order of the pool's features; `household` is the
    text of the address key, None where it is not asked for or empty."""

    id: str
    values: tuple[str, ...]
    household: str | None = None


@dataclass(frozen=True)
class Pool:
    """Everybody who may be drawn, in the order of the file, and the features that have quotas."""

    features: tuple[str, ...]
    people: tuple[Person, ...]


def read_pool(
    stream: BinaryIO, *, file: str, quotas: Sequence[Quota], household: str | None = None
) -> Pool:
    """The people of a table.

    The id is the column `id`, else `nationbuilder_id`, else the first column without quotas that is
    not the household's. Columns without quotas are left aside.

    Args:
        stream: the table as bytes.
        file: how refusals call it.
        quotas: every feature of theirs must be a column, every value in it must have a quota.
        household: a column whose equal cells mean one household; an empty cell is a household of
            one.

    Raises:
        PersonTwice, PersonWithoutId, ValueUnknown: the line is named.
        ColumnMissing, IdColumnMissing, PoolTooLarge, and what `read_table` refuses.
    """
    allowed = {name: {quota.value for quota in its} for name, its in by_feature(quotas).items()}
    table = read_table(stream, file=file, needs=tuple(allowed))
    places = {name: table.column(name) for name in allowed}
    address = None if household is None else table.column(household)
    key = _id_column(table, {*allowed, household})
    lines: dict[str, int] = {}
    people: list[Person] = []
    for row in table.rows:
        person = Person(
            _id(row, table, key, lines),
            tuple(_value(row, table, places[name], name, allowed[name]) for name in allowed),
            None if address is None else row.cells[address].strip() or None,
        )
        lines[person.id] = row.line
        people.append(person)
        if len(people) > LARGEST_POOL:
            raise PoolTooLarge(file=file, most=LARGEST_POOL)
    return Pool(tuple(allowed), tuple(people))


def _id_column(table: Table, taken: set[str | None]) -> int:
    for name in ID_COLUMNS:
        if name in table.header and name not in taken:
            return table.header.index(name)
    for place, name in enumerate(table.header):
        if name not in taken:
            return place
    raise IdColumnMissing(file=table.file, there=quoted_names(table.header))


def _id(row: Row, table: Table, key: int, lines: dict[str, int]) -> str:
    found = row.cells[key].strip()
    if not found:
        raise PersonWithoutId(file=table.file, line=row.line, column=quoted(table.header[key]))
    if found in lines:
        raise PersonTwice(file=table.file, line=row.line, id=quoted(found), first=lines[found])
    return found


def _value(row: Row, table: Table, place: int, column: str, allowed: set[str]) -> str:
    found = row.cells[place].strip()
    if found not in allowed:
        raise ValueUnknown(
            file=table.file,
            line=row.line,
            column=quoted(column),
            found=quoted(found),
            there=quoted_names(sorted(allowed)),
        )
    return found
