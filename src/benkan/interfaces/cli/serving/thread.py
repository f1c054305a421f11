"""Start the worker thread in this process, with what a first start has to load."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from benkan.interfaces.cli.serving.first_start import MALI, load_first
from benkan.interfaces.cli.serving.greeting import say_ready
from benkan.interfaces.cli.serving.mark import is_first_start
from benkan.interfaces.cli.serving.progress import Progress
from benkan.reactions import tasks
from benkan.reactions.worker import Worker

if TYPE_CHECKING:
    from benkan.interfaces.cli.serving.server import Serving


def start_worker(
    serving: "Serving", folder: Path, progress: Progress, *, is_over: Callable[[], bool]
) -> Worker:
    """The process waits for this thread when it ends, so a transaction is never cut in order."""
    worker = Worker(folder=folder, is_over=is_over)
    worker.first = partial(_first, serving, folder, progress, worker)
    if is_first_start(folder):
        progress.show(MALI, 0, 1, begins=0, ends=1)
    threading.Thread(target=worker.run, name="benkan-worker").start()
    return worker


def _first(serving: "Serving", folder: Path, progress: Progress, worker: Worker) -> None:
    tasks.take_back_lost(timezone.now())
    if is_first_start(folder):
        try:
            load_first(
                folder,
                progress=progress,
                may_go_on=worker.may_go_on,
                demonstration=serving.demonstration,
            )
        except Exception:
            progress.stumble()
            raise
        progress.over()
        say_ready(serving.address)
