"""`benkan method panel` from the command line."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.interfaces.cli.method.calling import Answer, method
from tests.interfaces.cli.running import benkan_command

FEATURES = """feature,value,min,max
sex,woman,2,2
sex,man,1,2
age,young,1,2
age,old,1,3
"""
PEOPLE = """id,sex,age,home
a,woman,young,1
b,woman,old,1
c,woman,old,2
d,woman,young,3
e,man,old,4
f,man,old,
g,man,young,5
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    features, people = tmp_path / "FEATURES.csv", tmp_path / "PEOPLE.csv"
    features.write_text(FEATURES, "utf-8")
    people.write_text(PEOPLE, "utf-8")
    return features, people


def panel(files: tuple[Path, Path], *more: object, language: str = "en", seed: str = "7") -> Answer:
    given = ("--features", files[0], "--candidates", files[1], "--seed", seed)
    return method("panel", *given, *more, language=language)


def document(files: tuple[Path, Path], *more: object, seed: str = "7") -> dict[str, object]:
    answer = panel(files, "--seats", 4, "--json", "-", *more, seed=seed)
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, object] = json.loads(answer.out)
    return found


def test_the_document_holds_the_chances_the_tickets_and_the_draw(files: tuple[Path, Path]) -> None:
    found = document(files)

    chances, panels = found["selection_probabilities"], found["panels"]
    assert isinstance(chances, dict)
    assert isinstance(panels, list)
    assert list(chances) == list("abcdefg")
    assert sum(chances.values()) == pytest.approx(4, abs=1e-9)
    assert found["min_probability"] == min(chances.values()) == pytest.approx(0.5, abs=1e-9)
    assert sum(panel["probability"] for panel in panels) == pytest.approx(1, abs=1e-12)
    held: Counter[str] = Counter()
    for drawn_from in panels:
        for id_ in drawn_from["members"]:
            held[id_] += drawn_from["last_ticket"] - drawn_from["first_ticket"] + 1
    off = max(abs(held[id_] / 1000 - chance) for id_, chance in chances.items())
    assert found["rounding_gap"] == pytest.approx(off, abs=1e-12)
    assert found["gap"] == pytest.approx(0, abs=1e-9)


def test_the_drawn_ticket_follows_from_the_seed_alone(files: tuple[Path, Path]) -> None:
    found = document(files, seed="20261125")

    ticket = int(hashlib.sha256(b"20261125").hexdigest(), 16) % 1000
    panels = found["panels"]
    assert isinstance(panels, list)
    (of_ticket,) = [p for p in panels if p["first_ticket"] <= ticket <= p["last_ticket"]]
    assert (found["drawn_ticket"], found["drawn"]) == (ticket, of_ticket["members"])
    assert found["panels"] == document(files, seed="3")["panels"]


def test_it_can_be_made_again_from_what_it_says_of_itself(files: tuple[Path, Path]) -> None:
    first, second = (panel(files, "--seats", 4, "--json", "-") for _ in range(2))

    found = json.loads(first.out)
    assert first.out == second.out
    assert list(found)[:5] == ["method", "version", "seed", "input_sha256", "options"]
    assert (found["method"], found["seed"]) == ("panel", 7)
    together = files[0].read_bytes() + files[1].read_bytes()
    assert found["input_sha256"] == hashlib.sha256(together).hexdigest()
    assert found["options"] == {"seats": 4, "rule": "leximin", "household": None}


@pytest.mark.parametrize("rule", ["leximin", "maximin", "nash"])
def test_each_rule_keeps_the_lowest_chance_that_it_promises(
    files: tuple[Path, Path], rule: str
) -> None:
    chances = document(files, "--rule", rule)["selection_probabilities"]

    assert isinstance(chances, dict)
    assert min(chances.values()) == pytest.approx(0.5, abs=1e-9)


def test_people_of_one_household_are_on_no_ticket_together(files: tuple[Path, Path]) -> None:
    panels = document(files, "--household", "home")["panels"]

    assert isinstance(panels, list)
    assert not any({"a", "b"} <= set(panel["members"]) for panel in panels)


def test_the_older_format_gives_the_same_chances(files: tuple[Path, Path]) -> None:
    expected = document(files)["selection_probabilities"]
    older = FEATURES.replace("feature,value", "category,name")
    files[0].write_text(older, "utf-8")
    files[1].write_text(PEOPLE.replace("id,", "nationbuilder_id,", 1), "utf-8")

    assert document(files)["selection_probabilities"] == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The seed 7 draws ticket"), ("fr", "La graine 7 tire le billet")],
)
def test_the_reasons_are_said_in_the_readers_language(
    files: tuple[Path, Path], language: str, words: str
) -> None:
    answer = panel(files, "--seats", 4, "--explain", language=language)

    assert answer.code == 0
    assert words in answer.out
    assert "None" not in answer.out


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_picture_is_a_whole_svg_with_a_title_and_a_description(
    files: tuple[Path, Path], tmp_path: Path, language: str
) -> None:
    picture = tmp_path / "chances.svg"

    answer = panel(files, "--seats", 4, "--plot", picture, language=language)

    assert (answer.code, answer.out, answer.err) == (0, "", "")
    root = ElementTree.parse(picture).getroot()
    assert [child.tag.split("}")[1] for child in list(root)[:2]] == ["title", "desc"]
    assert "nan" not in picture.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("sex,woman,2,2", "sex,woman,3,2"), "line 2: the minimum 3 of “woman” is over"),
        (("sex,woman,2,2", "sex,woman,two,2"), "line 2, column “min”: “two” is not a number"),
        (("age,young", "age,younger"), "line 2, column “age”: “young” has no quota"),
        (("age,old,1,3", "height,old,0,4"), "has no column “height”"),
        (("sex,man,1,2", "sex,man,3,4"), "The minimums of “sex” add up to 5"),
        (("sex,man,1,2", "sex,man,0,1"), "The maximums of “sex” add up to 3"),
        (("age,young,1,2", "age,young,4,4"), "The minimums of “age” add up to 5"),
    ],
)
def test_quotas_that_cannot_hold_are_refused_in_one_sentence(
    files: tuple[Path, Path], change: tuple[str, str], words: str
) -> None:
    files[0].write_text(FEATURES.replace(*change), "utf-8")

    answer = panel(files, "--seats", 4, "--json", "-")

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert answer.err.count("\n") == 1


def test_the_smallest_relaxation_is_named(files: tuple[Path, Path]) -> None:
    quotas = FEATURES.replace("age,young,1,2", "age,young,4,4").replace("old,1,3", "old,0,3")
    files[0].write_text(quotas, "utf-8")

    answer = panel(files, "--seats", 4)

    assert answer.code == 2
    assert answer.err == (
        "No panel keeps all quotas. The smallest change that lets one: "
        "the minimum of “young” of “age” must fall from 4 to 3.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "seed", "words"),
    [
        (("--seats", 0), "7", "A panel of 0 seats is none"),
        (("--seats", -2), "7", "A panel of -2 seats is none"),
        (("--seats", 8), "7", "there are 7 people in the pool"),
        (("--seats", 10**30), "7", "there are 7 people in the pool"),
        (("--seats", 4), "7.5", "The seed “7.5” is not a whole number"),
        (("--seats", 4), "", "The seed “” is not a whole number"),
        (("--seats", 4, "--household", "street"), "7", "has no column “street”"),
        (("--seats", 4, "--rule", "first"), "7", "--rule"),
        (("--seats", "four"), "7", "--seats"),
    ],
)
def test_wrong_options_are_refused_in_one_sentence(
    files: tuple[Path, Path], arguments: tuple[object, ...], seed: str, words: str
) -> None:
    answer = panel(files, *arguments, seed=seed)

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert "Traceback" not in answer.err


def test_a_real_process_writes_the_document_and_nothing_else(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    given = ("--features", str(files[0]), "--candidates", str(files[1]), "--seats", "4")

    done = benkan_command(tmp_path, "method", "panel", *given, "--seed", "7", "--json", "-")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["method"] == "panel"
