"""Files that are as they should be, and files that are not."""

import io
import tracemalloc
from typing import Any

import pytest

from benkan.methods.budget_vote.election import Election, Note
from benkan.methods.budget_vote.pabulib import read_pabulib
from benkan.methods.refusals import Refused

HEAD = "META\nkey;value\nbudget;{budget}\nvote_type;{type}\ncurrency;FCFA\n"
PROJECTS = 'PROJECTS\nproject_id;cost;name\n2;40;Puits\n10;25.50;"La route; et le pont"\n'


def file(
    votes: str, *, budget: str = "100", type: str = "approval", header: str = "voter_id;vote"
) -> str:
    return HEAD.format(budget=budget, type=type) + PROJECTS + f"VOTES\n{header}\n" + votes


def read(text: str | bytes) -> Election:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_pabulib(io.BytesIO(raw), file="v.pb")


def refused(text: str | bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as problem:
        read(text)
    assert problem.value.text % problem.value.details
    return problem.value.code, problem.value.details


def test_money_is_counted_in_the_parts_that_the_decimals_need() -> None:
    vote = read(file("a;2\nb;10,2\nc;2,10\nd;\n"))

    assert [(project.id, project.cost) for project in vote.projects] == [("10", 255), ("2", 400)]
    assert (vote.budget, vote.parts, vote.voters, vote.currency) == (1000, 10, 4, "FCFA")
    assert vote.projects[0].name == "La route; et le pont"


def test_equal_ballots_are_one_group_whatever_their_order() -> None:
    vote = read(file("a;10,2\nb;2,10\nc;2,10,2\nd;\ne;\n"))

    assert vote.ballots.multiplicity.tolist() == [3, 2]
    assert vote.represented([0]) == 3


def test_who_gave_points_below_zero_is_not_represented() -> None:
    votes = file("a;2;-3\nb;2;1\nc;10;2\n", type="scoring", header="voter_id;vote;points")

    assert read(votes).represented([0, 1]) == 2


def test_points_and_ranks_are_read_beside_their_projects() -> None:
    header = "voter_id;vote;points"
    scored = read(file("a;2,10;3,1.5\n", type="scoring", header=header))
    ranked = read(file("a;2,10\n", type="ordinal"))

    assert (scored.ballots.given.tolist(), scored.point_parts) == ([15, 30], 10)
    assert ranked.ballots.given.tolist() == [0, 1]


def test_lines_that_end_as_in_windows_and_a_mark_at_the_start_are_fine() -> None:
    text = file("a;2\nb;10\n").replace("\n", "\r\n")

    assert read(b"\xef\xbb\xbf" + text.encode()).voters == 2


def test_what_is_odd_but_not_useless_is_noted() -> None:
    text = file("a;2\na;10\n").replace("currency", "num_votes;7\ncurrency")

    assert read(text).notes == (
        Note("votes_differ", {"said": 7, "there": 2}),
        Note("voters_twice", {"voters": 1}),
    )


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("", "empty_vote_file", {}),
        ("hello\n", "not_pabulib", {}),
        ("META\nkey;value\nbudget;5\n", "section_missing", {"section": "PROJECTS"}),
        (HEAD.format(budget="9", type="approval") + PROJECTS, "section_missing", {}),
        (file("a;2\n", budget="lots"), "not_an_amount", {"line": 3, "column": "budget"}),
        (file("a;2\n", budget="1e999"), "not_an_amount", {"line": 3}),
        (file("a;2\n", budget="nan"), "not_an_amount", {"line": 3}),
        (file("a;2\n", budget="9" * 400), "not_an_amount", {"line": 3}),
        (file("a;2\n", budget="999999999999999.5"), "not_an_amount", {"line": 3}),
        (file("a;2\n", budget="0"), "budget_not_positive", {"line": 3}),
        (file("a;2\n", budget="39"), "project_too_dear", {"line": 8, "project": "2"}),
        (file("a;2\n", type="loud"), "vote_type_unknown", {"line": 4}),
        (file("a;2\n").replace("budget;100\n", ""), "meta_missing", {"key": "budget"}),
        (file("a;2\n").replace("10;25.50", "2;25.50"), "project_twice", {"line": 9}),
        (file("a;2\n").replace("10;25.50", ";25.50"), "project_unnamed", {"line": 9}),
        (file("a;2\n").replace("25.50", "-3"), "not_an_amount", {"line": 9, "column": "cost"}),
        (file("a;2\n").replace("id;cost", "id;price"), "column_missing", {"column": "cost"}),
        (file("a;2\n", header="voter_id;choice"), "column_missing", {"column": "vote"}),
        (file("a;2\n", type="scoring"), "column_missing", {"column": "points"}),
        (file("a;2\n\nb;2,7\n"), "project_unknown", {"line": 14, "project": "7"}),
        (file("a;2\nb\n"), "wrong_length", {"line": 13, "found": 1}),
        (file("a;2;9\n"), "wrong_length", {"line": 12, "found": 3}),
        (file('a;"2\n'), "bad_quoting", {"line": 12}),
        (file("a;2,2\n", type="ordinal"), "named_twice", {"line": 12, "project": "2"}),
        (file(""), "no_votes", {}),
        (
            file("a;2,10;3\n", type="scoring", header="voter_id;vote;points"),
            "points_differ",
            {"line": 12, "projects": 2, "points": 1},
        ),
        (
            file("a;2;inf\n", type="cumulative", header="voter_id;vote;points"),
            "not_points",
            {"line": 12, "found": "inf"},
        ),
        (b"META\nkey;value\n\xff\xfe;1\n", "not_text", {"line": 3}),
        (b"META\n\0\0\0\n", "not_text", {"line": 2}),
    ],
    ids=lambda value: None if isinstance(value, dict) else str(value)[-18:].strip() or "empty",
)
def test_a_file_that_cannot_be_is_refused_with_its_line(
    text: str | bytes, code: str, details: dict[str, Any]
) -> None:
    found, said = refused(text)

    assert found == code
    assert {key: said[key] for key in details} == details


class Garbage(io.RawIOBase):
    """Bytes without an end to speak of."""

    def __init__(self, start: bytes, again: bytes, size: int) -> None:
        self.start, self.again, self.left = start, again, size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.left <= 0:
            return b""
        block = (self.start + self.again * (size // len(self.again) + 1))[:size]
        self.start = b""
        self.left -= len(block)
        return block


@pytest.mark.parametrize(
    ("start", "again", "code"),
    [
        (b"", b"\x93\x01", "line_too_long"),
        (b"", b"x", "line_too_long"),
        (b"META\n", b"x", "line_too_long"),
        (b"", b"x;y\n", "not_pabulib"),
        (b"META\n", b"x;y\n", "heading_too_long"),
    ],
    ids=["binary", "one line", "one line after META", "lines", "lines after META"],
)
def test_a_gigabyte_of_garbage_is_refused_within_little_memory(
    start: bytes, again: bytes, code: str
) -> None:
    stream: Any = Garbage(start, again, 1 << 30)

    tracemalloc.start()
    with pytest.raises(Refused) as problem:
        read_pabulib(stream, file="v.pb")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert problem.value.code == code
    assert most < 100_000_000
