"""When a message may go, when it is tried again, and what a receipt changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_REST = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=3)
REPLY_WITHIN = timedelta(days=3)


class State(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    WITHHELD = "withheld"


class Purpose(StrEnum):
    """Why we write. `REPLY` answers a message that has just come in; `STOP_NOTICE` confirms a stop;
    `CODE` proves to whoever has just given a number that it is hers; `REMINDER` goes to an account
    that has proved it; `RESULT` tells what came of something to whoever took part and asked for it."""

    ANSWER = "answer"
    COMMUNE_NEWS = "commune_news"
    SURVEY = "survey"
    REPLY = "reply"
    STOP_NOTICE = "stop_notice"
    CODE = "code"
    REMINDER = "reminder"
    RESULT = "result"


class Result(StrEnum):
    """What came of one try."""

    TAKEN = "taken"
    REFUSED = "refused"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class Standing:
    """What we know of a contact when a message to it is to go."""

    is_erased: bool
    is_service: bool
    has_consent: bool
    stopped_at: datetime | None
    last_heard_at: datetime | None


def why_withheld(purpose: Purpose, standing: Standing, *, queued_at: datetime) -> str:
    """Why a message may not go, as a code; empty when it may."""
    if standing.is_erased:
        return "erased"
    if standing.is_service:
        return "no_person"
    if purpose is Purpose.STOP_NOTICE:
        return ""
    if purpose is Purpose.REPLY:
        return "" if _answers(standing, queued_at) else "nothing_to_reply_to"
    if standing.stopped_at is not None:
        return "stopped"
    if purpose is Purpose.CODE:
        return ""
    return "" if standing.has_consent else "no_consent"


def _answers(standing: Standing, queued_at: datetime) -> bool:
    """Whether the contact has just written, and not to stop us: then it waits for an answer."""
    heard, stopped = standing.last_heard_at, standing.stopped_at
    if heard is None or queued_at - heard > REPLY_WITHIN:
        return False
    return stopped is None or heard > stopped


def next_try(attempts: int, *, queued_at: datetime, now: datetime) -> datetime | None:
    """When to try again after `attempts` tries: 30 seconds, doubling to six hours; None when that is
    too late."""
    if is_too_late(queued_at=queued_at, now=now):
        return None
    doublings: int = min(attempts - 1, 20)
    return now + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_too_late(*, queued_at: datetime, now: datetime) -> bool:
    """Whether a message has waited so long that it would confuse more than help."""
    return now - queued_at >= GIVEN_UP_AFTER


def rest_after(faults: int) -> timedelta:
    """How long a gateway that failed `faults` times in a row is left alone: 30 seconds, doubling to
    ten minutes. Meanwhile no message waits for its time-out, and none loses one of its tries."""
    doublings: int = min(max(faults, 1) - 1, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_REST)


# About the message itself, so another try would be refused alike. The other answers below 500 are
# about us (a changed password, a wrong address, too much at once): the message waits.
_REFUSED = frozenset({400, 402, 406, 409, 410, 411, 412, 413, 414, 415, 416, 417, 422, 451})


def result_of(status: int, body: str, *, must_contain: str) -> Result:
    """What an operator's HTTP answer says about the message."""
    if 200 <= status < 300:
        return Result.TAKEN if must_contain in body else Result.NOT_NOW
    return Result.REFUSED if status in _REFUSED else Result.NOT_NOW


_RANK = {
    State.QUEUED: 0,
    State.SENT: 1,
    State.GIVEN_UP: 2,
    State.FAILED: 3,
    State.DELIVERED: 4,
    # Nothing was sent, so no receipt is about it.
    State.WITHHELD: 5,
}


def after_receipt(state: State, reported: State) -> State:
    """The state once a receipt is in: it only moves forward, in whatever order receipts come.

    >>> after_receipt(State.DELIVERED, State.SENT)
    <State.DELIVERED: 'delivered'>
    """
    return max(state, reported, key=_RANK.__getitem__)
