"""Votes as they come in files: three forms of table.

participant,statement,vote                      a row a vote
timestamp,datetime,comment-id,voter-id,vote     the export of Pol.is, a row a vote
participant,…,0,1,2,…                           a row a person, a column a statement
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from benkan.methods.opinion_map.gathering import Gathered
from benkan.methods.opinion_map.plain import PlainRows
from benkan.methods.opinion_map.votes import Votes
from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.tables import LONGEST_LINE, Table, quoted_names, read_table

OWN = ("participant", "statement", "vote")
EXPORT = ("voter-id", "comment-id", "vote")
# As spreadsheets write whole numbers beside empty cells, too.
ANSWERS = {"1": 1, "-1": -1, "0": 0, "1.0": 1, "-1.0": -1, "0.0": 0}
BYTES_AT_ONCE = 1 << 19


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


def read_votes(stream: BinaryIO, *, file: str) -> Votes:
    """The votes of a file; of repeated votes the one further down counts.

    Args:
        stream: read once, in parts.
        file: how refusals call it.

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
            return _read_rows(first, header, stream, names, file)
    table = read_table(_Chained(first, stream), file=file)
    return _read_matrix(table)


def _read_rows(
    first: bytes,
    header: tuple[str, ...],
    stream: BinaryIO,
    names: tuple[str, ...],
    file: str,
) -> Votes:
    """Plain rows are taken by the ten thousand; from the first that is not plain, row by row, which
    can also name what is wrong with it."""
    plain = PlainRows(first, header, names)
    gathered = Gathered()
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
    if rest or not plain.possible or gathered.empty:
        _read_carefully(_Chained(first + rest, stream), file, names, gathered, line - 1)
    return gathered.votes(file)


def _whole_lines(stream: BinaryIO, rest: bytes) -> tuple[bytes, bytes]:
    read = stream.read(BYTES_AT_ONCE)
    whole = rest + read
    if len(read) < BYTES_AT_ONCE and not stream.peek(1) if hasattr(stream, "peek") else not read:
        return (whole if whole.endswith(b"\n") or not whole else whole + b"\n"), b""
    cut = whole.rfind(b"\n") + 1
    return whole[:cut], whole[cut:]


def _read_carefully(
    stream: BinaryIO, file: str, names: tuple[str, ...], gathered: Gathered, before: int
) -> None:
    try:
        table = read_table(stream, file=file, needs=names)
        for _ in _careful_rows(table, names, gathered):
            pass
    except Refused as refusal:
        if "line" in refusal.details and refusal.details["line"] > 1:
            refusal.details["line"] += before
        raise


def _careful_rows(table: Table, names: tuple[str, ...], gathered: Gathered) -> Iterator[None]:
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
    gathered = Gathered()
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
