"""`benkan method suppress` from the command line."""

import hashlib
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.interfaces.cli.method.calling import method
from tests.interfaces.cli.running import benkan_command

TABLE = """commune,service,n
Kati,water,12
Kati,health,3
Kati,school,9
Mandé,water,20
Mandé,health,15
Mandé,school,8
Dio,water,7
Dio,health,30
Dio,school,11
total,total,115
"""
OPTIONS = ("--count", "n", "--by", "commune,service")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The worked example of docs/methods/suppression.md."""
    path = tmp_path / "TABLE.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_the_document_is_the_table_with_its_proof(table: Path) -> None:
    answer = method("suppress", table, *OPTIONS, "--json", "-")

    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert found["input_sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert found["options"] == {"count": "n", "by": ["commune", "service"], "minimum": 5}
    assert (found["interval"], found["width"]) == ([0, 4], 5)
    assert (found["is_proven"], found["bounds_are"]) == (True, "exact")
    assert (found["shown"], found["primary"], found["complementary"]) == (12, 1, 3)
    hidden = {
        (row["cell"]["commune"], row["cell"]["service"]): (
            row["status"],
            row["lower"],
            row["upper"],
        )
        for row in found["table"]
        if row["count"] is None
    }
    assert hidden == {
        ("Kati", "health"): ("primary", 0, 12),
        ("Kati", "school"): ("complementary", 0, 12),
        ("Mandé", "health"): ("complementary", 6, 18),
        ("Mandé", "school"): ("complementary", 5, 17),
    }
    assert found["table"][0] == {
        "cell": {"commune": "total", "service": "total"},
        "is_margin": True,
        "count": 115,
        "status": "shown",
        "lower": 115,
        "upper": 115,
    }


def test_the_same_table_gives_the_same_bytes(table: Path) -> None:
    first, second = (method("suppress", table, *OPTIONS, "--json", "-") for _ in range(2))

    assert first == second


def test_what_was_published_before_is_taken_as_known(table: Path, tmp_path: Path) -> None:
    now = tmp_path / "NOW.csv"
    now.write_text(TABLE.replace("20", "21").replace("115", "116"), "utf-8")

    answer = method("suppress", now, *OPTIONS, "--before", table, "--json", "-")

    found = json.loads(answer.out)
    assert found["is_proven"]
    shown = {tuple(row["cell"].values()): row["count"] for row in found["table"]}
    assert shown["Mandé", "water"] is None
    assert shown["total", "total"] is None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Mandé · health, so that Kati · health, which is small,"),
        ("fr", "Mandé · health, pour qu’on ne retrouve pas par soustraction Kati · health"),
    ],
)
def test_why_each_cell_was_taken_is_said(table: Path, language: str, sentence: str) -> None:
    answer = method("suppress", table, *OPTIONS, "--explain", language=language)

    assert answer.code == 0
    assert sentence in answer.out


def test_the_picture_shows_no_hidden_number_and_not_which_is_small(
    table: Path, tmp_path: Path
) -> None:
    answer = method("suppress", table, *OPTIONS, "--plot", tmp_path / "p.svg")

    assert answer.code == 0
    drawn = ElementTree.parse(tmp_path / "p.svg").getroot()
    texts = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"115", "12", "Total"} <= set(texts)
    assert not {"3", "9", "15", "8"} & set(texts)


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        (
            TABLE.replace("115", "114"),
            OPTIONS,
            "line 11: the margin commune = *, service = * is 114",
        ),
        (TABLE.replace("30", "x"), OPTIONS, "line 9, column “n”: “x” is not a count"),
        (TABLE, ("--count", "m", "--by", "commune"), "has no column “m”"),
        (TABLE, (*OPTIONS, "--minimum", "0"), "a whole number from 1"),
        ("", OPTIONS, "is empty"),
        ("\0\x01garbage", OPTIONS, "line 1, is not text in UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, text: str, options: tuple[str, ...], sentence: str
) -> None:
    path = tmp_path / "T.csv"
    path.write_text(text, "utf-8")

    answer = method("suppress", path, *options, "--json", "-")

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert sentence in answer.err


def test_the_command_runs_as_a_process_of_its_own(table: Path, tmp_path: Path) -> None:
    done = benkan_command(tmp_path, "method", "suppress", str(table), *OPTIONS, "--json", "-")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["is_proven"]
