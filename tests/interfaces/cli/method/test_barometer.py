"""`benkan method barometer` from the command line."""

import hashlib
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.interfaces.cli.method.calling import method
from tests.interfaces.cli.running import benkan_command
from tests.methods.barometer.make import COMMUNE

SCORES = """leaf,group,value
pump,women,4
pump,men,7
minutes,women,45
minutes,men,30
teacher,women,3
teacher,men,
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The worked example of docs/methods/barometer.md."""
    model, scores = tmp_path / "MODEL.json", tmp_path / "SCORES.csv"
    model.write_text(json.dumps(COMMUNE), "utf-8")
    scores.write_text(SCORES, "utf-8")
    return model, scores


def test_the_document_has_every_figure_as_a_float_and_exactly(files: tuple[Path, Path]) -> None:
    answer = method("barometer", *files, "--json", "-")

    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert (found["index"], found["index_exact"]) == (0.475, "19/40")
    assert (found["coverage"], found["coverage_exact"]) == (1.0, "1")
    assert found["reading"] == {"step": 0, "value": 0.0, "words": "in the middle"}
    assert [node["id"] for node in found["criteria"]] == [
        "water",
        "pump",
        "minutes",
        "school",
        "teacher",
    ]
    assert found["criteria"][0]["score_exact"] == "37/80"
    assert found["by_group"]["women"]["index_exact"] == "23/60"
    assert found["by_group"]["men"]["coverage_exact"] == "2/3"
    assert found["gaps"][0]["lowest"] == "women"
    assert [weak["leaf"] for weak in found["weak_leaves"]] == ["minutes"]


def test_it_can_be_made_again_from_what_it_says_of_itself(files: tuple[Path, Path]) -> None:
    first, second = (method("barometer", *files, "--json", "-") for _ in range(2))

    together = files[0].read_bytes() + files[1].read_bytes()
    found = json.loads(first.out)
    assert first.out == second.out
    assert found["input_sha256"] == hashlib.sha256(together).hexdigest()
    assert list(found)[:5] == ["method", "version", "seed", "input_sha256", "options"]


def test_the_reasons_are_said_in_the_language_of_the_reader(files: tuple[Path, Path]) -> None:
    french = method("barometer", *files, "--explain", language="fr")

    assert french.out.splitlines()[0] == (
        "Commune est à 47,5\u202f% du chemin entre le pire et le meilleur\u202f: au milieu."
    )


def test_the_picture_has_a_row_for_every_node_and_says_itself_in_words(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    picture = tmp_path / "barometer.svg"

    answer = method("barometer", *files, "--plot", picture)

    assert answer.code == 0
    root = ElementTree.fromstring(picture.read_text("utf-8"))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert [name for name in ("Commune", "Water", "pump", "A  men") if name not in texts] == []
    assert root[0].text == "Commune"
    assert (root[1].text or "").startswith("A strip of nine steps for each criterion")


def test_an_unknown_leaf_is_refused_by_the_real_command(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    files[1].write_text("leaf,group,value\nwell,a,1\n", "utf-8")

    done = benkan_command(
        tmp_path / "house", "method", "barometer", *map(str, files), "--json", "-"
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("SCORES.csv, line 2, column “leaf”: the model has no leaf “well”.\n")
    assert not (tmp_path / "house").exists()
