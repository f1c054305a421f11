"""What is no sampling design is refused, with the line or the stratum."""

from typing import Any

import pytest

from benkan.methods.refusals import Refused
from tests.methods.survey.asking import ask

HEAD = "w,s,c,f,x\n"
GOOD = HEAD + "1,n,1,9,2\n1,n,2,9,3\n1,m,3,9,4\n1,m,4,9,5\n"
DESIGN: dict[str, Any] = {"strata": "s", "clusters": ["c"], "populations": ["f"]}


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        (GOOD + "0,n,1,9,2\n", "weight_not_positive", {"line": 6, "found": "0"}),
        (GOOD + "-1.5,n,1,9,2\n", "weight_not_positive", {"line": 6, "found": "-1.5"}),
        (GOOD + "NA,n,1,9,2\n", "design_cell_missing", {"line": 6, "column": "w"}),
        (GOOD + "1,,1,9,2\n", "design_cell_missing", {"line": 6, "column": "s"}),
        (GOOD + "1,n,NA,9,2\n", "design_cell_missing", {"line": 6, "column": "c"}),
        (GOOD + "1,n,1,,2\n", "design_cell_missing", {"line": 6, "column": "f"}),
        (
            GOOD + "1,m,1,9,2\n",
            "cluster_in_two_strata",
            {"line": 6, "cluster": "1", "stratum": "m", "other": "n"},
        ),
        (GOOD + "1,n,1,8,2\n", "population_varies", {"line": 6, "found": "8", "other": "9"}),
        (
            GOOD.replace(",9,", ",1,"),
            "population_too_small_there",
            {"where": "s=m", "population": "1", "sample": 2},
        ),
        (GOOD + "1,o,7,9,2\n", "single_cluster", {"where": "s=o"}),
        (HEAD + "1,n,1,9,2\n1,m,2,9,3\n", "no_degrees_of_freedom", {"clusters": 2, "strata": 2}),
    ],
    ids=lambda value: repr(value)[-24:],
)
def test_what_is_no_design_is_refused(text: str, code: str, details: dict[str, Any]) -> None:
    centres = code == "no_degrees_of_freedom"
    with pytest.raises(Refused) as refused:
        ask(text, [("mean", "x")], **DESIGN, centres_single=centres)

    assert refused.value.code == code
    assert {key: refused.value.details[key] for key in details} == details


def test_people_drawn_one_by_one_are_counted_against_the_population() -> None:
    with pytest.raises(Refused) as refused:
        ask("w,f,x\n1,2,1\n1,2,2\n1,2,3\n", [("mean", "x")], populations=["f"])

    assert refused.value.code == "population_too_small"
    assert refused.value.details["sample"] == 3


def test_more_counts_than_stages_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        ask(GOOD, [("mean", "x")], strata="s", clusters=["c"], populations=["f", "w"])

    assert refused.value.code == "stages_differ"


def test_clusters_may_be_numbered_anew_in_each_stratum() -> None:
    anew = "w,s,c,x\n1,n,1,2\n1,n,2,3\n1,m,1,4\n1,m,2,5\n"

    answers = ask(anew, [("mean", "x")], strata="s", clusters=["c"], is_nested=True)

    assert (answers.design.clusters, answers.design.strata, answers.design.df) == (4, 2, 2)


def test_a_single_cluster_is_centred_only_on_request_and_named() -> None:
    text = GOOD + "1,o,7,9,2\n"

    answers = ask(text, [("mean", "x")], strata="s", clusters=["c"], centres_single=True)

    assert answers.design.centred_strata == ("s=o",)
    assert answers.estimates[0].df == 2


def test_a_stratum_drawn_completely_adds_no_variance_and_is_told() -> None:
    text = HEAD + "1,n,1,1,2\n1,m,3,9,4\n1,m,4,9,5\n"

    answers = ask(text, [("mean", "x")], strata="s", clusters=["c"], populations=["f"])

    assert answers.design.certain_strata == ("n",)
    assert answers.design.centred_strata == ()
