"""The states of a commitment, the steps between them, and who may take which: tables to show.

proposed → accepted → in progress → reported done → confirmed or contested → kept; or declined,
postponed (twice at most), broken. The office says what it does; citizens say whether it is done;
the programme settles. Nobody checks their own promise.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from benkan.kit.actor import Actor, Role, require
from benkan.kit.refusals import N_, Refused


class State(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    POSTPONED = "postponed"
    REPORTED_DONE = "reported_done"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    KEPT = "kept"
    BROKEN = "broken"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _STATE_LABELS[self]


class Step(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    BEGIN = "begin"
    POSTPONE = "postpone"
    REPORT_DONE = "report_done"
    CONFIRM = "confirm"
    CONTEST = "contest"
    KEEP = "keep"
    BREAK_OFF = "break_off"

    @property
    def label(self) -> str:
        """What happened, in English, to be translated where it is shown."""
        return _STEP_LABELS[self]


_STATE_LABELS = {
    State.PROPOSED: N_("Awaiting an answer"),
    State.ACCEPTED: N_("Promised"),
    State.IN_PROGRESS: N_("Under way"),
    State.POSTPONED: N_("Postponed"),
    State.REPORTED_DONE: N_("Reported done, to be checked"),
    State.CONFIRMED: N_("Confirmed by citizens"),
    State.CONTESTED: N_("Contested by citizens"),
    State.KEPT: N_("Kept"),
    State.BROKEN: N_("Not kept"),
    State.DECLINED: N_("Declined"),
}

_STEP_LABELS = {
    Step.ACCEPT: N_("The office has promised"),
    Step.DECLINE: N_("The office has declined"),
    Step.BEGIN: N_("Work has begun"),
    Step.POSTPONE: N_("Postponed"),
    Step.REPORT_DONE: N_("The office says that it is done"),
    Step.CONFIRM: N_("Citizens went to look: it is done"),
    Step.CONTEST: N_("Citizens went to look: it is not done"),
    Step.KEEP: N_("The promise is kept"),
    Step.BREAK_OFF: N_("The promise was not kept"),
}


SETTLED = frozenset({State.KEPT, State.BROKEN, State.DECLINED})
"""Nothing follows these."""

TO_DO = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.POSTPONED, State.CONTESTED})
"""The office has promised and has work to do."""

NEXT: dict[tuple[State, Step], State] = {
    (State.PROPOSED, Step.ACCEPT): State.ACCEPTED,
    (State.PROPOSED, Step.DECLINE): State.DECLINED,
    (State.ACCEPTED, Step.BEGIN): State.IN_PROGRESS,
    (State.ACCEPTED, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.ACCEPTED, Step.POSTPONE): State.POSTPONED,
    (State.ACCEPTED, Step.BREAK_OFF): State.BROKEN,
    (State.IN_PROGRESS, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.IN_PROGRESS, Step.POSTPONE): State.POSTPONED,
    (State.IN_PROGRESS, Step.BREAK_OFF): State.BROKEN,
    (State.POSTPONED, Step.BEGIN): State.IN_PROGRESS,
    (State.POSTPONED, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.POSTPONED, Step.POSTPONE): State.POSTPONED,
    (State.POSTPONED, Step.BREAK_OFF): State.BROKEN,
    (State.REPORTED_DONE, Step.CONFIRM): State.CONFIRMED,
    (State.REPORTED_DONE, Step.CONTEST): State.CONTESTED,
    # What worked on the day of the check may fail a week later.
    (State.CONFIRMED, Step.CONTEST): State.CONTESTED,
    (State.CONFIRMED, Step.KEEP): State.KEPT,
    # A contested promise is worked on again, and reported and checked again.
    (State.CONTESTED, Step.BEGIN): State.IN_PROGRESS,
    (State.CONTESTED, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.CONTESTED, Step.POSTPONE): State.POSTPONED,
    (State.CONTESTED, Step.BREAK_OFF): State.BROKEN,
}


@dataclass(frozen=True)
class Takers:
    """Who may take a step: roles at the place, the office itself or not, the office's own
    organisation or not."""

    roles: tuple[Role, ...]
    office: bool
    own_organisation: bool


_OFFICE_OR_NOTED = Takers(
    (Role.COORDINATOR, Role.PROGRAMME_STAFF), office=True, own_organisation=True
)
_CHECKED = Takers(
    (Role.COORDINATOR, Role.ANIMATOR, Role.PROGRAMME_STAFF), office=False, own_organisation=False
)
_SETTLED_BY = Takers(
    (Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER), office=False, own_organisation=False
)

TAKERS: dict[Step, Takers] = {
    Step.ACCEPT: _OFFICE_OR_NOTED,
    Step.DECLINE: _OFFICE_OR_NOTED,
    Step.BEGIN: _OFFICE_OR_NOTED,
    Step.POSTPONE: _OFFICE_OR_NOTED,
    Step.REPORT_DONE: _OFFICE_OR_NOTED,
    Step.CONFIRM: _CHECKED,
    Step.CONTEST: _CHECKED,
    Step.KEEP: _SETTLED_BY,
    Step.BREAK_OFF: _SETTLED_BY,
}

WITH_REASON = frozenset({Step.DECLINE, Step.POSTPONE, Step.BREAK_OFF})
MOST_POSTPONEMENTS = 2

PROPOSERS = (Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF)
"""Who may write down a promise that no meeting of ours agreed on."""


class Group(StrEnum):
    """Who went to look: groups, never names."""

    WOMEN = "women"
    MEN = "men"
    YOUNG = "young"
    OLDER = "older"
    DISABILITY = "disability"
    DISPLACED = "displaced"
    USERS = "users"
    COMMITTEE = "committee"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    Group.WOMEN: N_("Women"),
    Group.MEN: N_("Men"),
    Group.YOUNG: N_("Young people"),
    Group.OLDER: N_("Elders"),
    Group.DISABILITY: N_("People with a disability"),
    Group.DISPLACED: N_("Displaced people"),
    Group.USERS: N_("Users of the service"),
    Group.COMMITTEE: N_("Health, school or water committee"),
}


class StepNotOpen(Refused):
    code = "commitment_step_not_open"
    text = N_("This step is not possible now. Read the promise again: it may have moved on.")


class OfficeMissing(Refused):
    code = "commitment_office_missing"
    text = N_("Say which office promises this: a promise without an office is nobody's.")


class CheckedByItself(Refused):
    code = "commitment_checked_by_itself"
    text = N_(
        "The office that promised, and its organisation, cannot judge the promise. "
        "Ask a partner organisation or the programme to record it."
    )


class SameHands(Refused):
    """One person cannot say that it is done, see that it is done, and declare it kept."""

    code = "commitment_same_hands"
    text = N_("You took the step before this one yourself: ask a colleague to take this one.")


class ProofMissing(Refused):
    code = "commitment_proof_missing"
    text = N_(
        "Add a photo, a document or a recording, or write in the note how much was done, in numbers."
    )


class PostponedEnough(Refused):
    code = "commitment_postponed_enough"
    text = N_(
        "It has been postponed %(times)s times already. Report it done, or speak to the programme."
    )


class DueDayHasPassed(Refused):
    code = "commitment_due_day_has_passed"
    text = N_("The due date must be after today. Choose a later day.")


class NotLater(Refused):
    code = "commitment_not_later"
    text = N_("A postponement needs a date after the one promised. Choose a later day.")


class ReasonMissing(Refused):
    code = "commitment_reason_missing"
    text = N_("Give the reason in a sentence: citizens will read it.")


class CheckIncomplete(Refused):
    code = "commitment_check_incomplete"
    text = N_("Say which groups went to look, how many people, and what they found.")


def after(state: State, step: Step) -> State:
    """The state that a step leads to."""
    try:
        return NEXT[state, step]
    except KeyError:
        raise StepNotOpen(state=state, step=step) from None


def number_shown(number: int) -> str:
    """The number as it is written and spoken.

    >>> number_shown(17)
    'E-017'
    """
    return f"E-{number:03}"


def is_late(state: State, due_on: date, today: date) -> bool:
    """Whether an office that has promised has let the day go by without reporting."""
    return state in TO_DO and due_on < today


def outcome_of(states: Collection[State]) -> State | None:
    """What came of several promises together: kept when all that were made are kept, broken when one
    was broken; None while one is open, or when the office declined them all."""
    made = [state for state in states if state is not State.DECLINED]
    if not made or any(state not in SETTLED for state in made):
        return None
    return State.KEPT if set(made) == {State.KEPT} else State.BROKEN


OTHER_HANDS: dict[Step, Step] = {
    Step.CONFIRM: Step.REPORT_DONE,
    Step.KEEP: Step.CONFIRM,
}
"""A step and the one before it that somebody else must have taken."""


def check_other_hands(
    step: Step, account: UUID | None, taken_by: Mapping[Step, UUID | None]
) -> None:
    """`taken_by`: who took each step last."""
    before = OTHER_HANDS.get(step)
    if before is not None and account is not None and taken_by.get(before) == account:
        raise SameHands()


def check_office(office: UUID | None) -> UUID:
    """A commitment belongs to an office."""
    if office is None:
        raise OfficeMissing()
    return office


def check_due(due_on: date, today: date) -> None:
    """A promise is for a day to come."""
    if due_on <= today:
        raise DueDayHasPassed()


def check_may_take(
    step: Step, actor: Actor, *, office: UUID, organisation: UUID | None, line: Collection[UUID]
) -> None:
    """Refuse an actor whom the table does not name, at the commitment's place."""
    takers = TAKERS[step]
    if takers.office and actor.sits_in(office):
        return
    if not takers.own_organisation and _is_of(actor, office, organisation):
        raise CheckedByItself()
    require(actor, *takers.roles, line=line)


def _is_of(actor: Actor, office: UUID, organisation: UUID | None) -> bool:
    return actor.sits_in(office) or any(
        organisation is not None and post.organisation == organisation for post in actor.posts
    )


def check_reason(step: Step, reason: str) -> None:
    """To decline, postpone or break takes a reason."""
    if step in WITH_REASON and not reason.strip():
        raise ReasonMissing(step=step)


def check_postponement(*, due_on: date, new_due_on: date, postponements: int, today: date) -> None:
    """Twice at most, and to a later day that is still to come."""
    if postponements >= MOST_POSTPONEMENTS:
        raise PostponedEnough(times=postponements)
    check_due(new_due_on, today)
    if new_due_on <= due_on:
        raise NotLater()


def check_proof(*, has_file: bool, note: str) -> None:
    """Something to see or hear, or a count in the note."""
    if not has_file and not any(letter.isdigit() for letter in note):
        raise ProofMissing()


def check_findings(groups: Sequence[str], people: int, finding: str) -> tuple[Group, ...]:
    """The groups that went to look, once each; refused when the check says too little."""
    known = [group for group in Group if group in set(groups)]
    if not known or len(known) != len(set(groups)) or people < 1 or not finding.strip():
        raise CheckIncomplete()
    return tuple(known)


def open_steps(
    state: State,
    actor: Actor,
    *,
    office: UUID,
    organisation: UUID | None,
    line: Collection[UUID],
    postponements: int,
) -> tuple[Step, ...]:
    """The steps that this actor could take now, in the order of the table."""
    return tuple(
        step
        for step in Step
        if (state, step) in NEXT
        and not (step is Step.POSTPONE and postponements >= MOST_POSTPONEMENTS)
        and _may_take(step, actor, office=office, organisation=organisation, line=line)
    )


def _may_take(
    step: Step, actor: Actor, *, office: UUID, organisation: UUID | None, line: Collection[UUID]
) -> bool:
    try:
        check_may_take(step, actor, office=office, organisation=organisation, line=line)
    except Refused:
        return False
    return True
