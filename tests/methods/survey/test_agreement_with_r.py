"""Every estimate equals that of R's `survey` (reference/make_reference.R says how it was asked)."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from benkan.methods.survey.contrasts import Contrast
from benkan.methods.survey.estimates import Estimate
from tests.methods.survey.asking import ask_case
from tests.oracles import oracle

REFERENCE = Path(__file__).parent / "reference"
CASES = json.loads((REFERENCE / "r_survey.json").read_text("utf-8"))["cases"]
FIELDS = ("value", "se", "ci_low", "ci_high", "df", "ndf", "deff", "t", "p")
DATA = sorted({case["data"] for case in CASES})


@cache
def data_of(name: str) -> bytes:
    """Invented data lie beside this file, R's own with the other oracles."""
    own = REFERENCE / name
    return (own if own.exists() else oracle(f"survey/{name}")).read_bytes()


def differences(case: dict[str, Any]) -> Iterator[str]:
    answers = ask_case(data_of(case["data"]), case)
    is_contrast = {"compare", "did"} & case.keys() or "chisq" in case["asked"]
    found: Sequence[Estimate | Contrast] = answers.contrasts if is_contrast else answers.estimates
    assert [row.name for row in found] == [row["name"] for row in case["rows"]]
    assert [row.domain for row in found] == [row["domain"] for row in case["rows"]]
    for ours, theirs in zip(found, case["rows"], strict=True):
        for field in FIELDS:
            expected = theirs.get(field)
            if expected is None or field not in theirs:
                continue
            value = getattr(ours, field)
            if value is None or not isclose(value, expected, rel_tol=1e-9, abs_tol=1e-9):
                yield f"{ours.name} {ours.domain} {field}: {value} and not {expected}"


@pytest.mark.parametrize("data", DATA)
def test_estimates_equal_those_of_r(data: str) -> None:
    cases = [case for case in CASES if case["data"] == data]

    found = [f"{case['design']} {text}" for case in cases for text in differences(case)]

    assert found == []
