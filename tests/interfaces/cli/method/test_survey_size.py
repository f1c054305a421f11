"""`benkan method survey-size` from the command line."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.method.calling import method

ASKED = ("survey-size", "--from", "0.3", "--to", "0.4", "--deff", "2", "--nonresponse", "0.05")


def test_from_30_to_40_per_cent_takes_712_answers_and_750_people() -> None:
    answer = method(*ASKED, "--json", "-")

    found = json.loads(answer.out)
    assert (found["per_round"], found["with_nonresponse"]) == (712, 750)
    assert found["formula"].startswith("n = deff")
    assert found["options"] == {
        "from": 0.3,
        "to": 0.4,
        "power": 0.8,
        "alpha": 0.05,
        "deff": 2.0,
        "nonresponse": 0.05,
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ("--from", "30", "--to", "40"),
            "--from must be a share from 0 to 1, such as 0.3 for 30 per cent.\n",
        ),
        (("--from", "nan", "--to", "0.4"), "--from: “nan” is not a number.\n"),
        (("--from", "0.3", "--to", "1e999"), "--to: “1e999” is not a number.\n"),
    ],
    ids=["per cent", "nan", "huge"],
)
def test_what_is_no_share_is_refused(options: tuple[str, ...], sentence: str) -> None:
    answer = method("survey-size", *options, "--json", "-")

    assert (answer.code, answer.out, answer.err) == (2, "", sentence)


def test_the_reasons_and_the_picture_name_the_people_to_ask(tmp_path: Path) -> None:
    picture = tmp_path / "size.svg"

    answer = method(*ASKED, "--explain", "--plot", picture)

    assert answer.out.splitlines()[:2] == [
        "Answers needed in each of the two rounds: 712.",
        "People to ask in each round, since 5% will not answer: 750.",
    ]
    assert "► from 30% to 40%" in picture.read_text("utf-8")
