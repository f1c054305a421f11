"""What has to be said with a step: an office, a day, a reason."""

from datetime import date, timedelta
from uuid import UUID

from benkan.apps.commitments.rules.states import Step
from benkan.apps.commitments.rules.takers import MOST_POSTPONEMENTS
from benkan.kit.refusals import N_, Refused

WITH_REASON = frozenset({Step.DECLINE, Step.AMEND, Step.POSTPONE, Step.BREAK_OFF})

FURTHEST = timedelta(days=3653)
"""A promise for a later day than in ten years would never be late, and so be forgotten."""


class OfficeMissing(Refused):
    code = "commitment_office_missing"
    text = N_("Say which office promises this: a promise without an office is nobody's.")


class PostponedEnough(Refused):
    code = "commitment_postponed_enough"
    text = N_(
        "It has been postponed %(times)s times already. Report it done, or speak to the programme."
    )


class DueDayHasPassed(Refused):
    code = "commitment_due_day_has_passed"
    text = N_("The due date must be after today. Choose a later day.")


class DueDayTooFar(Refused):
    code = "commitment_due_day_too_far"
    text = N_("The due date must be within ten years: nobody could ask about a later one.")


class NotLater(Refused):
    code = "commitment_not_later"
    text = N_("A postponement needs a date after the one promised. Choose a later day.")


class ReasonMissing(Refused):
    code = "commitment_reason_missing"
    text = N_("Give the reason in a sentence: citizens will read it.")


def check_office(office: UUID | None) -> UUID:
    """A commitment belongs to an office."""
    if office is None:
        raise OfficeMissing()
    return office


def check_due(due_on: date, today: date) -> None:
    """A promise is for a day to come that somebody will live to ask about."""
    if due_on <= today:
        raise DueDayHasPassed()
    if due_on - today > FURTHEST:
        raise DueDayTooFar()


def check_reason(step: Step, reason: str) -> None:
    """To decline, amend, postpone or break takes a reason."""
    if step in WITH_REASON and not reason.strip():
        raise ReasonMissing(step=step)


def check_postponement(*, due_on: date, new_due_on: date, postponements: int, today: date) -> None:
    """Twice at most, and to a later day that is still to come."""
    if postponements >= MOST_POSTPONEMENTS:
        raise PostponedEnough(times=postponements)
    check_due(new_due_on, today)
    if new_due_on <= due_on:
        raise NotLater()
