"""The one thread of the server: wait until everything is ready, then work."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from benkan.interfaces.cli.serving.progress import Progress
from benkan.interfaces.cli.serving.readiness import DATABASE
from benkan.reactions import tasks
from benkan.reactions.now_and_then import learn
from benkan.reactions.worker import TURNS, Stopping, Worker

if TYPE_CHECKING:
    from benkan.interfaces.cli.serving.readiness import Readiness
    from benkan.interfaces.cli.serving.server import Serving


def start_thread(
    serving: "Serving", ready: "Readiness", progress: Progress, *, is_over: Callable[[], bool]
) -> None:
    """The process waits for this thread when it ends, so a transaction is never cut in order."""
    folder = Path(settings.DATA_DIR)
    if not ready.is_done.is_set():
        progress.show(DATABASE, 0, 1, begins=0, ends=1)
    worker = Worker(folder=folder, is_over=is_over, turns=TURNS if serving.works else (learn,))
    worker.first = _First(serving, ready, progress, worker)
    threading.Thread(target=worker.run, name="benkan-worker").start()


@dataclass
class _First:
    """What comes before the first turn. Called again when it stumbled."""

    serving: "Serving"
    ready: "Readiness"
    progress: Progress
    worker: Worker

    def __call__(self) -> None:
        if not self.ready.wait(self.worker.may_go_on, self.progress.put):
            os.kill(os.getppid(), signal.SIGTERM)
            raise Stopping
        if self.serving.works:
            try:
                tasks.take_back_lost(timezone.now())
            except Exception:
                self.progress.stumble()
                raise
        self.progress.over()
        if self.serving.works and self.ready.ends_first_start():
            from benkan.interfaces.cli.serving.greeting import say_ready

            say_ready(self.serving.address)
