"""A file that the worker touches, so that `benkan check` can say whether it is alive.

A file, since a row would cost the database a synced write every few seconds.
"""

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

log = logging.getLogger(__name__)

_NAME = "worker.json"
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
        self._path = folder / _NAME
        self._last: datetime | None = None

    def beat(self, moment: datetime, *, fault: str = "", at_once: bool = False) -> None:
        if self._last is not None and not at_once and self._last <= moment < self._last + EVERY:
            return
        draft = self._path.with_suffix(".tmp")
        text = {"moment": moment.isoformat(), "process": os.getpid(), "fault": fault}
        try:
            draft.write_text(json.dumps(text))
            draft.replace(self._path)
        except OSError as problem:  # a full disk must not be the end of the worker
            log.warning("no sign of life was written: %s", problem.strerror)
        self._last = moment

    def stop(self) -> None:
        self._path.unlink(missing_ok=True)


def last_beat(folder: Path) -> Beat | None:
    """The last sign of life; None when the worker was stopped in order or never ran."""
    try:
        found = json.loads((folder / _NAME).read_text())
    except FileNotFoundError:
        return None
    return Beat(datetime.fromisoformat(found["moment"]), found["process"], found["fault"])
