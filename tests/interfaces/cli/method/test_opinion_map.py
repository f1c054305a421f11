"""`benkan method opinion-map` from the command line."""

import hashlib
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.interfaces.cli.method.calling import method
from tests.interfaces.cli.running import benkan_command
from tests.methods.opinion_map.conversations import BIODIVERSITY, unpacked

SMALL = """participant,statement,vote
awa,1,1
awa,2,1
boua,1,1
boua,2,1
coumba,1,-1
coumba,2,1
daouda,1,-1
daouda,2,0
daouda,2,1
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "VOTES.csv"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.fixture
def biodiversity(tmp_path: Path) -> tuple[Path, Path]:
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    votes.write_bytes(unpacked(f"{BIODIVERSITY}.votes.csv"))
    comments.write_bytes(unpacked(f"{BIODIVERSITY}.comments.csv"))
    return votes, comments


def document(*arguments: Any) -> dict[str, Any]:
    answer = method("opinion-map", *arguments, "--json", "-")
    assert (answer.code, answer.err) == (0, "")
    return dict(json.loads(answer.out))


def test_the_document_says_who_stands_where_and_what_it_was_made_from(small: Path) -> None:
    found = document(small)

    assert found["method"] == "opinion-map"
    assert found["input_sha256"] == hashlib.sha256(small.read_bytes()).hexdigest()
    assert found["options"] == {"groups": None, "base_clusters": 100, "stability": True}
    people = {one["id"]: one["group"] for one in found["participants"]}
    assert people == {"awa": 0, "boua": 0, "coumba": 1, "daouda": 1}
    assert [(one["id"], one["size"]) for one in found["groups"]] == [(0, 2), (1, 2)]
    statement = found["statements"][0]
    assert [statement[key] for key in ("id", "agree", "disagree", "pass")] == [1, 2, 2, 0]
    assert statement["group_informed_consensus"] == pytest.approx(3 / 4 * 1 / 4)
    assert [one["statement"] for one in found["consensus"]["agree"]] == [2]
    assert found["consensus"]["disagree"] == []


def test_representative_statements_have_all_their_figures(biodiversity: tuple[Path, Path]) -> None:
    found = document(biodiversity[0], "--comments", biodiversity[1])

    keys = {"statement", "direction", "probability", "z", "ratio", "ratio_z", "votes", "seen"}
    shown = [one for group in found["groups"] for one in group["representative"]]
    assert {frozenset(one) for one in shown} == {frozenset(keys)}
    agree = [one["statement"] for one in found["consensus"]["agree"]]
    assert agree == [81, 23, 45, 42, 24]
    assert sum(one["group"] is None for one in found["participants"]) == 95


def test_the_same_votes_give_the_same_bytes(biodiversity: tuple[Path, Path]) -> None:
    first, second = (method("opinion-map", biodiversity[0], "--json", "-").out for _ in range(2))

    assert first == second


def test_options_are_kept_to(small: Path) -> None:
    found = document(small, "--groups", 1, "--base-clusters", 0, "--no-stability")

    assert found["options"] == {"groups": 1, "base_clusters": 0, "stability": False}
    assert [one["size"] for one in found["groups"]] == [4]
    assert found["stability"] is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SMALL + "awa,3,3\n", "line 11, column “vote”: “3” is no vote"),
        ("", "is empty"),
        ("a,b\n1,2\n", "has the columns a, b; expected participant, statement and vote"),
        ("participant,statement,vote\n", "has a heading and no row below it"),
        ("participant,statement,vote\n1,2\n", "line 2, has 2 cells where the heading has 3"),
        ("participant,1,2\n1,,\n", "There is no vote"),
        ("participant,statement,vote\n1,1,nan\n", "“nan” is no vote"),
    ],
    ids=["three", "empty", "columns", "heading", "short", "no vote", "nan"],
)
def test_bad_votes_are_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "VOTES.csv"
    path.write_text(text, "utf-8")

    answer = method("opinion-map", path, "--json", "-")

    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_bad_moderation_is_one_sentence(small: Path, tmp_path: Path) -> None:
    comments = tmp_path / "COMMENTS.csv"
    comments.write_text("comment-id,moderated\n1,1\n2,maybe\n", "utf-8")

    answer = method("opinion-map", small, "--comments", comments)

    assert answer.code == 2
    assert "COMMENTS.csv, line 3, column “moderated”: “maybe” is not -1" in answer.err


@pytest.mark.parametrize("groups", ["0", "9", "many"])
def test_a_number_of_groups_that_cannot_be_is_one_sentence(small: Path, groups: str) -> None:
    answer = method("opinion-map", small, "--groups", groups)

    assert answer.code == 2
    assert answer.err.count("\n") == 1


def test_without_options_the_reasons_are_written_in_both_languages(small: Path) -> None:
    english, french = (method("opinion-map", small, language=one) for one in ("en", "fr"))

    assert "What joins the groups" in english.out
    assert "Ce qui rapproche les groupes" in french.out
    assert "%(" not in french.out


def test_the_picture_is_whole_and_named(biodiversity: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "map.svg"

    answer = method("opinion-map", biodiversity[0], "--plot", path)

    assert (answer.code, answer.out) == (0, "")
    svg = ElementTree.fromstring(path.read_text("utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    assert svg.findtext(f"{space}title") == "Opinion map"
    assert len(svg.findall(f".//{space}use")) == 536
    letters = [text.text for text in svg.findall(f".//{space}text")]
    assert letters[:2] == ["A", "B"]


def test_a_process_of_its_own_answers_alike(small: Path, tmp_path: Path) -> None:
    done = benkan_command(tmp_path, "method", "opinion-map", str(small), "--json", "-")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["participants"] == document(small)["participants"]
