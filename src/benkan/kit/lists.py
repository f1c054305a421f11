"""Long lists, a page at a time.

Where counting all rows is cheap, a list is a `Page` of Django (`kit/pagination.html`); where it is
not, it is a `Part`, which only knows whether more follows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import (
    CharField,
    Count,
    Exists,
    Func,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.http import HttpRequest

LATEST = 1000
"""Of a long list the latest so many are counted, and looked through for what it can be kept to: a page
must cost as much after ten years as after one. Where there are more, the page says so."""

Row = TypeVar("Row", bound=Model)
Line = TypeVar("Line", covariant=True)


def page_number(request: HttpRequest) -> int:
    """The page that `?page=` asks for, counted from 1; the first for anything that is no number."""
    typed = request.GET.get("page", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def page_of(
    request: HttpRequest,
    *,
    count: int,
    rows: Callable[[int, int], Sequence[Any]],
    size: int = 50,
) -> Page[Any]:
    """The page that `?page=` asks for, the nearest when there is none such.

    `rows` is given the first row and how many: only those of the page are read.
    """
    page: Page[Any] = ways(count, page_number(request), size)
    page.object_list = rows(max(page.start_index() - 1, 0), size)
    return page


def ways(count: int, number: int, size: int) -> Page[Any]:
    """The way to the pages before and after, for a page whose rows are at hand already."""
    return Paginator(range(count), size).get_page(number)


def counting_up_to(
    most: int, rows: QuerySet[Row], by: str, values: Sequence[str]
) -> QuerySet[Row, dict[str, int]]:
    """How many of some rows have each value of a column, as one row of counts; none where there are no
    rows. `most` and one more stands for more than `most`: no more of an index is read."""
    rows = rows.order_by()
    counts = {one: _HowMany(rows.filter(**{by: one}).values(by)[: most + 1]) for one in values}
    return rows.values(**counts)[:1]


class _HowMany(Subquery):
    """How many rows a question has, beside something else that is asked."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class WrittenId(Func):
    """An id as an address has it, written by the database: a list to choose from has seven hundred."""

    arity = 1
    template = "CAST(%(expressions)s AS text)"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        written = (f"substr(%(expressions)s, {begin}, {long})" for begin, long in parts)
        return self.as_sql(compiler, connection, template=" || '-' || ".join(written), **extra)


def walked(rows: QuerySet[Row], **along: Any) -> QuerySet[Row]:
    """The same rows, found by walking those of `along` (a programme) in the order that is asked for, with
    the question of each whether it is one of them. For rows that are many: SQLite else finds them all
    by their places, and sorts them; PostgreSQL knows better by itself."""
    if connection.vendor != "sqlite":
        return rows.order_by()
    is_one = Exists(rows.order_by().filter(pk=OuterRef("pk")))
    return rows.model._default_manager.filter(is_one, **along)


def are_many(rows: QuerySet[Row]) -> bool:
    """Whether there are more than `LATEST`, in one query."""
    return rows.order_by().values("pk")[: LATEST + 1].count() > LATEST


def counts_among(rows: QuerySet[Row], **conditions: Q) -> dict[str, int]:
    """How many of some rows, all or a slice of them, meet each condition, in one query."""
    counted = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return rows.aggregate(**counted)


@dataclass(frozen=True)
class Part(Generic[Line]):
    """A page of a list that is not counted: `more` says that another follows."""

    lines: tuple[Line, ...]
    page: int
    more: bool

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1


def part_of(
    rows: QuerySet[Row], page: int, *, size: int, made: Callable[[Sequence[Row]], tuple[Line, ...]]
) -> Part[Line]:
    """One page of ordered rows, made into lines; reads one row more, to know whether more follow."""
    page = max(page, 1)
    found = list(rows[(page - 1) * size : page * size + 1])
    return Part(lines=made(found[:size]), page=page, more=len(found) > size)
