"""Whose turn it is at the desk, and how long is too long."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from benkan.apps.voices.rules.states import State

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


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


class Order(StrEnum):
    """In which order the queue is gone through; new ones are first in both."""

    LATEST = "latest"
    WAITING = "waiting"


@dataclass(frozen=True)
class Position:
    """A place in the queue, by what the order goes by, so that it stays when its case has moved on."""

    turn: int
    moment: datetime
    case: UUID

    @property
    def code(self) -> str:
        """As it stands in an address: numbers only."""
        micros = (self.moment - _EPOCH) // timedelta(microseconds=1)
        return f"{self.turn}.{micros}.{self.case.hex}"


def position_of(code: str) -> Position | None:
    """The position that an address names; None for anything else."""
    parts = code.split(".")
    if len(parts) != 3 or not all(part.isascii() for part in parts):
        return None
    turn, micros, case = parts
    if turn not in {"0", "1", "2"} or not micros.isdecimal() or len(micros) > 17:
        return None
    try:
        return Position(int(turn), _EPOCH + timedelta(microseconds=int(micros)), UUID(hex=case))
    except (ValueError, OverflowError):
        return None
