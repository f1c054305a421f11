"""Questions to the database that every page asks, put into SQL once a process.

For a short question Django needs longer to write the SQL than the database to answer. Who asks and
where, and what stands beside the thirty rows of a list, are the same questions on each page, with
other values: they take the places that stand-ins had.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, Field, QuerySet, UUIDField

Row = tuple[Any, ...]
Kind = type | tuple[type]

_FIELDS: dict[type, Field[Any, Any]] = {
    str: CharField(),
    UUID: UUIDField(),
    date: DateField(),
    datetime: DateTimeField(),
}


class Prepared:
    """A question of named values, as `values_list` answers it: `Prepared(ask, place=UUID, on=date)`.

    `ask` is called once, with stand-ins: it may put the values into conditions, and must neither look
    at them nor slice by them. `Prepared(ask, places=(UUID,))` takes any number of them, for a condition
    that something is among them: `ask` is called anew for a few numbers of them.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **kinds: Kind) -> None:
        self._ask, self._kinds = ask, kinds
        self._written = cache(self._write)

    def __call__(self, **values: Any) -> list[Row]:
        """The rows for these values, in one query; in none where something would be among nothing."""
        return self._rows(values)[1]

    def by_name(self, **values: Any) -> list[dict[str, Any]]:
        """The same for a question that `values` asks: each row with the names of its columns."""
        names, rows = self._rows(values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _rows(self, values: dict[str, Any]) -> tuple[list[str], list[Row]]:
        listed = [
            list(values[name]) if isinstance(kind, tuple) else [values[name]]
            for name, kind in self._kinds.items()
        ]
        if not all(listed):
            return [], []
        # What is among some is among these with the last of them twice.
        filled = [those + those[-1:] * (_filled(len(those)) - len(those)) for those in listed]
        sql, wanted, converters, names = self._written(connection.vendor, *map(len, filled))
        found = [
            value
            for kind, those in zip(self._kinds.values(), filled, strict=True)
            for value in _adapted(kind, those)
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, [found[one] if is_ours else one for is_ours, one in wanted])
            rows = cursor.fetchall()
        return names, [_converted(row, converters) for row in rows]

    def _write(
        self, _database: str, *sizes: int
    ) -> tuple[str, list[tuple[bool, Any]], list[tuple[int, Any]], list[str]]:
        """The SQL, its parameters (of ours: the how-manieth value, else the parameter itself), what
        makes values of its columns, and their names."""
        numbers = count()
        stand_ins = {
            name: [_stand_in(kind, next(numbers)) for _ in range(size)]
            for (name, kind), size in zip(self._kinds.items(), sizes, strict=True)
        }
        asked = {
            name: those if isinstance(self._kinds[name], tuple) else those[0]
            for name, those in stand_ins.items()
        }
        query = self._ask(**asked).query
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        adapted = (
            one for name, those in stand_ins.items() for one in _adapted(self._kinds[name], those)
        )
        ours = {one: number for number, one in enumerate(adapted)}
        wanted = [(one in ours, ours.get(one, one)) for one in parameters]
        assert {one for is_ours, one in wanted if is_ours} == set(ours.values()), (
            f"the question leaves out a value: {sql}"
        )
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        converters = list(compiler.get_converters(columns).items())
        return sql, wanted, converters, list(query.selected or ())


def _filled(number: int) -> int:
    """How many so many values are filled up to, so that there is SQL for few numbers only: 1, 2, 4, 8, 16,
    32, 48…"""
    return 1 << (number - 1).bit_length() if number <= 16 else -(-number // 16) * 16


def _type_of(kind: Kind) -> type:
    return kind[0] if isinstance(kind, tuple) else kind


def _adapted(kind: Kind, values: list[Any]) -> list[Any]:
    """The values as the database takes them."""
    of = _type_of(kind)
    if of is UUID:  # as its field does, which looks at each from all sides
        return values if connection.features.has_native_uuid_field else [one.hex for one in values]
    return [_FIELDS[of].get_db_prep_value(one, connection) for one in values]


def _converted(row: Row, converters: list[Any]) -> Row:
    if not converters:
        return row
    values = list(row)
    for column, (ways, expression) in converters:
        for convert in ways:
            values[column] = convert(values[column], expression, connection)
    return tuple(values)


def _stand_in(kind: Kind, number: int) -> Any:
    """A value that no question has by itself, another for each number."""
    of = _type_of(kind)
    if of is datetime:
        return datetime(1901, 1, 1, 1, 1, 1, number, tzinfo=UTC)
    if of is date:
        return date(1901, 1, 1) + timedelta(days=number)
    return UUID(int=2**128 - 1 - number) if of is UUID else f"stands in {number}"
