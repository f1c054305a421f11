"""`benkan method survival` from the command line."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.interfaces.cli.method.calling import method
from tests.interfaces.cli.running import benkan_command

PROMISES = """months,kept,office
2,1,water
3,1,water
3,1,town
1,0,water
3,0,town
4,0,town
"""


@pytest.fixture
def promises(tmp_path: Path) -> Path:
    """The worked example of docs/methods/survival.md."""
    path = tmp_path / "promises.csv"
    path.write_text(PROMISES, "utf-8")
    return path


def asked(path: Path, *more: str) -> tuple[str, ...]:
    return ("survival", str(path), "--time", "months", "--event", "kept", *more)


def test_the_document_has_the_curve_the_median_and_the_shares_that_were_asked_for(
    promises: Path,
) -> None:
    answer = method(*asked(promises, "--json", "-", "--at", "2.5,9"))

    found = json.loads(answer.out)
    [curve] = found["curves"]
    assert [step["survival_exact"] for step in curve["steps"]] == ["1", "4/5", "2/5", "2/5"]
    assert [step["at_risk"] for step in curve["steps"]] == [6, 5, 4, 1]
    assert (curve["group"], curve["cases"], curve["events"], curve["median"]) == (None, 6, 3, 3.0)
    assert [(at["at_risk"], at["survival"]) for at in curve["at"]] == [(4, 0.8), (0, None)]
    assert curve["steps"][0]["ci_low"] is None


def test_each_group_has_a_curve_a_letter_and_its_numbers_in_the_picture(
    promises: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "kept.svg"

    answer = method(*asked(promises, "--by", "office", "--plot", str(picture), "--explain"))

    assert "Group “town”\nCases: 3. It has happened: 1. Still open when last seen: 2." in answer.out
    root = ElementTree.fromstring(picture.read_text("utf-8"))
    spans = [span.text for span in root.iter("{http://www.w3.org/2000/svg}tspan")]
    assert spans == ["A", "B"]
    assert (root[1].text or "").startswith("town: at the end, at 4, 67% are still open.")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--conf-type", "wide"), "--conf-type is log-log, log or plain, not “wide”.\n"),
        (("--level", "95"), "--level must be above 0 and below 1, such as 0.95.\n"),
        (("--at", "1,-2"), "--at takes times of 0 or more, such as 30,90,365, not “1,-2”.\n"),
    ],
    ids=["form", "level", "times"],
)
def test_options_that_cannot_be_are_refused(
    promises: Path, more: tuple[str, ...], sentence: str
) -> None:
    answer = method(*asked(promises, *more, "--json", "-"))

    assert (answer.code, answer.out, answer.err) == (2, "", sentence)


def test_the_real_command_refuses_a_promise_kept_twice(promises: Path, tmp_path: Path) -> None:
    promises.write_text("months,kept\n3,2\n", "utf-8")

    done = benkan_command(tmp_path / "house", "method", *asked(promises, "--json", "-"))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "promises.csv, line 2, column “kept”: “2” is neither 1 (it happened) nor 0 (not yet).\n"
    )
