"""Votes from files: three forms, and one sentence for whatever is none of them."""

import gc
import resource
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any, BinaryIO

import pytest

from benkan.methods.opinion_map.reading import NoLabel, NotAVote, NoVoteColumns, read_votes
from benkan.methods.opinion_map.votes import NoVotes
from benkan.methods.refusals import Refused
from benkan.methods.tables import EmptyTable, LineTooLong, NoRows, NotText, WrongLength
from tests.methods.opinion_map.make import read

OWN = "participant,statement,vote\n"


def test_the_three_forms_give_the_same_votes() -> None:
    own = read(OWN + "1,0,1\n1,2,-1\n2,0,0\n")
    export = read(
        "timestamp,datetime,comment-id,voter-id,vote\n"
        "5,Wed Jun 18 08:16:54 WIB 2014,0,1,1\n6,Wed,2,1,-1\n7,Wed,0,2,0\n"
    )
    matrix = read("participant,group-id,n-votes,0,2\n1,0,2,1,-1\n2,,1,0,\n")

    for other in (export, matrix):
        assert (list(other.people), list(other.statements)) == ([1, 2], [0, 2])
        assert other.cells.tolist() == own.cells.tolist()


def test_columns_may_come_in_another_order_with_others_between_and_semicolons() -> None:
    votes = read("vote;note;statement;participant\r\n1;x;4;7\r\n-1;y;4;8\r\n")

    assert (list(votes.people), votes.tallies.tolist()) == ([7, 8], [[1, 0, 1]])


def test_the_last_row_needs_no_line_end_and_the_last_vote_wins() -> None:
    votes = read(OWN + "1,0,1\n1,0,-1")

    assert votes.tallies.tolist() == [[1, 0, 0]]


@pytest.mark.parametrize(
    "rows",
    [
        '"a,b",x,1\n',
        "Awa Traoré,1,1\n",
        "007,1,1\n7,1,1\n",
        " 7 ,1,1\n",
        "-3,1,1\n",
        "9" * 30 + ",1,1\n",
    ],
    ids=["quoted", "letters", "zeros", "spaces", "minus", "long"],
)
def test_strange_names_are_kept_as_they_are(rows: str) -> None:
    votes = read(OWN + rows)

    names = [row.rsplit(",", 2)[0].strip().strip('"') for row in rows.splitlines()]
    assert [str(person) for person in votes.people] == sorted(names)


def test_plain_rows_before_a_strange_one_are_not_lost() -> None:
    plain = "".join(f"{person},{person % 7},1\n" for person in range(200_000))

    votes = read(OWN + plain + '"x",3,-1\n5,5,0\n')

    assert len(votes.people) == 200_001
    assert len(votes.cells) == 200_001  # 5 had voted on 5 before
    assert votes.tallies.sum(axis=0).tolist() == [1, 1, 199_999]


@pytest.mark.parametrize(
    ("text", "refusal", "details"),
    [
        ("", EmptyTable, {}),
        (OWN, NoRows, {}),
        ("a,b\n1,2\n", NoVoteColumns, {"there": "a, b"}),
        (OWN + "1,1,3\n", NotAVote, {"line": 2, "column": "vote", "found": "3"}),
        (OWN + "1,1,1\n1,2,\n", NotAVote, {"line": 3, "column": "vote", "found": ""}),
        (OWN + "1,1,nan\n", NotAVote, {"line": 2, "found": "nan"}),
        (OWN + "1,1,1e999\n", NotAVote, {"line": 2, "found": "1e999"}),
        (OWN + ",1,1\n", NoLabel, {"line": 2, "column": "participant"}),
        (OWN + "1,1,1\n1,1\n", WrongLength, {"line": 3}),
        (OWN.encode() + b"1,1,1\n\xff,1,1\n", NotText, {"line": 3}),
        ("participant,0,1\n5,1,\n6,,2\n", NotAVote, {"line": 3, "column": "1", "found": "2"}),
        ("participant,0,1\n5,,\n", NoVotes, {}),
        (b"\x00\x01\x02", NotText, {"line": 1}),
    ],
    ids=str,
)
def test_what_is_wrong_is_named_with_its_line(
    text: str | bytes, refusal: type[Refused], details: dict[str, Any]
) -> None:
    with pytest.raises(refusal) as caught:
        read(text)

    assert {name: caught.value.details[name] for name in details} == details


def test_a_bad_vote_far_down_is_named_with_its_own_line() -> None:
    rows = [f"{person},{person % 50},0" for person in range(300_000)]
    rows[250_000] = "1,1,2"

    with pytest.raises(NotAVote) as caught:
        read(OWN + "\n".join(rows) + "\n")

    assert caught.value.details["line"] == 250_002


class _Endless(RawIOBase):
    """So many bytes of the same pattern, without holding them."""

    def __init__(self, pattern: bytes, size: int) -> None:
        self._pattern, self._left = pattern * 4096, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), len(self._pattern), self._left)
        buffer[:count] = self._pattern[:count]
        self._left -= count
        return count


@pytest.mark.parametrize("pattern", [b"garbage", b"gar\nbage", b"\x93\n"], ids=str)
@pytest.mark.parametrize("heading", [b"", OWN.encode()], ids=["bare", "headed"])
def test_garbage_is_refused_within_little_memory(pattern: bytes, heading: bytes) -> None:
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stream: BinaryIO = BufferedReader(_Endless(pattern, 200_000_000))
    if heading:
        stream = BufferedReader(_Headed(heading, stream))

    with pytest.raises((NoVoteColumns, LineTooLong, WrongLength, NotText)):
        read_votes(stream, file="garbage.csv")

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


class _Headed(RawIOBase):
    def __init__(self, heading: bytes, rest: BinaryIO) -> None:
        self._heading, self._rest = heading, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._heading or self._rest.read(len(buffer))
        self._heading = b""
        buffer[: len(read)] = read
        return len(read)


def test_names_are_read_by_parts_as_they_are_row_by_row() -> None:
    rows = [f"p{at * 7919 % 9001:x},s{at % 13},{at % 3 - 1}" for at in range(60_000)]
    numbers = [f"{at},{at % 13},1" for at in range(300)]

    by_parts = read(OWN + "\n".join([*numbers, *rows, *numbers]) + "\n")
    carefully = read(OWN + '"0",0,1\n' + "\n".join([*numbers, *rows, *numbers]) + "\n")

    assert list(by_parts.people) == list(carefully.people)
    assert by_parts.starts.tolist() == carefully.starts.tolist()
    assert by_parts.cells.tolist() == carefully.cells.tolist()


def test_of_a_name_and_a_number_written_alike_the_last_vote_wins() -> None:
    numbers = "".join(f"{at},0,1\n" for at in range(100_000))

    votes = read(OWN + "awa,0,1\n" + numbers + "awa,0,-1\n7,0,-1\n")

    assert votes.tallies.tolist() == [[2, 0, 99_999]]


def test_answers_as_spreadsheets_write_them_are_taken() -> None:
    votes = read("participant,0,1\n5,1.0,\n6,-1.0,0.0\n")

    assert votes.tallies.tolist() == [[1, 0, 1], [0, 1, 0]]


def test_a_file_read_by_parts_gives_the_votes_of_the_whole() -> None:
    rows = "".join(f"{at % 3001},{at % 97},{at % 3 - 1}\n" for at in range(120_000))

    by_parts = read_votes(BytesIO((OWN + rows).encode()), file="x")
    carefully = read(OWN + rows.replace("\n", "\r\n", 1) + '"0",0,-1\n')

    assert by_parts.starts.tolist() == carefully.starts.tolist()
