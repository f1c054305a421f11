"""One process at a time writes to a data folder that holds a SQLite database.

The server holds a lock on `benkan.lock` for as long as it lives; the system lets go of it when the
process ends, however it ends. The file itself stays: only the lock means anything.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benkan.kit.refusals import N_, Refused

LOCK = "benkan.lock"


class ServerRuns(Refused):
    """Another process writes to this data folder."""

    code = "server_runs"
    text = N_(
        "Benkan is running on %(folder)s: stop it (process %(process)s), then try again. "
        "Only one process may write to a SQLite database."
    )


@contextmanager
def alone(folder: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Hold the folder while something is written. A child process holds it with its parent.

    Args:
        folder: the data folder.
        patience: seconds to wait for a server that is just ending.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, folder, time.monotonic() + patience)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                process = os.pread(handle, 20, 0).decode() or "?"
                raise ServerRuns(folder=str(folder), process=process) from None
            time.sleep(0.05)
