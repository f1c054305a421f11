"""What is done now and then without anybody asking: let go of files whose time has come."""

from collections.abc import Callable
from datetime import datetime, timedelta

from benkan.apps.files import actions as files

EVERY = timedelta(hours=1)


class NowAndThen:
    """Some work that the worker is offered at each turn, and does once an hour."""

    def __init__(self, work: Callable[[datetime], int]) -> None:
        self._work = work
        self._last: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self._last is not None and self._last <= now < self._last + EVERY:
            return 0
        self._last = now
        return self._work(now)


def let_go(now: datetime) -> int:
    """The voice and the photos of whoever was forgotten leave the disk too."""
    return files.remove_expired(now=now)


tidy = NowAndThen(let_go)
