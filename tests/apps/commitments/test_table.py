"""The rules of a commitment as one table, and what holds on every way through it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.commitments import rules
from benkan.apps.commitments.rules import SETTLED, State, Step
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotAllowed, Refused

pytestmark = [pytest.mark.fast, pytest.mark.plain]

OFFICE, COUNCIL, PARTNER = UUID(int=1), UUID(int=2), UUID(int=3)
PLACE, ELSEWHERE, SOMEBODY = UUID(int=4), UUID(int=5), UUID(int=9)
TODAY = date(2026, 11, 3)

# PROGRAMME §4 as its reader would write it: a row a state, what each step leads to.
LEADS = {
    "proposed": {"complete": "proposed", "accept": "accepted", "decline": "declined"},
    "accepted": {
        "amend": "accepted",
        "begin": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "in_progress": {
        "amend": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "postponed": {
        "amend": "postponed",
        "begin": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "break_off": "broken",
    },
    "reported_done": {"confirm": "confirmed", "contest": "contested"},
    "confirmed": {"confirm": "confirmed", "contest": "contested", "keep": "kept"},
    "contested": {
        "amend": "contested",
        "begin": "in_progress",
        "postpone": "postponed",
        "report_done": "reported_done",
        "confirm": "contested",
        "contest": "contested",
        "break_off": "broken",
    },
    "kept": {},
    "broken": {},
    "declined": {},
}

NOTED = {"the office", "staff", "staff of its council", "coordinator", "coordinator of its council"}
CHECKS = {"staff", "coordinator", "animator"}
WRITES = {"staff", "coordinator", "animator"}
OF_COUNCIL = {"staff of its council", "coordinator of its council", "animator of its council"}
SETTLES = {"staff", "monitoring officer"}

# Who may take each step: the office or those who note its word, those who write, check, settle.
TAKES = {
    "complete": WRITES | OF_COUNCIL,
    "accept": NOTED,
    "decline": NOTED,
    "amend": NOTED,
    "begin": NOTED,
    "postpone": NOTED,
    "report_done": NOTED,
    "confirm": CHECKS,
    "contest": CHECKS,
    "keep": SETTLES,
    "break_off": SETTLES,
}

# Who judges never is of those who are judged: that is said, where others are only not allowed.
JUDGED = {"the office"} | OF_COUNCIL | {"monitoring officer of its council"}
JUDGING = {"confirm", "contest", "keep", "break_off"}


def _who() -> dict[str, Actor]:
    def at(role: Role, organisation: UUID | None, place: UUID = PLACE) -> Actor:
        return Actor(SOMEBODY, (Post(role, organisation, place),))

    named = {
        "administrator": Role.ADMINISTRATOR,
        "staff": Role.PROGRAMME_STAFF,
        "monitoring officer": Role.MONITORING_OFFICER,
        "coordinator": Role.COORDINATOR,
        "animator": Role.ANIMATOR,
    }
    return {
        "the office": Actor(SOMEBODY, (Post(Role.OFFICE_HOLDER, COUNCIL, PLACE, OFFICE),)),
        "the next office": Actor(SOMEBODY, (Post(Role.OFFICE_HOLDER, None, PLACE, UUID(int=8)),)),
        "a stranger": Actor(),
        **{name: at(role, PARTNER) for name, role in named.items()},
        **{f"{name} of its council": at(role, COUNCIL) for name, role in named.items()},
        **{f"{name} next door": at(role, PARTNER, ELSEWHERE) for name, role in named.items()},
    }


def _takes(state: State, step: Step, who: Actor) -> str:
    try:
        rules.check_may_take(step, who, office=OFFICE, organisation=COUNCIL, line={PLACE})
        return rules.after(state, step)
    except Refused as refused:
        return refused.code


def _expected(state: State, step: Step, name: str) -> str:
    if name in TAKES[step]:
        return LEADS[state].get(step, rules.StepNotOpen.code)
    judges_itself = step in JUDGING and (name in JUDGED or name == "administrator of its council")
    return rules.CheckedByItself.code if judges_itself else NotAllowed.code


def test_each_step_of_each_state_by_each_person_is_as_the_table_says() -> None:
    everybody = _who()
    asked = [(state, step, name) for state in State for step in Step for name in everybody]

    found = {(s, t, name): _takes(s, t, everybody[name]) for s, t, name in asked}

    assert found == {(s, t, name): _expected(s, t, name) for s, t, name in asked}


def test_what_is_offered_is_what_can_be_taken() -> None:
    for name, who in _who().items():
        for state in State:
            offered = rules.open_steps(
                state, who, office=OFFICE, organisation=COUNCIL, line={PLACE}, postponements=0
            )
            assert set(offered) == {s for s in LEADS[state] if name in TAKES[s]}


def test_a_reason_is_asked_where_somebody_says_no_later_or_otherwise() -> None:
    def asks(step: Step) -> bool:
        try:
            rules.check_reason(step, "  ")
        except rules.ReasonMissing:
            return True
        return False

    assert {step for step in Step if asks(step)} == {"decline", "amend", "postpone", "break_off"}


@dataclass
class Promise:
    """A commitment on its way, by the rules alone."""

    state: State = State.PROPOSED
    due_on: date = TODAY + timedelta(days=10)
    postponements: int = 0

    def take(self, step: Step, later: int) -> bool:
        try:
            state = rules.after(self.state, step)
            if step is Step.POSTPONE:
                new = self.due_on + timedelta(days=later)
                rules.check_postponement(
                    due_on=self.due_on,
                    new_due_on=new,
                    postponements=self.postponements,
                    today=TODAY,
                )
                self.due_on, self.postponements = new, self.postponements + 1
        except Refused:
            return False
        self.state = state
        return True


@given(st.lists(st.tuples(st.sampled_from(Step), st.integers(-5, 40)), max_size=80))
def test_every_way_stays_legal(walk: list[tuple[Step, int]]) -> None:
    promise, taken, days = Promise(), list[Step](), [TODAY + timedelta(days=10)]
    for step, later in walk:
        before = promise.state
        if promise.take(step, later):
            taken.append(step)
            days += [promise.due_on] if step is Step.POSTPONE else []
            assert promise.state == LEADS[before][step]
            assert before not in SETTLED, "what is settled is final"

    assert promise.postponements <= 2
    assert days == sorted(set(days)), "another day is a later one"
    if promise.state is State.KEPT:
        since = taken[len(taken) - taken[::-1].index(Step.REPORT_DONE) :]
        assert Step.CONFIRM in since
        assert Step.CONTEST not in since


def test_settled_states_lead_nowhere() -> None:
    assert {state for state in State if not LEADS[state]} == SETTLED
