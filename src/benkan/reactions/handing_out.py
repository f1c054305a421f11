"""Shared work told to all workers through a broker, where one is set (docs/decisions/0061).

What is told is a kind of work and a number: "carry lane 7". The rows of the database stay the truth:
what is told twice is done once, what is lost on the way is told again, and whoever is told looks
first whether it is still to be done.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Protocol

from django.db import connections
from django.utils import timezone

from benkan.apps.journal import actions as journal
from benkan.apps.journal import queries as entries
from benkan.apps.messaging import queries as messaging
from benkan.reactions import tasks
from benkan.reactions.broker import Work
from benkan.reactions.letters import send_letters
from benkan.reactions.now_and_then import learn
from benkan.reactions.table import FOLLOWS
from benkan.reactions.worker import MESSAGES_A_TURN, send

log = logging.getLogger(__name__)

ENTRIES_A_TURN = 50
SENDERS = 2
"""How many send at the same time, so that a slow gateway does not keep all workers busy."""
TASKS_AT_ONCE = 4
AGAIN = 0.5
"""Seconds after which what is still to be done is told again."""
LONGEST_AT_ONE = 2.0
"""Seconds after which a worker looks at what else it was told."""


def due(now: datetime) -> list[Work]:
    """What is to be done, in four queries."""
    messages = messaging.messages_due(now, limit=SENDERS * MESSAGES_A_TURN)
    senders = -(-messages // MESSAGES_A_TURN)
    waiting = min(tasks.waiting_tasks(), TASKS_AT_ONCE)
    return [
        *(Work("carry", lane) for lane in entries.due_lanes(now)),
        *(Work("send", number) for number in range(senders)),
        *(Work("letters", 0) for _ in range(messaging.are_letters_due(now))),
        *(Work("task", number) for number in range(waiting)),
    ]


class Tells(Protocol):
    """A broker: tells workers of each, and answers which it could tell of."""

    def is_there(self) -> bool: ...
    def tell(self, works: Iterable[Work]) -> Iterator[Work]: ...


class HandsOut:
    """A turn of the worker that has the clock: tell all workers what is due."""

    def __init__(self, broker: Tells) -> None:
        self._broker = broker
        self._told: dict[Work, float] = {}

    def __call__(self, now: datetime) -> int:
        if not self._broker.is_there():
            self._told.clear()
            return 0
        seconds = time.monotonic()
        found = due(now)
        new = [one for one in found if self._told.get(one, 0.0) + AGAIN <= seconds]
        self._told = {one: self._told.get(one, 0.0) for one in found}
        self._told |= dict.fromkeys(self._broker.tell(new), seconds)
        return len(new)


DOING: Mapping[str, Callable[[int, datetime], int]] = {
    "carry": lambda lane, now: journal.carry_lane(lane, FOLLOWS, now=now, limit=ENTRIES_A_TURN),
    "send": lambda _, now: send(now),
    "letters": lambda _, now: send_letters(now),
    "task": lambda _, now: tasks.run_one(now),
}


def do(kind: str, number: int) -> None:
    """Do what the broker brought, for as long as there is more of it, some seconds at most. What
    throws is told again, since it is still to be done."""
    until = time.monotonic() + LONGEST_AT_ONE
    try:
        learn(timezone.now())
        while DOING[kind](number, timezone.now()) and time.monotonic() < until:
            pass
    except Exception:
        log.exception("a worker goes on after an error")
        connections.close_all()
