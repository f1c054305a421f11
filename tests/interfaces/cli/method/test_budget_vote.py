"""`benkan method budget-vote` from the command line."""

import hashlib
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.interfaces.cli.method.calling import method
from tests.interfaces.cli.running import benkan_command

VOTE = """META
key;value
budget;40
vote_type;approval
num_votes;4
currency;FCFA
PROJECTS
project_id;cost;name
well;18;A well
lamp;8;Lamps
road;31;A road
VOTES
voter_id;vote
1;well,lamp
2;well,lamp
3;well
4;lamp,road
"""


@pytest.fixture
def vote(tmp_path: Path) -> Path:
    """The worked example of docs/methods/budget-vote.md."""
    path = tmp_path / "vote.pb"
    path.write_text(VOTE, "utf-8")
    return path


def test_the_document_has_what_was_promised_and_more(vote: Path) -> None:
    answer = method("budget-vote", vote, "--json", "-")

    found = json.loads(answer.out)
    assert answer.code == 0
    assert found["method"] == "budget-vote"
    assert found["input_sha256"] == hashlib.sha256(vote.read_bytes()).hexdigest()
    assert found["options"] == {
        "rule": "equal-shares",
        "satisfaction": "cost",
        "completion": "none",
    }
    assert (found["winners"], found["cost"], found["budget"]) == (["lamp", "well"], 26, 40)
    assert (found["endowment"], found["represented"]) == (10.0, 1.0)
    assert [
        (one["project"], one["cost"], one["price_exact"], one["supporters"])
        for one in found["trace"]
    ] == [("lamp", 8, "1/3", 3), ("well", 18, "1/3", 3)]
    assert found["payments"][0] == {
        "project": "lamp",
        "paid_in_full": 3,
        "each": 8 / 3,
        "each_exact": "8/3",
        "per": "voter",
        "gave_all_they_had": 0,
        "they_gave": 0,
        "had_nothing_left": 0,
    }
    assert found["not_funded"] == [
        {
            "project": "road",
            "name": "A road",
            "cost": 31,
            "supporters": 1,
            "money_left_of_supporters": 22 / 3,
            "left_of_budget": 14,
            "lacking": 71 / 3,
        }
    ]


@pytest.mark.parametrize(
    ("options", "winners"),
    [
        (("--rule", "greedy"), ["lamp", "well"]),
        (("--rule", "phragmen"), ["lamp", "well"]),
        (("--completion", "add1"), ["lamp", "well"]),
        (("--completion", "add1u"), ["lamp", "well"]),
        (("--completion", "compare", "--satisfaction", "cardinality"), ["lamp", "well"]),
    ],
    ids=lambda value: " ".join(value[:2]),
)
def test_every_rule_and_completion_can_be_asked_for(
    vote: Path, options: tuple[str, ...], winners: list[str]
) -> None:
    answer = method("budget-vote", vote, *options, "--json", "-")

    assert json.loads(answer.out)["winners"] == winners


def test_the_reasons_say_who_paid_and_what_was_lacking(vote: Path) -> None:
    english = method("budget-vote", vote).out
    french = method("budget-vote", vote, language="fr").out

    assert "Lamps (lamp): 8 FCFA. Voters who want it: 3. Each paid 2.67 FCFA." in english
    assert "they had 7.33 FCFA left together: 23.67 FCFA were lacking." in english
    assert "il manquait 23,67\u00a0FCFA." in french


def test_the_picture_has_a_bar_for_every_project_and_says_what_it_shows(
    vote: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "vote.svg"

    answer = method("budget-vote", vote, "--plot", picture)

    root = ElementTree.fromstring(picture.read_text("utf-8"))
    marks = [span.text for span in root.iter("{http://www.w3.org/2000/svg}tspan")]
    assert answer.code == 0
    assert marks == ["1.", "2.", "–"]
    assert root[1].text == "Projects bought: 2 of 3, for 26 FCFA out of 40 FCFA."


@pytest.mark.parametrize(
    ("change", "options", "sentence"),
    [
        (
            ("road;31", "road;41"),
            (),
            "vote.pb, line 11: the project “road” costs 41, more than the whole budget of 40: take it "
            "out of the vote, or correct one of the two.\n",
        ),
        (
            ("3;well", "3;school"),
            (),
            "vote.pb, line 16, column “vote”: there is no project “school” below PROJECTS.\n",
        ),
        (
            ("cost", "price"),
            (),
            "vote.pb has no column “cost”; it has: project_id, price, name.\n",
        ),
        (
            ("", ""),
            ("--satisfaction", "points"),
            "These ballots have no points (their vote_type is approval): choose --satisfaction cost or "
            "cardinality.\n",
        ),
        (
            ("", ""),
            ("--rule", "greedy", "--completion", "add1"),
            "The completion add1 belongs to the rule equal-shares: leave it out with the rule "
            "greedy.\n",
        ),
    ],
    ids=["too dear", "unknown project", "unknown column", "no points", "no completion"],
)
def test_what_cannot_be_is_one_sentence_and_the_exit_code_2(
    vote: Path, change: tuple[str, str], options: tuple[str, ...], sentence: str
) -> None:
    vote.write_text(VOTE.replace(*change, 1) if change[0] else VOTE, "utf-8")

    answer = method("budget-vote", vote, *options, "--json", "-")

    assert (answer.code, answer.out, answer.err) == (2, "", sentence)


def test_the_command_answers_as_a_process_of_its_own(vote: Path, tmp_path: Path) -> None:
    done = benkan_command(tmp_path, "method", "budget-vote", str(vote), "--json", "-")

    assert done.returncode == 0
    assert json.loads(done.stdout)["winners"] == ["lamp", "well"]
