"""Who may plan, hold and conclude a meeting, and which counts of people make sense."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import N_, Refused

ORGANISERS = (Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF)
"""Who plans, holds and concludes an activity at a place of theirs."""

OPEN_TO_ALL = ("interface_meeting", "forum", "grand_dialogue", "restitution")
"""Kinds that everybody is invited to. Where others gather and when, a consultation of women or of
displaced people, is for those who were asked."""

FURTHEST = timedelta(days=3653)
"""An action for a later day than in ten years would never be late, and so be forgotten."""


class TitleMissing(Refused):
    code = "activity_title_missing"
    text = N_("Give the meeting a title that people of the place will recognise.")


class AlreadyClosed(Refused):
    code = "activity_already_closed"
    text = N_("The report of this meeting is closed: its figures no longer change.")


class NotHeldYet(Refused):
    code = "activity_not_held_yet"
    text = N_("This day is still to come. Report the meeting once it has been held.")


class ActionMissing(Refused):
    code = "activity_action_missing"
    text = N_("Write what will be done, in a sentence that can be checked later.")


class DueDayHasPassed(Refused):
    code = "activity_due_day_has_passed"
    text = N_("The action is for a day to come. Choose a date after today.")


class DueDayTooFar(Refused):
    code = "activity_due_day_too_far"
    text = N_("The due date must be within ten years: nobody could ask about a later one.")


class OfficeNotHere(Refused):
    code = "activity_office_not_here"
    text = N_("Choose an office of this place, or of a level above it.")


def organises(actor: Actor, *, organisation: UUID | None, line: Collection[UUID]) -> bool:
    """Whether a meeting is the actor's to report and conclude: for programme staff of the place, and
    for those who work there for the organisation that planned it. One that was planned for no
    organisation is of all organisers of the place."""
    return any(
        post.role in ORGANISERS
        and (post.place is None or post.place in line)
        and (organisation is None or _is_for(post, organisation))
        for post in actor.posts
    )


def _is_for(post: Post, organisation: UUID) -> bool:
    return post.role is Role.PROGRAMME_STAFF or post.organisation == organisation


def check_title(title: str) -> None:
    """A meeting has a name."""
    if not title.strip():
        raise TitleMissing()


def check_open(*, is_closed: bool) -> None:
    """A closed report is fixed."""
    if is_closed:
        raise AlreadyClosed()


def check_begun(day: date, today: date) -> None:
    """What is reported or agreed has been held."""
    if day > today:
        raise NotHeldYet()


def check_agreed(action: str, *, due_on: date, today: date) -> None:
    """An agreed action says what, and by which day to come, within ten years."""
    if not action.strip():
        raise ActionMissing()
    if due_on <= today:
        raise DueDayHasPassed()
    if due_on - today > FURTHEST:
        raise DueDayTooFar()
