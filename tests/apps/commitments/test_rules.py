from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.commitments import rules
from benkan.apps.commitments.rules import Group, ProofKind, Shown, State, Step
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import Refused

OFFICE, COUNCIL, PARTNER = UUID(int=1), UUID(int=2), UUID(int=3)
PLACE, ELSEWHERE = UUID(int=4), UUID(int=5)
TODAY = date(2026, 11, 3)

pytestmark = pytest.mark.fast


def actor(role: Role, *, place: UUID | None = PLACE, organisation: UUID | None = None) -> Actor:
    return Actor(UUID(int=9), (Post(role, organisation, place),))


HOLDER = Actor(UUID(int=9), (Post(Role.OFFICE_HOLDER, COUNCIL, PLACE, OFFICE),))


def may(step: Step, who: Actor) -> None:
    rules.check_may_take(step, who, office=OFFICE, organisation=COUNCIL, line={PLACE})


def test_staff_who_also_hold_the_office_are_the_office() -> None:
    both = Actor(
        UUID(int=9),
        (Post(Role.PROGRAMME_STAFF), Post(Role.OFFICE_HOLDER, COUNCIL, PLACE, OFFICE)),
    )

    with pytest.raises(rules.CheckedByItself):
        may(Step.CONFIRM, both)


def test_only_the_steps_open_to_a_reader_are_offered() -> None:
    asked = partial(
        rules.open_steps, actor=HOLDER, office=OFFICE, organisation=COUNCIL, line={PLACE}
    )

    offered = asked(State.PROPOSED, postponements=0)
    worked_on = asked(State.IN_PROGRESS, postponements=2)
    checking = asked(State.REPORTED_DONE, postponements=0)

    assert offered == (Step.ACCEPT, Step.DECLINE)
    assert worked_on == (Step.AMEND, Step.REPORT_DONE)
    assert checking == ()


@pytest.mark.parametrize(
    ("state", "due_on", "late"),
    [
        (State.ACCEPTED, TODAY, False),
        (State.ACCEPTED, TODAY - timedelta(days=1), True),
        (State.PROPOSED, TODAY - timedelta(days=1), False),
        (State.CONTESTED, TODAY - timedelta(days=1), True),
        (State.REPORTED_DONE, TODAY - timedelta(days=1), False),
        (State.KEPT, TODAY - timedelta(days=1), False),
    ],
)
def test_late_is_a_promise_not_reported_after_its_day(
    state: State, due_on: date, late: bool
) -> None:
    assert rules.is_late(state, due_on, TODAY) == late


def test_a_commitment_without_an_office_is_nobodys() -> None:
    with pytest.raises(rules.OfficeMissing):
        rules.check_office(None)


@pytest.mark.parametrize("days", [0, -1])
def test_a_promise_is_for_a_day_to_come(days: int) -> None:
    with pytest.raises(rules.DueDayHasPassed):
        rules.check_due(TODAY + timedelta(days=days), TODAY)


def test_a_promise_is_not_for_a_day_that_nobody_will_ask_about() -> None:
    with pytest.raises(rules.DueDayTooFar):
        rules.check_due(date.max, TODAY)
    with pytest.raises(rules.DueDayTooFar):
        rules.check_postponement(due_on=TODAY, new_due_on=date.max, postponements=0, today=TODAY)


PHOTO = Shown(ProofKind.PHOTO, content=b"x")


def count(quantity: int | None, unit: str, planned: int | None = None) -> Shown:
    numbers = [None if n is None else Decimal(n) for n in (quantity, planned)]
    return Shown(ProofKind.COUNT, quantity=numbers[0], planned=numbers[1], unit=unit)


@pytest.mark.parametrize(
    ("proofs", "refusal"),
    [
        ([PHOTO], None),
        ([count(2, "pompes", 3)], None),
        ([PHOTO, count(2, "pompes")], None),
        ([], rules.ProofMissing),
        ([Shown(ProofKind.DOCUMENT)], rules.ProofMissing),
        ([count(2, " ")], rules.CountIncomplete),
        ([PHOTO, count(None, "pompes")], rules.CountIncomplete),
        ([count(0, "pompes", 3)], rules.CountIncomplete),
        ([count(2, "pompes", 0)], rules.CountIncomplete),
    ],
)
def test_a_report_brings_something_to_see_or_a_count_with_its_unit(
    proofs: list[Shown], refusal: type[Refused] | None
) -> None:
    found = None
    try:
        rules.check_proofs(proofs)
    except Refused as refused:
        found = type(refused)

    assert found is refusal


@pytest.mark.parametrize(
    ("groups", "people", "finding", "refusal"),
    [
        ({}, 3, "ok", rules.CheckIncomplete),
        ({"women": 0}, 3, "ok", rules.CheckIncomplete),
        ({"women": 3}, 3, " ", rules.CheckIncomplete),
        ({"women": 3, "Awa": 1}, 3, "ok", rules.CheckIncomplete),
        ({"women": 4}, 3, "ok", rules.GroupLargerThanAll),
    ],
)
def test_a_check_says_which_groups_how_many_and_what(
    groups: dict[str, int], people: int, finding: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        rules.check_findings(groups, people, finding)


def test_somebody_may_be_of_two_groups() -> None:
    found = rules.check_findings({"young": 7, "women": 9}, 12, "L’eau coule.")

    assert found == {Group.WOMEN: 9, Group.YOUNG: 7}


@given(st.dictionaries(st.sampled_from(Group), st.integers(1, 30)), st.integers(1, 60))
def test_no_group_of_few_is_told_nor_can_be_found_by_taking_away(
    groups: dict[Group, int], people: int
) -> None:
    told = rules.lookers_told(groups, people)

    assert told.groups == {group: n for group, n in groups.items() if n >= 5}
    assert told.hides_some == (told.groups != groups)
    if told.people is not None:
        assert people >= 5
        assert not told.hides_some
        assert not {people - n for n in told.groups.values()} & {1, 2, 3, 4}
