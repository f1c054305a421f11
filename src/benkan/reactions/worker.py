"""The one thread that does what follows: seal and carry the journal, send what waits, run tasks.

It lives inside the server process (docs/decisions/0005), or alone as `benkan work`, as often as one
likes, where several processes share a PostgreSQL database (docs/decisions/0061). It survives what its
work throws, and can be killed at any moment: everything it does is a short transaction, or safe to
repeat.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db import close_old_connections, connections
from django.utils import timezone

from benkan.apps.journal import actions as journal
from benkan.apps.messaging import actions as messaging
from benkan.kit.alone import Post
from benkan.reactions import heartbeat, tasks
from benkan.reactions.clock import clock
from benkan.reactions.letters import send_letters
from benkan.reactions.now_and_then import (
    anchors,
    entrust_left,
    erase_in_backups,
    forget,
    forward,
    learn,
    measures,
    news,
    recordings,
    reminders,
    retain,
    tidy,
)
from benkan.reactions.table import FOLLOWS

log = logging.getLogger(__name__)

QUICKEST, SLOWEST = 0.02, 0.5
"""Seconds between two looks: short after work, since work makes work; half a second when idle."""
LONGEST_PAUSE = 60.0
MESSAGES_A_TURN = 20

Turn = Callable[[datetime], int]


class Stopping(Exception):
    """The server is to stop: leave what is half done, it is safe to repeat."""


def seal(now: datetime) -> int:
    return journal.seal(now=now)


def carry(now: datetime) -> int:
    return journal.carry(FOLLOWS, now=now)


def send(now: datetime) -> int:
    """A few messages a turn: a gateway that is slow must not hold up the rest for long."""
    believed = clock.is_believed(now)
    return messaging.dispatch_due(now=now, limit=MESSAGES_A_TURN, may_give_up=believed)


TURNS: Sequence[Turn] = (
    learn,
    forward,
    seal,
    carry,
    send,
    send_letters,
    tasks.run_one,
    recordings,
    reminders,
    tidy,
    retain,
    erase_in_backups,
    forget,
    entrust_left,
    news,
    anchors,
    measures,
)
"""What is done each time round, in this order. Each answers how much it did."""

EACH: Sequence[Turn] = (learn,)
SHARED: Sequence[Turn] = (carry, send, send_letters, tasks.run_one)
"""Where several workers share a database, each of them learns for itself, and these are shared, since
each takes only what no other is at. All other turns are done by one of them, who has the clock."""


class Broker(Protocol):
    """Tells other processes what there is to do, see `reactions.handing_out`."""

    def is_there(self) -> bool: ...


@dataclass
class _Resting:
    """A turn that threw: how often in a row, what, and until when it is left out."""

    faults: int
    name: str
    until: float


class Worker:
    """Goes round its turns until it is told to stop, or `is_over` says that its process ends."""

    def __init__(
        self,
        *,
        folder: Path,
        first: Callable[[], None] | None = None,
        turns: Sequence[Turn] = TURNS,
        is_over: Callable[[], bool] = lambda: False,
        each: Sequence[Turn] = EACH,
        broker: Broker | None = None,
    ) -> None:
        self.first = first
        self._clock = Post("clock")
        self._each = each
        self._broker = broker
        self._turns = turns
        self._is_over = is_over
        self._stop = threading.Event()
        self._heart = heartbeat.Heart(folder)
        self._resting: dict[Turn, _Resting] = {}

    def stop(self) -> None:
        self._stop.set()

    def may_go_on(self) -> None:
        """For long work: raises `Stopping` when the server is to stop."""
        self._beat()
        if self._stopping():
            raise Stopping

    def run(self) -> None:
        """Work until stopped. What throws rests for a while, twice as long each time up to a minute,
        and holds up nothing else."""
        pause = 0.0
        while not self._pause(pause):
            close_old_connections()
            self._beat()
            try:
                did = self._attempt(self._first) if self.first else self._round()
            except Stopping:
                break
            pause = QUICKEST if did else min(max(pause, QUICKEST) * 2, SLOWEST)
        connections.close_all()
        self._heart.stop()

    def _round(self) -> int:
        return sum(self._attempt(turn) for turn in self._turns if not self._stopping())

    def _first(self, now: datetime) -> int:
        assert self.first is not None, "asked only while there is first work"
        self.first()
        self.first = None
        return 1

    def _attempt(self, turn: Turn) -> int:
        resting = self._resting.get(turn)
        if resting is not None and time.monotonic() < resting.until:
            return 0
        try:
            did = turn(timezone.now()) if self._is_ours(turn) else 0
        except Stopping:
            raise
        except Exception as problem:
            log.exception("the worker goes on after an error")
            connections.close_all()
            faults = resting.faults + 1 if resting else 1
            until = time.monotonic() + min(SLOWEST * 2**faults, LONGEST_PAUSE)
            self._resting[turn] = _Resting(faults, type(problem).__name__, until)
            self._beat(at_once=True)
            return 0
        self._resting.pop(turn, None)
        return did

    def _is_ours(self, turn: Turn) -> bool:
        """Whether it is this worker that does it. With a broker, others are told of shared work; while
        it is away, who has the clock does it all."""
        if turn in self._each or turn == self._first:
            return True
        if turn in SHARED and self._broker is None:
            return True
        if turn in SHARED and self._broker is not None and self._broker.is_there():
            return False
        return self._clock.is_ours()

    def _beat(self, *, at_once: bool = False) -> None:
        faults = ", ".join(sorted({resting.name for resting in self._resting.values()}))
        self._heart.beat(timezone.now(), fault=faults, at_once=at_once)

    def _stopping(self) -> bool:
        return self._stop.is_set() or self._is_over()

    def _pause(self, seconds: float) -> bool:
        """Wait for a moment; True when it is time to stop."""
        self._stop.wait(seconds)
        return self._stopping()
