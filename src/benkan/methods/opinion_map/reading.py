"""Votes as they come in files: three forms of table.

participant,statement,vote                      a row a vote
timestamp,datetime,comment-id,voter-id,vote     the export of Pol.is, a row a vote
participant,…,0,1,2,…                           a row a person, a column a statement
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import numpy as np

from benkan.methods.opinion_map.plain import STATEMENT_BITS, PlainRows
from benkan.methods.opinion_map.votes import (
    Array,
    Label,
    NoVotes,
    Votes,
    arranged,
    packed,
)
from benkan.methods.progress import Progress, untold
from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.tables import LONGEST_LINE, Table, quoted_names, read_table

OWN = ("participant", "statement", "vote")
EXPORT = ("voter-id", "comment-id", "vote")
ANSWERS = {"1": 1, "-1": -1, "0": 0}
BYTES_AT_ONCE = 1 << 19
VOTES_A_STEP, VOTES_A_TIME = 1 << 20, 1 << 16


class NoVoteColumns(Refused):
    code = "no_vote_columns"
    text = N_(
        "%(file)s has the columns %(there)s; expected participant, statement and vote, or "
        "voter-id, comment-id and vote, or a column a statement with whole numbers as names."
    )


class NotAVote(Refused):
    code = "not_a_vote"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is no vote; "
        "expected 1 (agrees), -1 (disagrees) or 0 (passes)."
    )


class NoLabel(Refused):
    code = "no_label"
    text = N_("%(file)s, line %(line)s, column “%(column)s”, is empty: who or what was meant?")


class TooManyVotes(Refused):
    code = "too_many_votes"
    text = N_("%(file)s has more people, statements and votes than one map can hold.")


def read_votes(stream: BinaryIO, *, file: str, size: int = 0, tell: Progress = untold) -> Votes:
    """The votes of a file; of repeated votes the one further down counts.

    Args:
        stream: read once, in parts.
        file: how refusals call it.
        size: how many bytes there are; 0 when it is not known, and then `tell` hears nothing.
        tell: hears how far it is.

    Raises:
        NoVoteColumns: it is none of the three forms.
        NotAVote, NoLabel: a cell holds something else; line and column are named.
        NoVotes: a matrix without any vote.
        EmptyTable and others of `benkan.methods.tables`: it is no table at all.
    """
    first = stream.readline(LONGEST_LINE + 1)
    header = read_table(BytesIO(first), file=file).header if len(first) <= LONGEST_LINE else ()
    for names in (OWN, EXPORT):
        if set(names) <= set(header):
            return _read_rows(first, header, stream, names, file, _Share(tell, size))
    table = read_table(_Chained(first, stream), file=file)
    return _read_matrix(table)


def _read_rows(
    first: bytes,
    header: tuple[str, ...],
    stream: BinaryIO,
    names: tuple[str, ...],
    file: str,
    share: "_Share",
) -> Votes:
    """Plain rows of whole numbers are taken by the million; from the first that is not plain, row
    by row, which can also name what is wrong with it."""
    plain = PlainRows(first, header, names)
    gathered = _Gathered()
    line = 1
    rest = b""
    while plain.possible:
        part, rest = _whole_lines(stream, rest)
        if not part:
            break
        rows = plain.read(part)
        if rows is None:
            rest = part + rest
            break
        gathered.add(*rows[:3])
        line += rows[3]
        share.read(len(part))
    if rest or not plain.possible or gathered.empty:
        _read_carefully(_Chained(first + rest, stream), file, names, gathered, line - 1)
    return gathered.votes(file)


@dataclass
class _Share:
    """How much of a file is read, told as it goes."""

    tell: Progress
    size: int
    done: int = 0

    def read(self, count: int) -> None:
        self.done += count
        if self.size:
            self.tell(min(self.done / self.size, 1.0))


def _whole_lines(stream: BinaryIO, rest: bytes) -> tuple[bytes, bytes]:
    read = stream.read(BYTES_AT_ONCE)
    whole = rest + read
    if len(read) < BYTES_AT_ONCE and not stream.peek(1) if hasattr(stream, "peek") else not read:
        return (whole if whole.endswith(b"\n") or not whole else whole + b"\n"), b""
    cut = whole.rfind(b"\n") + 1
    return whole[:cut], whole[cut:]


def _read_carefully(
    stream: BinaryIO, file: str, names: tuple[str, ...], gathered: "_Gathered", before: int
) -> None:
    try:
        table = read_table(stream, file=file, needs=names)
        for _ in _careful_rows(table, names, gathered):
            pass
    except Refused as refusal:
        if "line" in refusal.details and refusal.details["line"] > 1:
            refusal.details["line"] += before
        raise


def _careful_rows(table: Table, names: tuple[str, ...], gathered: "_Gathered") -> Iterator[None]:
    who, what, how = (table.column(name) for name in names)
    for row in table.rows:
        person, statement = row.cells[who].strip(), row.cells[what].strip()
        answer = ANSWERS.get(row.cells[how].strip())
        if answer is None:
            found = quoted(row.cells[how].strip())
            raise NotAVote(file=table.file, line=row.line, column=names[2], found=found)
        for label, name in ((person, names[0]), (statement, names[1])):
            if not label:
                raise NoLabel(file=table.file, line=row.line, column=name)
        gathered.add_one(person, statement, answer)
        yield


def _read_matrix(table: Table) -> Votes:
    columns = [
        at for at, name in enumerate(table.header) if at and name.isascii() and name.isdigit()
    ]
    if not columns:
        raise NoVoteColumns(file=table.file, there=quoted_names(table.header))
    gathered = _Gathered()
    names = [table.header[at] for at in columns]
    for name in names:
        gathered.name_statement(name)
    for row in table.rows:
        person = row.cells[0].strip()
        if not person:
            raise NoLabel(file=table.file, line=row.line, column=quoted(table.header[0]))
        for at, name in zip(columns, names, strict=True):
            cell = row.cells[at]
            if not cell or not (cell := cell.strip()):
                continue
            answer = ANSWERS.get(cell)
            if answer is None:
                raise NotAVote(file=table.file, line=row.line, column=name, found=quoted(cell))
            gathered.add_one(person, name, answer)
        gathered.name_person(person)
    return gathered.votes(table.file)


class _Gathered:
    """Votes in the order of the file: plain ones packed into 64 bits each, in one array that grows
    and is later turned into keys where it lies; then careful ones one by one."""

    def __init__(self) -> None:
        self._plain = np.empty(0, dtype=np.int64)
        self._count = 0
        self._people: dict[str, int] = {}
        self._statements: dict[str, int] = {}
        self._rows, self._columns, self._answers = array("q"), array("q"), array("b")

    @property
    def empty(self) -> bool:
        return self._count == 0

    def add(self, people: Array, statements: Array, answers: Array) -> None:
        end = self._count + len(people)
        if end > len(self._plain):
            self._plain.resize(end + VOTES_A_STEP, refcheck=False)
        own = self._plain[self._count : end]
        own[:] = people
        own <<= STATEMENT_BITS
        own |= statements
        own <<= 2
        own |= answers + 1
        self._count = end

    def add_one(self, person: str, statement: str, answer: int) -> None:
        self._rows.append(self.name_person(person))
        self._columns.append(self.name_statement(statement))
        self._answers.append(answer)

    def name_person(self, label: str) -> int:
        return self._people.setdefault(label, len(self._people))

    def name_statement(self, label: str) -> int:
        return self._statements.setdefault(label, len(self._statements))

    def votes(self, file: str) -> Votes:
        """The matrix; what was gathered is used up."""
        plain, total = self._count, self._count + len(self._answers)
        if total == 0:
            raise NoVotes()
        people = _Labels((who for _, who, _, _ in self._parts()), list(self._people))
        statements = _Labels((what for _, _, what, _ in self._parts()), list(self._statements))
        size = (len(people.there), len(statements.there))
        if size[0] * size[1] * total >= 2**60:
            raise TooManyVotes(file=file)
        for part, who, what, answers in self._parts():
            codes = (people.of_plain(who), statements.of_plain(what))
            self._plain[part] = packed(*codes, answers, *size, part.start, total)
        keys, self._plain = self._plain, np.empty(0, dtype=np.int64)
        keys.resize(total, refcheck=False)
        rows, columns = (np.frombuffer(a, dtype=np.int64) for a in (self._rows, self._columns))
        answers = np.frombuffer(self._answers, dtype=np.int8)
        codes = (people.of_careful(rows), statements.of_careful(columns))
        keys[plain:] = packed(*codes, answers, *size, plain, total)
        return arranged(people.there, statements.there, keys)

    def _parts(self) -> Iterator[tuple[slice, Array, Array, Array]]:
        """People, statements and answers of the plain votes, some at a time."""
        for begin in range(0, self._count, VOTES_A_TIME):
            part = slice(begin, min(begin + VOTES_A_TIME, self._count))
            own = self._plain[part]
            pairs = own >> 2
            statements = pairs & ((1 << STATEMENT_BITS) - 1)
            yield part, pairs >> STATEMENT_BITS, statements, (own & 3) - 1


class _Labels:
    """The different labels of plain and careful rows together, in order."""

    def __init__(self, plain: Iterable[Array], careful: list[str]) -> None:
        numbers = np.empty(0, dtype=np.int64)
        for part in plain:
            numbers = np.union1d(numbers, _different(part))
        self.there: list[Label]
        if all(_is_number(label) for label in careful):
            of_careful = np.array([int(label) for label in careful], dtype=np.int64)
            there = np.union1d(numbers, of_careful)
            self.there = list(there.tolist())
            self._careful = np.searchsorted(there, of_careful)
            self._numbers, self._places = there, np.arange(len(there))
        else:
            texts = sorted({*careful, *(str(number) for number in numbers.tolist())})
            place = {label: at for at, label in enumerate(texts)}
            self.there = list(texts)
            self._careful = np.array([place[label] for label in careful], dtype=np.int64)
            self._numbers = numbers
            self._places = np.array([place[str(n)] for n in numbers.tolist()], dtype=np.int64)
        self._shortcut = _shortcut(self._numbers, self._places)

    def of_plain(self, numbers: Array) -> Array:
        if self._shortcut is not None:
            return np.asarray(self._shortcut[numbers - self._numbers[0]])
        return np.asarray(self._places[np.searchsorted(self._numbers, numbers)])

    def of_careful(self, places: Array) -> Array:
        return np.asarray(self._careful[places]) if len(places) else places


def _different(numbers: Array) -> Array:
    """The different numbers of a part; those of a narrow span by counting."""
    low, high = int(numbers.min()), int(numbers.max())
    if high - low < 4 * len(numbers) + 1000:
        return np.flatnonzero(np.bincount(numbers - low)) + low
    return np.unique(numbers)


def _shortcut(numbers: Array, places: Array) -> Array | None:
    """A table from number to place, where the numbers are not too far apart for one."""
    if len(numbers) == 0 or numbers[-1] - numbers[0] > 16 * len(numbers) + 1_000_000:
        return None
    table = np.zeros(int(numbers[-1] - numbers[0]) + 1, dtype=np.int32)
    table[numbers - numbers[0]] = places
    return table


def _is_number(label: str) -> bool:
    """Whether a label is a whole number written in the one usual way, so that it can be had back."""
    digits = label.removeprefix("-")
    plain = digits.isascii() and digits.isdigit() and len(digits) <= 18
    return plain and ((digits == "0" and label == "0") or digits[0] != "0")


class _Chained(BytesIO):
    """What was read already, and after it the rest of a stream, line by line."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__(first)
        self._rest = rest

    def readline(self, size: int | None = -1, /) -> bytes:
        wanted = -1 if size is None else size
        line = super().readline(wanted)
        if line.endswith(b"\n") or len(line) == wanted:
            return line
        return line + self._rest.readline(wanted - len(line) if wanted >= 0 else -1)
