from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.commitments import rules
from benkan.apps.commitments.rules import SETTLED, Group, ProofKind, Shown, State, Step
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotAllowed, Refused

OFFICE, COUNCIL, PARTNER = UUID(int=1), UUID(int=2), UUID(int=3)
PLACE, ELSEWHERE = UUID(int=4), UUID(int=5)
TODAY = date(2026, 11, 3)

pytestmark = pytest.mark.fast

# The table as a reader of PROGRAMME §4 would write it: a row a state, what each step leads to.
TABLE = {
    "proposed": {"accept": "accepted", "decline": "declined"},
    "accepted": {
        "begin": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "in_progress": {
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "postponed": {
        "begin": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "reported_done": {"confirm": "confirmed", "contest": "contested"},
    "confirmed": {"contest": "contested", "keep": "kept"},
    "contested": {
        "begin": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "kept": {},
    "broken": {},
    "declined": {},
}


def actor(role: Role, *, place: UUID | None = PLACE, organisation: UUID | None = None) -> Actor:
    return Actor(UUID(int=9), (Post(role, organisation, place),))


HOLDER = Actor(UUID(int=9), (Post(Role.OFFICE_HOLDER, COUNCIL, PLACE, OFFICE),))


def may(step: Step, who: Actor) -> None:
    rules.check_may_take(step, who, office=OFFICE, organisation=COUNCIL, line={PLACE})


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_every_step_from_every_state_leads_where_the_table_says(state: State, step: Step) -> None:
    expected = TABLE[state].get(step)

    try:
        reached = str(rules.after(state, step))
    except rules.StepNotOpen:
        reached = None

    assert reached == expected


@given(st.lists(st.sampled_from(Step), max_size=60))
def test_nothing_is_kept_without_a_confirming_check_after_the_last_report(
    walk: list[Step],
) -> None:
    state, taken = State.PROPOSED, list[Step]()
    for step in walk:
        try:
            state = rules.after(state, step)
        except rules.StepNotOpen:
            continue
        taken.append(step)

    if state is State.KEPT:
        assert taken[-2:] == [Step.CONFIRM, Step.KEEP]
        assert taken[-3] is Step.REPORT_DONE


@given(st.lists(st.integers(-5, 40), max_size=12))
def test_a_promise_moves_twice_at_most_and_always_later(moves: list[int]) -> None:
    due_on, times, days = TODAY + timedelta(days=10), 0, [TODAY + timedelta(days=10)]
    for move in moves:
        asked = due_on + timedelta(days=move)
        try:
            rules.check_postponement(
                due_on=due_on, new_due_on=asked, postponements=times, today=TODAY
            )
        except Refused:
            continue
        due_on, times = asked, times + 1
        days.append(due_on)

    assert times <= 2
    assert days == sorted(set(days))


_OFFICE_STEPS = (Step.ACCEPT, Step.DECLINE, Step.BEGIN, Step.POSTPONE, Step.REPORT_DONE)
_CHECKS = (Step.CONFIRM, Step.CONTEST)
_SETTLING = (Step.KEEP, Step.BREAK_OFF)
_ALLOWED = {
    **{key: {Role.COORDINATOR, Role.PROGRAMME_STAFF} for key in _OFFICE_STEPS},
    **{key: {Role.COORDINATOR, Role.ANIMATOR, Role.PROGRAMME_STAFF} for key in _CHECKS},
    **{key: {Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER} for key in _SETTLING},
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("role", Role)
def test_each_step_is_for_the_roles_of_the_table(step: Step, role: Role) -> None:
    if role in _ALLOWED[step]:
        may(step, actor(role))
    else:
        with pytest.raises(NotAllowed):
            may(step, actor(role))


@pytest.mark.parametrize("step", Step)
def test_the_neighbour_is_refused_every_step(step: Step) -> None:
    for role in Role:
        with pytest.raises(NotAllowed):
            may(step, actor(role, place=ELSEWHERE))


@pytest.mark.parametrize("step", _OFFICE_STEPS)
def test_the_office_says_what_it_does(step: Step) -> None:
    may(step, HOLDER)


@pytest.mark.parametrize("step", _CHECKS + _SETTLING)
def test_the_office_never_judges_its_own_promise(step: Step) -> None:
    with pytest.raises(rules.CheckedByItself):
        may(step, HOLDER)


@pytest.mark.parametrize("step", _CHECKS + _SETTLING)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROGRAMME_STAFF])
def test_nor_does_anybody_of_its_organisation(step: Step, role: Role) -> None:
    with pytest.raises(rules.CheckedByItself):
        may(step, actor(role, organisation=COUNCIL))


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
    late = asked(State.IN_PROGRESS, postponements=2)
    checking = asked(State.REPORTED_DONE, postponements=0)

    assert offered == (Step.ACCEPT, Step.DECLINE)
    assert late == (Step.REPORT_DONE,)
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


@pytest.mark.parametrize("step", [Step.DECLINE, Step.POSTPONE, Step.BREAK_OFF])
def test_no_is_said_with_a_reason(step: Step) -> None:
    with pytest.raises(rules.ReasonMissing):
        rules.check_reason(step, "  ")


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


def test_settled_states_lead_nowhere() -> None:
    assert {state for state in State if not TABLE[state]} == SETTLED
