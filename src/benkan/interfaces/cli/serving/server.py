"""The server: granian with one worker process, in which one thread does what follows; or with several,
beside `benkan work`.

The parent process holds the port and the lock, and what all processes have in common: they part from
it when that is loaded, and so hold it once (docs/decisions/0064). A worker process holds the request
threads and the worker thread. When either dies, the other follows or starts it again: nothing is left
behind that would hold the folder.
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benkan.interfaces.cli.serving.readiness import Readiness

THREADS = 8
THREADS_BESIDE_A_WORKER = 16
"""A thread that waits for the disk costs little, and messages of more threads are written together; but
each may hold a connection to PostgreSQL, which allows a hundred."""
SECONDS_TO_STOP = 20
SECONDS_FOR_THE_DATABASE = 5.0
"""As long as that the first answer may wait for a database that only has to be looked at."""


@dataclass(frozen=True)
class Serving:
    """What `benkan up` was asked for."""

    host: str
    port: int
    certificate: Path | None
    key: Path | None
    works: bool
    demonstration: bool
    address: str
    processes: int = 1

    @property
    def over_tls(self) -> bool:
        return self.certificate is not None


def serve(serving: Serving) -> bool:
    """Serve until told to stop; False when the database could not be made ready."""
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels
    from granian.server import Server

    from benkan.interfaces.cli.house import open_house
    from benkan.interfaces.cli.serving import readiness
    from benkan.interfaces.cli.serving.before_parting import (
        is_shared,
        load_common,
        settle,
        warm_up,
    )

    open_house()
    making_ready = readiness.begin(serving)
    if is_shared():
        load_common()
        if places := making_ready.learned(within=SECONDS_FOR_THE_DATABASE):
            warm_up(places)
        settle()
    server = Server(
        target="benkan",
        address=serving.host,
        port=serving.port,
        interface=Interfaces.WSGI,
        workers=serving.processes,
        blocking_threads=THREADS if serving.works else THREADS_BESIDE_A_WORKER,
        blocking_threads_idle_timeout=600,
        log_level=LogLevels.error,
        ssl_cert=serving.certificate,
        ssl_key=serving.key,
        # Android phones before 2019 do not speak the newest.
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    # A hang-up would start a second worker process beside the first, and both would write.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    server.serve(target_loader=partial(load, serving, making_ready.ready), wrap_loader=False)
    return making_ready.end()


def load(serving: Serving, ready: "Readiness") -> Callable[..., Any]:
    """In each process that answers: start the thread, answer with the application."""
    parent = os.getppid()
    die_with_parent()
    hear_parent_alone()
    from benkan.interfaces.cli.house import open_house
    from benkan.interfaces.cli.serving.before_parting import application, is_shared, load_common

    if not is_shared():
        open_house()
        load_common()
    from benkan.interfaces.cli.serving.page import with_progress
    from benkan.interfaces.cli.serving.progress import Progress
    from benkan.interfaces.cli.serving.thread import start_thread

    progress = Progress()
    start_thread(serving, ready, progress, is_over=partial(_is_over, parent))
    return with_progress(application(), progress)


def _is_over(parent: int) -> bool:
    """Whether this process is ending, or has lost the parent that holds its port and its lock."""
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
        return True
    return not threading.main_thread().is_alive()


def die_with_parent() -> None:
    """Ask Linux to end this process with its parent, however the parent dies."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def hear_parent_alone() -> None:
    """Leave the parent's group: what is pressed at the terminal is for the parent, which then ends this
    process in order. Told by both at once, granian sometimes hears neither for twenty seconds."""
    os.setpgid(0, 0)
