"""What a barometer decides without looking at a row."""

from decimal import Decimal

import pytest

from benkan.apps.assessments.rules.local_indicators import (
    EndsAlike,
    EndsMissing,
    LocalIndicator,
    WeightWrong,
    check_local,
    next_code,
)
from benkan.apps.assessments.rules.restitution import may_show_groups
from benkan.apps.assessments.rules.scales import OutsideScale, Scale
from benkan.apps.assessments.rules.versions_compared import ASPECTS, Told, What, differences
from benkan.kit.refusals import Refused

pytestmark = pytest.mark.plain


@pytest.mark.parametrize(
    ("people", "agreed", "shown"),
    [
        ({"a": 5, "b": 9}, {"a", "b"}, True),
        ({"a": 4, "b": 9}, {"a", "b"}, False),
        ({"a": None, "b": 9}, {"a", "b"}, False),
        ({"a": 5, "b": 9}, {"a"}, False),
        ({}, set(), False),
    ],
)
def test_groups_hang_on_a_wall_all_or_none(
    people: dict[str, int | None], agreed: set[str], shown: bool
) -> None:
    assert may_show_groups(people, agreed) is shown


@pytest.mark.parametrize(
    ("scale", "worst", "best", "weight", "refusal"),
    [
        (Scale.COUNT, None, 4, 1, EndsMissing),
        (Scale.COUNT, 4, 4, 1, EndsAlike),
        (Scale.PERCENT, 0, 101, 1, OutsideScale),
        (Scale.COUNT, -1, 4, 1, OutsideScale),
        (Scale.YES_NO, None, None, 0, WeightWrong),
        (Scale.YES_NO, None, None, 11, WeightWrong),
    ],
)
def test_a_local_question_without_two_ends_or_weight_is_refused(
    scale: Scale, worst: int | None, best: int | None, weight: int, refusal: type[Refused]
) -> None:
    told = LocalIndicator(
        label={"fr": "Marché"},
        question={"fr": "Combien ?"},
        scale=scale,
        worst=None if worst is None else Decimal(worst),
        best=None if best is None else Decimal(best),
        weight=Decimal(weight),
    )

    with pytest.raises(refusal):
        check_local(told)


def test_words_may_be_mended_and_the_ruler_stays() -> None:
    def told(code: str, **said: str) -> Told:
        return Told(code, code, is_local=True, aspects={**dict.fromkeys(ASPECTS, ""), **said})

    before = [told("A1a", question="Propre"), told("A1-L1", weight="1"), told("A1-L2")]
    after = [told("A1a", question="Propre ?"), told("A1-L1", weight="2"), told("A1-L3")]
    found = {one.code: (one.what, one.is_of_ruler) for one in differences(before, after)}

    assert found == {
        "A1a": (What.CHANGED, False),
        "A1-L1": (What.CHANGED, True),
        "A1-L3": (What.ADDED, True),
        "A1-L2": (What.REMOVED, True),
    }
    assert differences(after, after) == []
    assert next_code("A1", frozenset({"A1a", "A1-L1", "A1-L3", "A10-L7"})) == "A1-L4"
