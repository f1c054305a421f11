"""The one thread of the server: wait for the database, load what a first start needs, then work."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from benkan.interfaces.cli.serving.first_start import load_first
from benkan.interfaces.cli.serving.greeting import say_ready
from benkan.interfaces.cli.serving.mark import is_first_start
from benkan.interfaces.cli.serving.progress import Progress
from benkan.kit.refusals import N_
from benkan.reactions import tasks
from benkan.reactions.now_and_then import learn
from benkan.reactions.worker import TURNS, Stopping, Worker

if TYPE_CHECKING:
    from benkan.interfaces.cli.serving.readiness import Readiness
    from benkan.interfaces.cli.serving.server import Serving

DATABASE = N_("The database")


def start_thread(
    serving: "Serving", ready: "Readiness", progress: Progress, *, is_over: Callable[[], bool]
) -> None:
    """The process waits for this thread when it ends, so a transaction is never cut in order."""
    folder = Path(settings.DATA_DIR)
    if not ready.is_done.is_set():
        progress.show(DATABASE, 0, 1, begins=0, ends=1)
    worker = Worker(folder=folder, is_over=is_over, turns=TURNS if serving.works else (learn,))
    worker.first = _First(serving, ready, folder, progress, worker)
    threading.Thread(target=worker.run, name="benkan-worker").start()


@dataclass(frozen=True)
class _First:
    """What comes before the first turn. Called again when it stumbled."""

    serving: "Serving"
    ready: "Readiness"
    folder: Path
    progress: Progress
    worker: Worker

    def __call__(self) -> None:
        if not self.ready.wait(self.worker.may_go_on):
            os.kill(os.getppid(), signal.SIGTERM)
            raise Stopping
        try:
            self._load()
        except Exception:
            self.progress.stumble()
            raise
        self.progress.over()

    def _load(self) -> None:
        if not self.serving.works:
            return
        tasks.take_back_lost(timezone.now())
        if is_first_start(self.folder):
            load_first(
                self.folder,
                progress=self.progress,
                may_go_on=self.worker.may_go_on,
                demonstration=self.serving.demonstration,
            )
            say_ready(self.serving.address)
