"""Estimates by hand, and what has none."""

from math import isclose, sqrt
from typing import Any

import numpy as np
import pytest

from benkan.methods.refusals import Refused
from benkan.methods.survey import answering, contrasts, domains, stages
from benkan.methods.survey.contrasts import Contrast, with_holm
from tests.methods.survey.asking import ask

# Two strata of two villages, two people in each: the example of docs/methods/survey-estimate.md.
EXAMPLE = """w,s,c,x,y
10,north,a,1,no
10,north,a,3,yes
10,north,b,5,yes
10,north,b,7,yes
20,south,c,2,no
20,south,c,2,no
20,south,d,4,no
20,south,d,8,yes
"""
DESIGN: dict[str, Any] = {"strata": "s", "clusters": ["c"]}


def test_the_example_of_the_page_comes_out_as_by_hand() -> None:
    mean = ask(EXAMPLE, [("mean", "x")], **DESIGN).estimates[0]

    assert isclose(mean.value or 0, 4)
    # Sums of scores: villages -40/120, 40/120; -80/120, 80/120. Each stratum: 2/1 · 2 · square.
    assert isclose(mean.se or 0, sqrt(4 * (40 / 120) ** 2 + 4 * (80 / 120) ** 2))
    assert isclose(mean.ci_high or 0, 4 + 4.302652729749 * sqrt(20 / 9))
    assert (mean.df, mean.n) == (2, 8)


def test_a_share_nobody_or_everybody_has_still_has_an_interval() -> None:
    table = EXAMPLE.replace("yes", "no")

    share = ask(table, [("proportion", "y=no")], **DESIGN).estimates[0]

    assert (share.value, share.se, share.ci_high, share.interval) == (1, 0, 1, "korn-graubard")
    assert 0 < (share.ci_low or 0) < 1


def test_each_value_of_a_column_has_its_share_when_none_is_named() -> None:
    shares = ask(EXAMPLE, [("proportion", "y")], **DESIGN).estimates

    assert [each.name for each in shares] == ["proportion y=no", "proportion y=yes"]
    assert isclose(sum(each.value or 0 for each in shares), 1)


def test_a_domain_without_answers_has_a_reason_instead_of_a_number() -> None:
    table = EXAMPLE.replace("north,a,1", "north,a,NA").replace("north,a,3", "north,a,")

    found = ask(
        table,
        [("mean", "x"), ("total", "x"), ("ratio", "x/w"), ("quantile", "x:0.5")],
        by=["c"],
        **DESIGN,
    )

    empty = [each for each in found.estimates if each.domain == "c=a"]
    assert [(each.value, each.se, each.n, each.reason) for each in empty] == [
        (None, None, 0, "no_answers")
    ] * 4


def test_domains_by_two_columns_are_those_that_occur() -> None:
    found = ask(EXAMPLE, [("mean", "x")], by=["s", "y"], **DESIGN)

    assert [(each.domain, each.by, each.n) for each in found.estimates] == [
        ("s=north, y=no", {"s": "north", "y": "no"}, 1),
        ("s=north, y=yes", {"s": "north", "y": "yes"}, 3),
        ("s=south, y=no", {"s": "south", "y": "no"}, 3),
        ("s=south, y=yes", {"s": "south", "y": "yes"}, 1),
    ]


def test_the_smallest_answer_is_the_quantile_of_a_share_below_its_weight() -> None:
    found = ask("w,x\n1,595\n1,687\n1,696\n", [("quantile", "x:0.1")])

    assert found.estimates[0].value == 595


def test_one_side_without_people_has_no_difference() -> None:
    found = ask(EXAMPLE, [("mean", "x")], by=["s"], compare=["c:a,c"], **DESIGN)

    assert [(each.value, each.p_holm, each.reason) for each in found.contrasts] == [
        (None, None, "no_answers")
    ] * 2


def test_a_column_that_is_compared_tells_no_domains_apart_for_that_difference() -> None:
    found = ask(EXAMPLE, [("mean", "x")], by=["s", "y"], compare=["y:no,yes"], **DESIGN)

    assert [(each.domain, each.value) for each in found.contrasts] == [
        ("s=north", 4.0),
        ("s=south", 8 - 8 / 3),
    ]


def test_holm_multiplies_the_smallest_by_all_and_never_goes_down() -> None:
    blank = Contrast("d", None, {}, 1.0, 1.0, 1.0, 9, None, 9)
    given = [0.01, 0.04, 0.03, None, 0.5]

    found = with_holm([Contrast(**{**blank.__dict__, "p": p}) for p in given])

    adjusted = [each.p_holm for each in found]
    assert adjusted[3] is None
    assert np.allclose([each or 0 for each in adjusted], [0.04, 0.09, 0.09, 0, 0.5])
    assert contrasts.with_holm([]) == []


def test_many_domains_are_gone_through_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> list[float | None]:
        found = ask(EXAMPLE, [("mean", "x")], by=["x"], **DESIGN)
        return [each.se for each in found.estimates]

    whole = asked()
    monkeypatch.setattr(stages, "MOST_CELLS", 8)

    assert asked() == whole


@pytest.mark.parametrize(
    ("questions", "more", "code"),
    [
        ([], {}, "nothing_asked"),
        ([("quantile", "x:0.5")], {"compare": ["s:north,south"]}, "nothing_to_compare"),
        ([("proportion", "y=maybe")], {}, "value_unknown"),
        ([("mean", "x")], {"compare": ["s:north,west"]}, "value_unknown"),
        ([("logistic", "x~w")], {}, "not_binary_number"),
        ([("logistic", "y=yes~w+w2")], {}, "column_missing"),
        ([("logistic", "y=yes~s+w")], {}, "model_not_solved"),
        ([("logistic", "y=yes~x")], {}, None),
    ],
)
def test_what_cannot_be_asked_is_refused(
    questions: list[tuple[str, str]], more: dict[str, Any], code: str | None
) -> None:
    try:
        ask(EXAMPLE, questions, **DESIGN, **more)
        found = None
    except Refused as refusal:
        found = refusal.code

    assert found == code


def test_a_model_that_separates_its_outcome_has_no_solution() -> None:
    table = "w,x,y\n" + "".join(f"1,{at},{int(at > 4)}\n" for at in range(10))

    with pytest.raises(Refused) as refused:
        ask(table, [("logistic", "y~x")])

    assert refused.value.code == "model_not_solved"
    assert refused.value.details == {"model": "logistic y~x"}


@pytest.mark.parametrize("row", ["1e70,1", "1e-70,1", "1,1e70", "1,-1e70"])
def test_a_number_beyond_all_measure_is_refused_with_its_line(row: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(f"w,x\n1,2\n{row}\n", [("mean", "x")])

    assert (refused.value.code, refused.value.details["line"]) == ("number_beyond_measure", 3)


def test_what_would_fill_more_than_a_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, limit, questions, by, code in (
        (domains, "MOST_DOMAINS", [("mean", "x")], ["c"], "too_many_domains"),
        (answering, "MOST_TERMS", [("logistic", "y=yes~c")], [], "too_many_terms"),
        (answering, "MOST_CELLS", [("chisq", "y,c")], [], "table_too_large"),
    ):
        monkeypatch.setattr(module, limit, 3)

        with pytest.raises(Refused) as refused:
            ask(EXAMPLE, questions, by=by, **DESIGN)

        assert refused.value.code == code
        monkeypatch.undo()


def test_nobody_in_any_domain_is_an_empty_answer() -> None:
    table = "w,g,x\n1,,2\n1,NA,3\n"

    found = ask(table, [("mean", "x"), ("quantile", "x:0.5")], by=["g"])

    assert (found.estimates, found.contrasts) == ((), ())


def test_a_domain_within_one_cluster_has_no_standard_error() -> None:
    found = ask(
        EXAMPLE,
        [("mean", "x"), ("ratio", "x/w"), ("quantile", "x:0.5"), ("total", "x")],
        by=["c"],
        **DESIGN,
    )

    lone = [each for each in found.estimates if each.domain == "c=a"]
    assert [(each.se is None, each.reason) for each in lone] == [
        (True, "one_cluster"),
        (True, "one_cluster"),
        (True, "one_cluster"),
        (False, None),
    ]
