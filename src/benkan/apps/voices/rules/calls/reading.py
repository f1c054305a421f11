"""A file of calls, row by row: checked whole before anything is written."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO, TypeVar, cast

from benkan.apps.voices.rules.calls import codes
from benkan.apps.voices.rules.calls.codes import Operator, Origin, Vote, Way
from benkan.apps.voices.rules.calls.refusals import (
    CallNumberWrong,
    CallTwice,
    CallValueUnknown,
    TooManyCalls,
)
from benkan.kit.splits import Sex
from benkan.methods.refusals import quoted
from benkan.methods.tables import Row, Table, read_table

COLUMNS = (
    "id", "scrutin", "date", "hour", "operator", "channel", "callback_delay_h", "duration_min",
    "age_band", "sex", "region_code", "topics",
)  # fmt: skip
MOST_CALLS = 1_000_000
MOST_HOURS = 24 * 366
MOST_MINUTES = 32_767
# Counted into the digest: raise it when the same file is to be loaded again differently.
READING = "1"

_NUMBER = re.compile(r"SOS-(\d{5,7})")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Topic:
    """What a call may have been about, in the words of those who sat at the telephones."""

    code: str
    family: str
    label: str


@dataclass(frozen=True)
class CallFacts:
    """One row of the file. `waited` is in tenths of an hour, None where it is not known; `region` is
    a code, empty unless the origin is a region; `topics` in the order of the file, none twice."""

    number: int
    vote: Vote
    day: date
    hour: int
    operator: Operator
    way: Way
    waited: int | None
    minutes: int
    age: str
    sex: Sex
    origin: Origin
    region: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class ReadCalls:
    """All calls of a file in its order, what they may be about, and the SHA-256 of both files."""

    calls: tuple[CallFacts, ...]
    topics: tuple[Topic, ...]
    digest: str


class _Summed:
    """A stream of bytes that sums up what is read from it."""

    def __init__(self, stream: BinaryIO, total: Any) -> None:
        self._stream, self._total = stream, total

    def readline(self, most: int = -1) -> bytes:
        line = self._stream.readline(most)
        self._total.update(line)
        return line


def read_calls(
    stream: BinaryIO,
    topics: BinaryIO,
    *,
    file: str,
    topics_file: str,
    regions: Collection[str],
) -> ReadCalls:
    """Everything that the two files say.

    Args:
        stream: the calls, CSV with a heading.
        topics: code, family and label of each topic, the same.
        file, topics_file: how refusals call them.
        regions: the codes of regions that are places here.

    Raises:
        A refusal of `methods.tables`, or of this chapter, for the first row that is wrong.
    """
    total = hashlib.sha256(READING.encode())
    known = tuple(_topics(_table(topics, total, topics_file, ("topic", "family", "label_source"))))
    table = _table(stream, total, file, COLUMNS)
    reader = _Reader(table, {topic.code: topic.code for topic in known}, regions)
    calls = tuple(reader.calls())
    return ReadCalls(calls, known, total.hexdigest())


def _table(stream: BinaryIO, total: Any, file: str, needs: tuple[str, ...]) -> Table:
    return read_table(cast(BinaryIO, _Summed(stream, total)), file=file, needs=needs)


def _topics(table: Table) -> Iterator[Topic]:
    code, family, label = (table.column(name) for name in ("topic", "family", "label_source"))
    seen: set[str] = set()
    for row in table.rows:
        if row.cells[code] in seen:
            raise CallTwice(
                file=table.file, line=row.line, column="topic", found=quoted(row.cells[code])
            )
        seen.add(row.cells[code])
        yield Topic(row.cells[code], row.cells[family], row.cells[label].strip())


class _Reader:
    """Cells to values, by the heading of one file."""

    def __init__(self, table: Table, topics: Mapping[str, str], regions: Collection[str]) -> None:
        self._table = table
        self._at = {name: table.column(name) for name in COLUMNS}
        self._topics = topics
        self._origins = {code: (Origin.REGION, code) for code in regions}
        self._origins |= {"": (Origin.UNKNOWN, ""), codes.OUTSIDE: (Origin.OUTSIDE, "")}

    def calls(self) -> Iterator[CallFacts]:
        seen: set[int] = set()
        for row in self._table.rows:
            call = self._call(row)
            if call.number in seen:
                raise self._wrong(CallTwice, row, "id")
            if len(seen) >= MOST_CALLS:
                raise TooManyCalls(file=self._table.file, most=MOST_CALLS)
            seen.add(call.number)
            yield call

    def _call(self, row: Row) -> CallFacts:
        origin, region = self._one_of(row, "region_code", self._origins)
        return CallFacts(
            number=self._made(row, "id", _number),
            vote=self._one_of(row, "scrutin", codes.VOTES),
            day=self._made(row, "date", date.fromisoformat),
            hour=self._made(row, "hour", lambda text: _whole(text, most=23)),
            operator=self._one_of(row, "operator", codes.OPERATORS),
            way=self._one_of(row, "channel", codes.WAYS),
            waited=self._made(row, "callback_delay_h", _tenths),
            minutes=self._made(row, "duration_min", lambda text: _whole(text, most=MOST_MINUTES)),
            age=self._one_of(row, "age_band", codes.AGES),
            sex=self._one_of(row, "sex", codes.SEXES),
            origin=origin,
            region=region,
            topics=self._about(row),
        )

    def _about(self, row: Row) -> tuple[str, ...]:
        found = self._cell(row, "topics").split("|")
        for code in found:
            if code not in self._topics:
                raise self._wrong(CallValueUnknown, row, "topics", found=code)
        return tuple(dict.fromkeys(found))

    def _cell(self, row: Row, column: str) -> str:
        return row.cells[self._at[column]].strip()

    def _one_of(self, row: Row, column: str, known: Mapping[str, Value]) -> Value:
        try:
            return known[self._cell(row, column)]
        except KeyError:
            raise self._wrong(CallValueUnknown, row, column) from None

    def _made(self, row: Row, column: str, make: Callable[[str], Value]) -> Value:
        try:
            return make(self._cell(row, column))
        except (ValueError, ArithmeticError):
            raise self._wrong(CallNumberWrong, row, column) from None

    def _wrong(
        self, kind: type[CallValueUnknown | CallNumberWrong | CallTwice], row: Row, column: str,
        *, found: str | None = None,
    ) -> Exception:  # fmt: skip
        said = self._cell(row, column) if found is None else found
        return kind(file=self._table.file, line=row.line, column=column, found=quoted(said))


def _number(text: str) -> int:
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1])


def _whole(text: str, *, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6) or int(text) > most:
        raise ValueError(text)
    return int(text)


def _tenths(text: str) -> int | None:
    """Hours as the file writes them, with one decimal at most."""
    if not text:
        return None
    tenths = Decimal(text) * 10
    if tenths != tenths.to_integral_value() or not 0 <= tenths <= 10 * MOST_HOURS:
        raise ValueError(text)
    return int(tenths)
