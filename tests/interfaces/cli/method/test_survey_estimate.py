"""`benkan method survey-estimate` from the command line."""

import csv
import io
import json
import os
import subprocess
from math import isclose
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests import needs
from tests.interfaces.cli.method.calling import method

VILLAGES = Path(__file__).parents[3] / "methods" / "survey" / "reference" / "villages.csv"
DESIGN = (
    *("--weights", "weight", "--strata", "region", "--cluster", "village", "--fpc", "villages"),
    *("--nest", "--single-cluster", "centre"),
)
ALL = (
    *("--mean", "income", "--mean", "age", "--proportion", "water=yes", "--total", "income"),
    *("--ratio", "income/age", "--quantile", "income:0.5", "--chisq", "trust,sex"),
    *("--logistic", "water=yes~age+arm", "--compare", "wave:2026,2027"),
    *("--did", "wave:2026,2027/arm:control,treated"),
)


def estimated(*options: object) -> dict[str, Any]:
    answer = method("survey-estimate", VILLAGES, *DESIGN, *options, "--json", "-")
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    return found


def test_the_document_has_what_the_contract_names() -> None:
    found = estimated("--mean", "income", "--compare", "wave:2026,2027", "--by", "sex")

    assert list(found)[:5] == ["method", "version", "seed", "input_sha256", "options"]
    assert found["method"] == "survey-estimate"
    assert found["options"]["single_cluster"] == "centre"
    assert [(each["name"], each["domain"]) for each in found["estimates"]] == [
        ("mean income", "sex=F"),
        ("mean income", "sex=M"),
    ]
    named = {"name", "domain", "value", "se", "ci_low", "ci_high", "df", "deff", "n"}
    assert named <= found["estimates"][0].keys()
    assert {"name", "value", "se", "t", "df", "p", "p_holm"} <= found["contrasts"][0].keys()
    assert found["contrasts"][0]["name"] == "mean income: wave 2027 - 2026"


def test_the_same_bytes_come_out_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        method("survey-estimate", VILLAGES, *DESIGN, *ALL, "--json", tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_by_may_be_given_twice_or_with_a_comma() -> None:
    comma = estimated("--mean", "income", "--by", "sex,arm")
    twice = estimated("--mean", "income", "--by", "sex", "--by", "arm")

    assert comma["estimates"] == twice["estimates"]
    assert comma["estimates"][0]["domain"] == "sex=F, arm=control"


REFUSED = {
    "an unknown column": (
        ("--weights", "weight", "--mean", "wealth"),
        "villages.csv has no column “wealth”; it has: person, region, village, weight, villages, "
        "wave, arm, sex, age, income, water, trust.",
    ),
    "words for numbers": (
        ("--weights", "weight", "--mean", "water"),
        "villages.csv, line 2, column “water”: “no” is not a number.",
    ),
    "an unknown value": (
        ("--weights", "weight", "--proportion", "water=maybe"),
        "villages.csv, column “water”: nobody has “maybe”; there are: no, yes.",
    ),
    "a stratum of one cluster": (
        (*DESIGN[:9], "--mean", "income"),
        "region=Kidal has one cluster only, so that its variance cannot be known. Join it with a "
        "stratum like it, or say --single-cluster centre.",
    ),
    "clusters numbered anew": (
        (*DESIGN[:6], "--mean", "income"),
        "villages.csv, line 63, the cluster",
    ),
    "nothing to estimate": (
        ("--weights", "weight"),
        "Say what to estimate: --mean, --proportion, --total, --ratio, --quantile, --chisq or "
        "--logistic.",
    ),
    "a ratio of one": (
        ("--weights", "weight", "--ratio", "income"),
        "“income” is not understood after --ratio: write it as Y/X.",
    ),
    "a quantile of nothing": (
        ("--weights", "weight", "--quantile", "income:1e999"),
        "“income:1e999” is not understood after --quantile: write it as X:0.5.",
    ),
    "waves without arms": (
        ("--weights", "weight", "--mean", "income", "--did", "wave:2026,2027"),
        "“wave:2026,2027” is not understood after --did: write it as WAVE:a,b/ARM:control,treated.",
    ),
    "a level of nan": (
        ("--weights", "weight", "--mean", "income", "--level", "nan"),
        "--level is nan: a number above 0 and below 1 was expected.",
    ),
}


@pytest.mark.parametrize("case", [case for case in REFUSED if case != "clusters numbered anew"])
def test_what_cannot_be_is_one_sentence_and_exit_2(case: str) -> None:
    options, sentence = REFUSED[case]

    answer = method("survey-estimate", VILLAGES, *options, "--json", "-")

    assert (answer.code, answer.out, answer.err) == (2, "", sentence + "\n")


def test_a_cluster_in_two_strata_is_named_with_its_line() -> None:
    options, _ = REFUSED["clusters numbered anew"]

    answer = method("survey-estimate", VILLAGES, *options, "--json", "-")

    assert answer.code == 2
    assert answer.err.startswith(
        "villages.csv, line 68: the cluster “Ki1” is in the stratum “Kita”"
    )
    assert answer.err.count("\n") == 1


def test_the_reasons_say_what_a_difference_does_not_show() -> None:
    answer = method("survey-estimate", VILLAGES, *DESIGN, *ALL, "--explain")

    assert answer.code == 0
    for sentence in (
        "Mean of income, with the interval of 95%",
        "The whole population: ",
        "Do trust and sex go together?",
        "it is an association",
        "only if both arms would have changed alike without it",
        "Of many tests some are small by chance",
        "The largest design effect is",
        "region=Kidal has one cluster only: it was held against the mean of all",
    ):
        assert sentence in answer.out


def test_the_reasons_are_french_too() -> None:
    answer = method("survey-estimate", VILLAGES, *DESIGN, *ALL, "--explain", language="fr")

    assert "Moyenne de «\u202fincome\u202f», avec l’intervalle à 95\u202f%" in answer.out
    assert "The " not in answer.out


def test_the_picture_has_a_row_for_each_estimate(tmp_path: Path) -> None:
    picture = tmp_path / "survey.svg"

    method(
        *("survey-estimate", VILLAGES, *DESIGN, "--mean", "income", "--by", "region"),
        *("--plot", picture),
    )

    drawing = ElementTree.fromstring(picture.read_text("utf-8"))
    circles = drawing.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 6
    assert drawing.attrib["role"] == "img"


@pytest.mark.once
@pytest.mark.needs("r")
@pytest.mark.parametrize("by", ["", "sex,arm", "region"])
def test_the_exported_script_gives_the_same_figures_in_r(by: str, tmp_path: Path) -> None:
    script = tmp_path / "same.R"
    asked = list(ALL)
    if by == "region":  # a model of one village has no solution
        at = asked.index("--logistic")
        del asked[at : at + 2]

    found = estimated(*asked, *(("--by", by) if by else ()), "--r-script", script)

    done = subprocess.run(
        [str(needs.program("r")), str(script)], capture_output=True, text=True, check=True
    )
    first, second = done.stdout.split('"name"')[1:]
    for key, text in (("estimates", first), ("contrasts", second)):
        rows = list(csv.DictReader(io.StringIO('"name"' + text)))
        assert [row["name"] for row in rows] == [each["name"] for each in found[key]]
        for row, each in zip(rows, found[key], strict=True):
            assert row["domain"] == (each["domain"] or "NA")
            assert not list(_unequal(row, each))


@pytest.mark.once
@pytest.mark.needs("r")
def test_the_script_reads_accents_whatever_the_locale_of_r(tmp_path: Path) -> None:
    data, script = tmp_path / "a.csv", tmp_path / "a.R"
    rows = "1;Ségou;1,5\n1;Ségou;2\n1;Kayes;3\n1;Kayes;5\n".replace("1,5", "1.5")
    data.write_text("\ufeffpoids;région;âge d’or\n" + rows, "utf-8")
    asked = ("--weights", "poids", "--mean", "âge d’or", "--proportion", "région=Ségou")

    answer = method("survey-estimate", data, *asked, "--r-script", script, "--json", "-")

    done = subprocess.run(
        [str(needs.program("r")), str(script)],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    values = [float(row["value"]) for row in csv.DictReader(io.StringIO(done.stdout))]
    assert values == [each["value"] for each in json.loads(answer.out)["estimates"]] == [2.875, 0.5]


def _unequal(row: dict[str, str], each: dict[str, Any]) -> list[str]:
    fields = ("value", "se", "ci_low", "ci_high", "df", "deff", "n", "t", "p", "p_holm")
    wrong = []
    for field in fields:
        if field not in row or field not in each:
            continue
        theirs, ours = row[field], each[field]
        if theirs in {"NA", "NaN"} or ours is None:
            same = theirs in {"NA", "NaN", "Inf", "0"} and ours is None
        else:
            same = isclose(float(theirs), ours, rel_tol=1e-8, abs_tol=1e-9)
        if not same:
            wrong.append(f"{field}: {theirs} and not {ours}")
    return wrong
