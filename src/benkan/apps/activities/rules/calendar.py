"""Planned against held: what became of a meeting that stood in the calendar, and how that changes."""

from datetime import date
from enum import StrEnum

from benkan.kit.refusals import N_, Refused


class Outcome(StrEnum):
    """What became of a planned meeting, as known on a day. Each meeting has exactly one."""

    HELD = "held"
    HELD_LATE = "held_late"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NOT_REPORTED = "not_reported"
    TO_COME = "to_come"

    @property
    def label(self) -> str:
        """The English words, to be translated where they are shown."""
        return _LABELS[self]

    @property
    def badge(self) -> str:
        """The state whose colour and sign it has."""
        return _BADGES[self]


_BADGES = {
    Outcome.HELD: "held",
    Outcome.HELD_LATE: "warning",
    Outcome.CANCELLED: "refused",
    Outcome.POSTPONED: "postponed",
    Outcome.NOT_REPORTED: "late",
    Outcome.TO_COME: "planned",
}
_LABELS = {
    Outcome.HELD: N_("Held on its day"),
    Outcome.HELD_LATE: N_("Held late"),
    Outcome.CANCELLED: N_("Cancelled"),
    Outcome.POSTPONED: N_("Postponed, still to come"),
    Outcome.NOT_REPORTED: N_("Not reported"),
    Outcome.TO_COME: N_("Still to come"),
}


class CancelledAlready(Refused):
    code = "activity_cancelled_already"
    text = N_("This meeting was cancelled. Plan another one, on another day or with another title.")


class ReasonMissing(Refused):
    code = "activity_reason_missing"
    text = N_("Say why in a sentence: those who were invited will ask.")


class DayNotLater(Refused):
    code = "activity_day_not_later"
    text = N_("Choose a day to come, other than the one it was planned for.")


def outcome(
    *,
    planned_on: date,
    first_planned_on: date | None,
    held_on: date | None,
    is_cancelled: bool,
    today: date,
) -> Outcome:
    """What became of a meeting; late is later than the day it was first planned for."""
    first = first_planned_on or planned_on
    if is_cancelled:
        return Outcome.CANCELLED
    if held_on is not None:
        return Outcome.HELD if held_on <= first else Outcome.HELD_LATE
    if planned_on < today:
        return Outcome.NOT_REPORTED
    return Outcome.POSTPONED if planned_on != first else Outcome.TO_COME


def check_not_cancelled(*, is_cancelled: bool) -> None:
    """What was cancelled is neither held nor put off."""
    if is_cancelled:
        raise CancelledAlready()


def check_reason(reason: str) -> None:
    """Whoever changes the calendar says why."""
    if not reason.strip():
        raise ReasonMissing()


def check_new_day(new: date, *, planned_on: date, today: date) -> None:
    """A meeting is put off to another day that is still to come."""
    if new <= today or new == planned_on:
        raise DayNotLater()
