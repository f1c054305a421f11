"""The one thread that does what follows: seal and carry the journal, send what waits, run tasks.

It lives inside the server process (docs/decisions/0005), or alone as `benkan work` where several
processes share a PostgreSQL database. It survives what its work throws, and can be killed at any
moment: everything it does is a short transaction, or safe to repeat.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import close_old_connections, connections
from django.utils import timezone

from benkan.apps.journal import actions as journal
from benkan.reactions import heartbeat, tasks
from benkan.reactions.table import FOLLOWS

log = logging.getLogger(__name__)

QUICKEST, SLOWEST = 0.02, 0.5
"""Seconds between two looks: short after work, since work makes work; half a second when idle."""
LONGEST_PAUSE = 60.0

Turn = Callable[[datetime], int]


class Stopping(Exception):
    """The server is to stop: leave what is half done, it is safe to repeat."""


def seal(now: datetime) -> int:
    return journal.seal(now=now)


def carry(now: datetime) -> int:
    return journal.carry(FOLLOWS, now=now)


TURNS: Sequence[Turn] = (seal, carry, tasks.run_one)
"""What is done each time round, in this order. Each answers how much it did."""


class Worker:
    """Goes round its turns until it is told to stop, or `is_over` says that its process ends."""

    def __init__(
        self,
        *,
        folder: Path,
        first: Callable[[], None] | None = None,
        turns: Sequence[Turn] = TURNS,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self.folder = folder
        self.first = first
        self.turns = turns
        self.is_over = is_over
        self._stop = threading.Event()
        self._heart = heartbeat.Heart(folder)

    def stop(self) -> None:
        self._stop.set()

    def stopping(self) -> bool:
        return self._stop.is_set() or self.is_over()

    def may_go_on(self) -> None:
        """For long work: raises `Stopping` when the server is to stop."""
        self._heart.beat(timezone.now())
        if self.stopping():
            raise Stopping

    def run(self) -> None:
        """Work until stopped. An error costs a pause that doubles up to a minute, never the thread."""
        pause, faults = 0.0, 0
        while not self._pause(pause):
            try:
                pause = self._once_round(pause)
                faults = 0
            except Stopping:
                break
            except Exception as problem:
                log.exception("the worker starts again after an error")
                connections.close_all()
                faults += 1
                pause = min(SLOWEST * 2**faults, LONGEST_PAUSE)
                self._heart.beat(timezone.now(), fault=type(problem).__name__)
        connections.close_all()
        self._heart.stop()

    def _once_round(self, pause: float) -> float:
        """Do the first work, or each turn once; returns how long to wait before the next."""
        close_old_connections()
        if self.first is not None:
            self.first()
            self.first = None
        now = timezone.now()
        self._heart.beat(now)
        did = sum(turn(now) for turn in self.turns if not self.stopping())
        return QUICKEST if did else min(max(pause, QUICKEST) * 2, SLOWEST)

    def _pause(self, seconds: float) -> bool:
        """Wait, in pieces, so that the end of the process is noticed; True when it is time to stop."""
        while seconds > 0 and not self.stopping():
            step = min(seconds, SLOWEST)
            self._stop.wait(step)
            seconds -= step
        return self.stopping()
