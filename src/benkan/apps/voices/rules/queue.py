"""Whose turn it is at the desk, and how long is too long."""

from datetime import datetime, timedelta
from enum import IntEnum

from benkan.apps.voices.rules.states import State


class Turn(IntEnum):
    """Where a case stands in the queue: new ones first, then what is under way, then what is done."""

    NEW = 0
    UNDER_WAY = 1
    DONE = 2


TURNS = {
    State.NEW: Turn.NEW,
    State.ACCEPTED: Turn.UNDER_WAY,
    State.GROUPED: Turn.UNDER_WAY,
    State.ANSWERED: Turn.DONE,
    State.CLOSED: Turn.DONE,
    State.SET_ASIDE: Turn.DONE,
}

TOO_LONG = {State.NEW: 3, State.ACCEPTED: 14, State.GROUPED: 60}
"""Days without an action after which the desk is told calmly that a case waits too long. An issue
waits for its meeting, and communes meet every other month or so."""

WAITS = (3, 7, 14, 30)
"""Days without an action that the list may be asked for."""


def days_between(earlier: datetime, later: datetime) -> int:
    """Whole days; none when the clocks disagree."""
    return max((later - earlier) // timedelta(days=1), 0)


def waits_too_long(state: State, *, acted_at: datetime, moment: datetime) -> bool:
    """Whether nothing was done for longer than a case in this state should wait."""
    allowed = TOO_LONG.get(state)
    return allowed is not None and days_between(acted_at, moment) >= allowed
