"""The states of a commitment and the steps between them: one table to show.

proposed → accepted → in progress → reported done → confirmed or contested → kept; or declined,
postponed (twice at most), broken. The office says what it does; citizens say whether it is done;
the programme settles.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

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
    COMPLETE = "complete"
    ACCEPT = "accept"
    DECLINE = "decline"
    AMEND = "amend"
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
    Step.COMPLETE: N_("The proposal was completed"),
    Step.ACCEPT: N_("The office has promised"),
    Step.DECLINE: N_("The office has declined"),
    Step.AMEND: N_("Something more is known"),
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
    (State.PROPOSED, Step.COMPLETE): State.PROPOSED,
    (State.PROPOSED, Step.ACCEPT): State.ACCEPTED,
    (State.PROPOSED, Step.DECLINE): State.DECLINED,
    (State.ACCEPTED, Step.AMEND): State.ACCEPTED,
    (State.ACCEPTED, Step.BEGIN): State.IN_PROGRESS,
    (State.ACCEPTED, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.ACCEPTED, Step.POSTPONE): State.POSTPONED,
    (State.ACCEPTED, Step.BREAK_OFF): State.BROKEN,
    (State.IN_PROGRESS, Step.AMEND): State.IN_PROGRESS,
    (State.IN_PROGRESS, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.IN_PROGRESS, Step.POSTPONE): State.POSTPONED,
    (State.IN_PROGRESS, Step.BREAK_OFF): State.BROKEN,
    (State.POSTPONED, Step.AMEND): State.POSTPONED,
    (State.POSTPONED, Step.BEGIN): State.IN_PROGRESS,
    (State.POSTPONED, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.POSTPONED, Step.POSTPONE): State.POSTPONED,
    (State.POSTPONED, Step.BREAK_OFF): State.BROKEN,
    (State.REPORTED_DONE, Step.CONFIRM): State.CONFIRMED,
    (State.REPORTED_DONE, Step.CONTEST): State.CONTESTED,
    # Others go and look as well.
    (State.CONFIRMED, Step.CONFIRM): State.CONFIRMED,
    # What worked on the day of the check may fail a week later.
    (State.CONFIRMED, Step.CONTEST): State.CONTESTED,
    (State.CONFIRMED, Step.KEEP): State.KEPT,
    # Those who find it done do not outvote those who found it is not: the office answers first.
    (State.CONTESTED, Step.CONFIRM): State.CONTESTED,
    (State.CONTESTED, Step.CONTEST): State.CONTESTED,
    (State.CONTESTED, Step.AMEND): State.CONTESTED,
    # A contested promise is worked on again, and reported and checked again.
    (State.CONTESTED, Step.BEGIN): State.IN_PROGRESS,
    (State.CONTESTED, Step.REPORT_DONE): State.REPORTED_DONE,
    (State.CONTESTED, Step.POSTPONE): State.POSTPONED,
    (State.CONTESTED, Step.BREAK_OFF): State.BROKEN,
}


class StepNotOpen(Refused):
    code = "commitment_step_not_open"
    text = N_("This step is not possible now. Read the promise again: it may have moved on.")


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
