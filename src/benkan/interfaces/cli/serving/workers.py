"""The Celery processes that `benkan work` starts beside itself where a broker is set."""

import subprocess
import sys
import time
from datetime import datetime

from benkan.interfaces.cli.serving.server import die_with_parent

SECONDS_TO_STOP = 10
STARTED_AGAIN_AFTER = 2.0
"""Seconds between two starts, so that one that cannot start is not started all the time."""


class Workers:
    """A Celery worker with some processes. A turn of `benkan work`: starts it again when it died."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._running: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0

    def __call__(self, now: datetime) -> int:
        is_running = self._running is not None and self._running.poll() is None
        if is_running or time.monotonic() < self._started_at + STARTED_AGAIN_AFTER:
            return 0
        self._started_at = time.monotonic()
        command = [sys.executable, "-m", "celery", "--app", "benkan.config.celery", "--quiet"]
        options = ["--pool", "prefork", "--concurrency", str(self._processes)]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self._running = subprocess.Popen(  # noqa: S603  the program and all it is given are ours
            [*command, "worker", *options, *quiet, "--loglevel", "WARNING"],
            # No thread has been started yet.
            preexec_fn=die_with_parent,
        )
        return 1

    def stop(self) -> None:
        """Let them end what they are at, for a while: all of it is safe to repeat."""
        if self._running is None:
            return
        self._running.terminate()
        try:
            self._running.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._running.kill()
