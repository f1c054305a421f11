"""A file that a worker touches, so that `benkan check` can say whether it is alive.

A file, since a row would cost the database a synced write every few seconds. Each worker of a folder
has its own.
"""

import json
import logging
import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

log = logging.getLogger(__name__)

_NAMES = "worker-*.json"
EVERY = timedelta(seconds=5)
SILENT_AFTER = timedelta(seconds=60)


@dataclass(frozen=True)
class Beat:
    """The last sign of life: when, of which process, and what it stumbled over since the one before."""

    moment: datetime
    process: int
    fault: str


class Heart:
    """Writes the sign of life, at most every five seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"worker-{socket.gethostname()}-{os.getpid()}.json"
        self._last: datetime | None = None

    def beat(self, moment: datetime, *, fault: str = "", at_once: bool = False) -> None:
        if self._last is not None and not at_once and self._last <= moment < self._last + EVERY:
            return
        draft = self._path.with_suffix(".tmp")
        text = {"moment": moment.isoformat(), "process": os.getpid(), "fault": fault}
        try:
            draft.write_text(json.dumps(text))
            draft.replace(self._path)
            self._sweep(moment)
        except OSError as problem:
            # A full disk must not end the worker: it is looked at again with the next beat.
            log.warning("no sign of life could be written: %s", type(problem).__name__)
        self._last = moment

    def stop(self) -> None:
        self._path.unlink(missing_ok=True)

    def _sweep(self, moment: datetime) -> None:
        """Whoever was killed has left its file behind: another one beats, so that it says nothing."""
        for path, beat in _beats(self._folder):
            if beat.moment < moment - SILENT_AFTER:
                path.unlink(missing_ok=True)


def last_beat(folder: Path) -> Beat | None:
    """The last sign of life of any worker, one that stumbles before others that are as fresh; None
    when they were stopped in order or never ran."""
    found = [beat for _, beat in _beats(folder)]
    if not found:
        return None
    newest = max(beat.moment for beat in found)
    fresh = [beat for beat in found if beat.moment > newest - SILENT_AFTER]
    return max(fresh, key=lambda beat: (bool(beat.fault), beat.moment))


def _beats(folder: Path) -> list[tuple[Path, Beat]]:
    found = []
    for path in folder.glob(_NAMES):
        try:
            told = json.loads(path.read_text())
        except FileNotFoundError:
            continue  # stopped a moment ago
        moment = datetime.fromisoformat(told["moment"])
        found.append((path, Beat(moment, told["process"], told["fault"])))
    return found
