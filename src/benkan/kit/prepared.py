"""Questions to the database that every page asks, put into SQL once a process.

For a short question Django needs longer to write the SQL than the database to answer. Who asks and
where is the same question on each page, with other values: they take the places that stand-ins had.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, Field, QuerySet, UUIDField

Row = tuple[Any, ...]

_FIELDS: dict[type, Field[Any, Any]] = {
    str: CharField(),
    UUID: UUIDField(),
    date: DateField(),
    datetime: DateTimeField(),
}


class Prepared:
    """A question of named values, as `values_list` answers it: `Prepared(ask, place=UUID, on=date)`.

    `ask` is called once, with stand-ins: it may put the values into conditions, and must neither look
    at them nor slice by them.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._ask, self._kinds = ask, kinds
        self._written = cache(self._write)

    def __call__(self, **values: Any) -> list[Row]:
        """The rows for these values, in one query."""
        sql, wanted, converters = self._written(connection.vendor)
        found = {name: _adapted(self._kinds[name], value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [found[one] if named else one for named, one in wanted])
            rows = cursor.fetchall()
        return [_converted(row, converters) for row in rows]

    def _write(self, _database: str) -> tuple[str, list[tuple[bool, Any]], list[Any]]:
        stand_ins = {name: _stand_in(kind, n) for n, (name, kind) in enumerate(self._kinds.items())}
        compiler = self._ask(**stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        named = {_adapted(self._kinds[name], one): name for name, one in stand_ins.items()}
        wanted = [(one in named, named.get(one, one)) for one in parameters]
        assert {name for is_named, name in wanted if is_named} == set(stand_ins), (
            f"the question leaves out a value: {sql}"
        )
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        return sql, wanted, list(compiler.get_converters(columns).items())


def _adapted(kind: type, value: Any) -> Any:
    return _FIELDS[kind].get_db_prep_value(value, connection)


def _converted(row: Row, converters: list[Any]) -> Row:
    values = list(row)
    for column, (ways, expression) in converters:
        for convert in ways:
            values[column] = convert(values[column], expression, connection)
    return tuple(values)


def _stand_in(kind: type, number: int) -> Any:
    """A value that no question has by itself, another for each number."""
    if kind is datetime:
        return datetime(1901, 1, 1, 1, 1, 1, number, tzinfo=UTC)
    if kind is date:
        return date(1901, 1, 1) + timedelta(days=number)
    return UUID(int=2**128 - 1 - number) if kind is UUID else f"stands in {number}"
