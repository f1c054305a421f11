"""Which kind of meeting asks what."""

from dataclasses import fields
from typing import Any

import pytest

from benkan.apps.activities.rules import kinds
from benkan.apps.activities.rules.kinds import ASKED, FACTS, Kind
from benkan.kit.refusals import Refused

pytestmark = pytest.mark.fast


@pytest.mark.parametrize("kind", Kind)
def test_the_class_of_a_kind_has_just_what_the_table_asks(kind: Kind) -> None:
    assert {field.name for field in fields(FACTS[kind])} == {one.name for one in ASKED[kind]}


def test_what_was_said_comes_out_typed_and_what_was_not_is_none() -> None:
    told: dict[str, Any] = {"theme": "L’eau", "panel": {"female": 2, "male": 3}, "broadcast": False}

    assert kinds.facts_of("grand_dialogue", told) == kinds.Dialogue(
        theme="L’eau", panel={"female": 2, "male": 3}, broadcast=False, radio=None
    )
    assert kinds.facts_of("restitution", {"languages": ["bm", "fr"]}) == kinds.Restitution(
        languages=("bm", "fr")
    )


@pytest.mark.parametrize(
    ("kind", "told", "refusal"),
    [
        ("forum", {"radio": "Kayira"}, kinds.NotAskedHere),
        ("framework", {"members": {"mayors": 2}}, kinds.AnswerNotPossible),
        ("framework", {"session": True}, kinds.AnswerNotPossible),
        ("framework", {"session": -1}, kinds.NumberNotPossible),
        ("restitution", {"body": "parliament"}, kinds.AnswerNotPossible),
        ("training", {"before": {"took": 8, "passed": 9}}, kinds.MorePassedThanTook),
    ],
)
def test_what_a_kind_does_not_ask_or_cannot_be_is_refused(
    kind: str, told: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        kinds.check_told(kind, told)


@pytest.mark.parametrize(
    ("told", "owed"),
    [
        ({}, ["panel", "broadcast"]),
        ({"broadcast": True}, ["panel", "radio"]),
        ({"broadcast": False, "panel": {"female": 0, "male": 2}}, []),
    ],
)
def test_a_report_owes_what_was_not_said_and_a_radio_only_of_a_broadcast(
    told: dict[str, Any], owed: list[str]
) -> None:
    assert [one.name for one in kinds.missing("grand_dialogue", told)] == owed


def test_completing_fills_gaps_and_changes_nothing_that_was_said() -> None:
    after = kinds.completed("training", {"sessions": 3}, {"sessions": 9, "after": {"took": 7}})

    assert after == {"sessions": 3, "after": {"took": 7}}
