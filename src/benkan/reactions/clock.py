"""Whether the time of day can be believed: a machine without a battery wakes up in another year.

A clock that leaps ahead would make everything old at once: retention would let go of people, messages
would be given up, promises would climb. So what is done by age waits after a leap until the machine
has gone on for a day with that clock, or the clock was put right. A clock that was put back leaves
moments in the future, which nobody needs to wait for: `benkan.reactions.now_and_then.bring_forward`.
"""

import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)

LEAP = timedelta(days=2)
"""A machine that was off for longer is asked to show its clock for a day, which costs nothing."""
BELIEVED_AFTER = timedelta(days=1)
_WRITTEN_EVERY = timedelta(minutes=1)
_NAME = "clock.json"


@dataclass(frozen=True)
class Seen:
    """The last moment that was believed, and for how many seconds the machine has gone on since the
    clock leapt away from it: 0 while it is believed."""

    moment: str
    doubted: float = 0.0

    @property
    def believed(self) -> datetime:
        return datetime.fromisoformat(self.moment)


class Clock:
    """Compares the time of day with what it was, and with the seconds that have really passed."""

    def __init__(
        self,
        folder: Callable[[], Path] = lambda: Path(settings.DATA_DIR),
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._passed = passed
        self._seen: Seen | None = None
        self._at = 0.0
        self._written: datetime | None = None

    def is_believed(self, now: datetime) -> bool:
        """Whether what is done by age may be done at that moment."""
        seen = self._seen or last_seen(self._folder()) or Seen(now.isoformat())
        since = self._passed() - self._at if self._seen else 0.0
        self._at = self._passed()
        self._seen = _after(seen, now, since)
        if self._seen.doubted and not seen.doubted:
            log.error("the clock leapt from %s to %s: nothing goes by age", seen.moment, now)
        self._keep(now)
        return not self._seen.doubted

    def _keep(self, now: datetime) -> None:
        last = self._written
        if last is not None and last <= now < last + _WRITTEN_EVERY:
            return
        draft = self._folder() / f"{_NAME}.{os.getpid()}.tmp"  # workers may share the folder
        try:
            draft.write_text(json.dumps(asdict(self._seen) if self._seen else {}))
            draft.replace(self._folder() / _NAME)
        except OSError as problem:  # a full disk: it is known in memory meanwhile
            log.warning("the moment was not written down: %s", problem.strerror)
        self._written = now


def _after(seen: Seen, now: datetime, since: float) -> Seen:
    """What is known once it is `now`, so many seconds after the last look."""
    passed = timedelta(seconds=seen.doubted + since)
    if now - seen.believed <= LEAP + passed or passed >= BELIEVED_AFTER:
        return Seen(now.isoformat())
    return Seen(seen.moment, max(passed.total_seconds(), 1e-3))


def last_seen(folder: Path) -> Seen | None:
    """What the worker wrote down last; None before its first turn, or where the file is spoilt."""
    try:
        found = Seen(**json.loads((folder / _NAME).read_text()))
        return found if found.believed.tzinfo else None
    except (OSError, ValueError, TypeError):
        return None


clock = Clock()


def by_age(turn: Callable[[datetime], int], *, on: Clock = clock) -> Callable[[datetime], int]:
    """A turn of the worker that is left out while the clock is not believed."""

    def held(now: datetime) -> int:
        return turn(now) if on.is_believed(now) else 0

    return held
