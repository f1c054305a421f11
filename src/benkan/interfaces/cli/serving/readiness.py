"""Make the database ready beside the server, and load what a first start needs, so that visitors are
answered from the first second.

It is done in a process of its own, which gives back the memory that migrations and loading need. While
it works it alone writes.
"""

import gc
import json
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Array, SynchronizedString
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benkan.interfaces.cli.serving.progress import HowFar, Progress
from benkan.kit.refusals import N_, Refused

if TYPE_CHECKING:
    from benkan.apps.registry.queries import LearnedPlaces
    from benkan.interfaces.cli.serving.server import Serving

log = logging.getLogger(__name__)
DATABASE = N_("The database")
_LONGEST = 500
"""Bytes of how far it is, told in JSON."""
_SOONEST, _LATEST = 1.0, 60.0
"""Seconds until loading is tried again, twice as long each time."""
_SECONDS_TO_END = 0.5


@dataclass(frozen=True)
class Readiness:
    """What the server's processes are told of it, however they were started."""

    is_done: Event
    # At its end when the process is over, done or not: nobody ever writes to it.
    line: Connection
    # How far a first start is, for as many as ask; empty before there is anything to tell.
    told: SynchronizedString

    def wait(self, may_go_on: Callable[[], None], tell: Callable[[HowFar], None]) -> bool:
        """Wait until everything is ready; False when that has failed."""
        while not self.is_done.is_set():
            if self.line.poll(0.1):
                return self.is_done.is_set()
            if said := self.told.value:
                tell(HowFar(**json.loads(said)))
            may_go_on()
        return True

    def is_first_start(self) -> bool:
        return bool(self.told.value)

    def ends_first_start(self) -> bool:
        """Whether everything was loaded for the first time: to one of those who ask."""
        with self.told.get_lock():
            was, self.told.value = self.told.value, b""
        return bool(was)


@dataclass(frozen=True)
class MakingReady:
    """The process, for its parent."""

    process: BaseProcess
    ready: Readiness
    # Brings once what was learned of places.
    places: Connection

    def learned(self, *, within: float) -> "LearnedPlaces | None":
        """The index of places, if the database is ready in so many seconds. Asked once; what a first
        start loads is not waited for."""
        ends = time.monotonic() + within
        with self.places:
            while time.monotonic() < ends and not self.ready.is_first_start():
                if self.places.poll(0.02):
                    try:
                        found: LearnedPlaces = self.places.recv()
                    except EOFError:
                        break
                    return found
        return None

    def end(self) -> bool:
        """End it, if it is still at work: what it does is safe to repeat. False when it had failed."""
        self.process.join(_SECONDS_TO_END)
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()
        return self.process.exitcode in (0, -signal.SIGTERM)


def begin(serving: "Serving") -> MakingReady:
    """Start to make everything ready."""
    line, held = multiprocessing.Pipe(duplex=False)
    places, learned = multiprocessing.Pipe(duplex=False)
    is_done = multiprocessing.Event()
    told: Any = Array("c", _LONGEST)
    process = multiprocessing.Process(
        target=_make_ready,
        args=(is_done, told, held, learned, serving),
        # A server that ends before it serves does not wait for it.
        daemon=True,
    )
    process.start()
    held.close()
    learned.close()
    return MakingReady(process, Readiness(is_done, line, told), places)


def _make_ready(
    is_done: Event,
    told: SynchronizedString,
    held: Connection,
    learned: Connection,
    serving: "Serving",
) -> None:
    """`held` is held open as long as this process lives."""
    from benkan.interfaces.cli.said import said
    from benkan.interfaces.cli.serving.server import die_with_parent, hear_parent_alone

    die_with_parent()
    hear_parent_alone()
    try:
        _prepare(serving, Progress(partial(_tell, told)))
    except Refused as refusal:
        print(said(refusal), file=sys.stderr)
        sys.exit(2)
    except Exception as problem:
        if os.environ.get("BENKAN_DEBUG"):
            raise
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr)
        sys.exit(2)
    was_waited_for = not told.value
    is_done.set()
    if was_waited_for:
        with suppress(OSError):  # it took too long, and nobody waits any more
            learned.send(_learned())


def _tell(told: SynchronizedString, how_far: HowFar) -> None:
    told.value = json.dumps(asdict(how_far)).encode()


def _learned() -> "LearnedPlaces":
    from benkan.apps.registry import queries as registry

    return registry.learn_places()


def _prepare(serving: "Serving", progress: Progress) -> None:
    from benkan.interfaces.cli.house import data_folder, open_house
    from benkan.interfaces.cli.serving.mark import is_first_start
    from benkan.interfaces.cli.serving.ready import migrate, warn_if_nothing_lasts

    open_house()
    # Loading makes objects by the hundred thousand and keeps most of them for a moment: looking for
    # circles among them every few hundred takes a tenth of the processor's time, and finds none.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    folder = data_folder()
    migrate(begins=lambda: progress.show(DATABASE, 0, 1, begins=0, ends=1))
    warn_if_nothing_lasts()
    if serving.works and is_first_start(folder):
        _load(serving, folder, progress)


def _load(serving: "Serving", folder: Path, progress: Progress) -> None:
    """Load what a first start needs; what throws is tried again after a while."""
    from django.db import connections

    from benkan.interfaces.cli.serving.first_start import load_first

    pause = _SOONEST
    while True:
        try:
            load_first(folder, progress=progress, demonstration=serving.demonstration)
        except Exception:
            log.exception("loading goes on after an error")
            progress.stumble()
        else:
            return
        finally:
            connections.close_all()
        time.sleep(pause)
        pause = min(pause * 2, _LATEST)
