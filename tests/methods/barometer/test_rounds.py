"""Change is given only where two rounds can be compared."""

from fractions import Fraction

import pytest

from benkan.methods.barometer.wrong_scores import RoundMissing
from tests.methods.barometer.make import result_of

HEADING = "leaf,group,value,round,model_version"


def test_a_change_is_the_later_score_less_the_earlier() -> None:
    result = result_of(
        "pump,women,4,1,2026-1", "pump,women,7,2,2026-1", "pump,women,9,10,", heading=HEADING
    )

    assert result.round == "10"
    assert {change.node: change.size for change in result.changes} == {
        "index": Fraction(1, 5),
        "water": Fraction(1, 5),
        "pump": Fraction(1, 5),
        "minutes": None,
        "school": None,
        "teacher": None,
    }


def test_no_change_is_given_where_other_leaves_were_scored() -> None:
    result = result_of(
        "pump,women,4,1", "pump,women,7,2", "teacher,women,3,2", heading="leaf,group,value,round"
    )

    changes = {change.node: change for change in result.changes}
    assert changes["water"].size == Fraction(3, 10)
    assert (changes["index"].size, changes["index"].reason) == (None, "other_leaves")
    assert changes["index"].leaves == ("teacher",)


def test_no_change_is_given_from_another_version_of_the_model() -> None:
    result = result_of("gone,women,4,1,2025-1", "pump,women,7,2,2026-1", heading=HEADING)

    assert {change.reason for change in result.changes} == {"other_model"}
    assert {change.size for change in result.changes} == {None}


def test_a_round_can_be_chosen_and_one_that_is_not_there_is_refused() -> None:
    rows = ("pump,women,4,may", "pump,women,7,nov")
    heading = "leaf,group,value,round"

    assert result_of(*rows, heading=heading, of="may").index.score == Fraction(2, 5)
    with pytest.raises(RoundMissing):
        result_of(*rows, heading=heading, of="june")
