"""Make the database ready beside the server, so that visitors are answered from the first second.

It is done in a process of its own, which gives back the memory that migrations need.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event


@dataclass(frozen=True)
class Readiness:
    """What the server's worker process is told of it, however that process was started."""

    is_done: Event
    # At its end when the process is over, done or not: nobody ever writes to it.
    line: Connection

    def wait(self, may_go_on: Callable[[], None]) -> bool:
        """Wait until the database is ready; False when that has failed."""
        while not self.is_done.is_set():
            if self.line.poll(0.1):
                return self.is_done.is_set()
            may_go_on()
        return True


def begin() -> tuple[BaseProcess, Readiness]:
    """Start to make the database ready."""
    line, held = multiprocessing.Pipe(duplex=False)
    is_done = multiprocessing.Event()
    process = multiprocessing.Process(target=_make_ready, args=(is_done, held))
    process.start()
    held.close()
    return process, Readiness(is_done, line)


def _make_ready(is_done: Event, held: Connection) -> None:
    from benkan.interfaces.cli.house import open_house
    from benkan.interfaces.cli.said import said
    from benkan.interfaces.cli.serving.ready import migrate, warn_if_nothing_lasts
    from benkan.kit.refusals import Refused

    try:
        open_house()
        migrate()
        warn_if_nothing_lasts()
    except Refused as refusal:
        print(said(refusal), file=sys.stderr)
        sys.exit(2)
    except Exception as problem:
        if os.environ.get("BENKAN_DEBUG"):
            raise
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr)
        sys.exit(2)
    is_done.set()
