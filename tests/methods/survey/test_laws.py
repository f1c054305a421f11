"""What must hold for any survey."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.survey.answering import Answers
from tests.methods.survey.asking import ask

VILLAGES = (Path(__file__).parent / "reference" / "villages.csv").read_text("utf-8")
HEAD, *ROWS = VILLAGES.splitlines()
COLUMN = {name: at for at, name in enumerate(HEAD.split(","))}
QUESTIONS = [
    ("mean", "income"),
    ("total", "age"),
    ("ratio", "income/age"),
    ("proportion", "water=yes"),
    ("quantile", "income:0.37"),
    ("logistic", "water=yes~age+sex"),
    ("chisq", "trust,sex"),
]
DESIGN: dict[str, Any] = {
    "weights": "weight",
    "strata": "region",
    "clusters": ["village"],
    "is_nested": True,
    "centres_single": True,
}


def answers(rows: list[str] = ROWS, **asked: object) -> Answers:
    text = "\n".join([HEAD, *rows]) + "\n"
    return ask(text, QUESTIONS, **{**DESIGN, "compare": ["wave:2026,2027"], **asked})


def changed(column: str, change: Callable[[str], str]) -> list[str]:
    """The rows with a column changed."""
    cells = [row.split(",") for row in ROWS]
    at = COLUMN[column]
    return [",".join([*row[:at], change(row[at]), *row[at + 1 :]]) for row in cells]


def figures(found: Answers, *, with_totals: bool = True) -> Sequence[tuple[float | None, ...]]:
    kept = [each for each in found.estimates if with_totals or not each.name.startswith("total")]
    tests = [each for each in found.contrasts if with_totals or not each.name.startswith("total")]
    return [(each.value, each.se, each.ci_low, each.ci_high, each.n) for each in kept] + [
        (each.value, each.se, each.df, each.p, each.n) for each in tests
    ]


def assert_same(found: Answers, expected: Answers, *, with_totals: bool = True) -> None:
    pairs = zip(
        figures(found, with_totals=with_totals),
        figures(expected, with_totals=with_totals),
        strict=True,
    )
    for ours, theirs in pairs:
        for one, other in zip(ours, theirs, strict=True):
            if one is None or other is None:
                assert one is other
            else:
                assert isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


BEFORE = answers()


@given(st.permutations(ROWS))
def test_the_order_of_the_rows_changes_nothing(rows: list[str]) -> None:
    assert_same(answers(rows), BEFORE)


def test_the_names_of_strata_and_clusters_change_nothing() -> None:
    renamed = changed("region", lambda name: name[::-1])
    cells = [row.split(",") for row in renamed]
    at = COLUMN["village"]
    rows = [",".join([*row[:at], f"village {row[at]}", *row[at + 1 :]]) for row in cells]

    assert_same(answers(rows), BEFORE)


@pytest.mark.parametrize("times", [0.25, 8.0, 1_000.0])
def test_weights_that_are_larger_throughout_change_totals_alone(times: float) -> None:
    scaled = answers(changed("weight", lambda weight: repr(float(weight) * times)))

    assert_same(scaled, BEFORE, with_totals=False)
    totals = [each for each in BEFORE.estimates if each.name.startswith("total")]
    found = [each for each in scaled.estimates if each.name.startswith("total")]
    assert [
        isclose(one.value or 0, (other.value or 0) * times)
        for one, other in zip(found, totals, strict=True)
    ] == [True]


def test_totals_of_the_parts_add_up_to_the_whole() -> None:
    parts = answers(by=["region", "sex"])

    total = sum(each.value or 0 for each in parts.estimates if each.name == "total age")
    whole = next(each.value for each in BEFORE.estimates if each.name == "total age")
    assert isclose(total, whole or 0, rel_tol=1e-12)
    assert sum(each.n for each in parts.estimates if each.name == "total age") == len(ROWS)


def test_a_domain_that_holds_all_is_the_whole() -> None:
    everybody = answers(changed("person", lambda _: "1"), by=["person"])

    bare = replace(
        everybody,
        estimates=tuple(replace(each, domain=None, by={}) for each in everybody.estimates),
    )
    assert_same(bare, BEFORE)
    assert [each.domain for each in everybody.estimates] == ["person=1"] * len(BEFORE.estimates)


def test_a_missing_value_is_outside_the_domain_and_the_design_stays_whole() -> None:
    blank = changed("income", lambda value: value)
    blank[0] = ",".join(
        ["" if at == COLUMN["income"] else cell for at, cell in enumerate(blank[0].split(","))]
    )

    found = answers(blank)

    first, before = found.estimates[0], BEFORE.estimates[0]
    assert (first.n, first.df) == (before.n - 1, before.df)


def test_waves_that_are_equal_differ_by_nothing_and_without_doubt() -> None:
    first = [row for row in ROWS if row.split(",")[COLUMN["wave"]] == "2026"]
    both = first + [row.replace(",2026,", ",2027,") for row in first]

    found = answers(both, did=["wave:2026,2027/arm:control,treated"])

    for each in found.contrasts:
        if "wave" in each.name:
            assert isclose(each.value or 0.0, 0.0, abs_tol=1e-6)
            assert isclose(each.se or 0.0, 0.0, abs_tol=1e-6)


def test_the_difference_turns_its_sign_with_its_sides() -> None:
    turned = answers(compare=["wave:2027,2026"])

    values = [each.value for each in turned.contrasts if each.se is not None]
    assert values == [-(each.value or 0) for each in BEFORE.contrasts if each.se is not None]


def test_a_difference_is_that_of_the_two_estimates() -> None:
    waves = answers(by=["wave"])

    first, second = (each.value or 0 for each in waves.estimates[:2])
    assert isclose(BEFORE.contrasts[0].value or 0, second - first, rel_tol=1e-12)
