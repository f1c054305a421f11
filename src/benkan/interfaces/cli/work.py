"""`benkan work`: the worker alone, beside web processes that share a PostgreSQL database."""

import os
import signal
from types import FrameType

import typer

from benkan.interfaces.cli.house import data_folder, on_sqlite, open_house
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_, Refused

GIVES_WAY = 10
"""What is brought must be kept now; what follows from it may come some seconds later."""


class WorkerNeedsPostgres(Refused):
    """Two processes would write to SQLite."""

    code = "worker_needs_postgres"
    text = N_(
        "On SQLite the server does this work itself: run `benkan up`. "
        "A worker of its own needs PostgreSQL (DATABASE_URL)."
    )


def add_to(app: typer.Typer) -> None:
    app.command("work", help=_("Do the background work alone, beside `benkan up --no-worker`."))(
        work
    )


def work() -> None:
    if on_sqlite():
        raise WorkerNeedsPostgres()
    os.nice(GIVES_WAY)
    open_house()
    from django.utils import timezone

    from benkan.reactions import tasks
    from benkan.reactions.worker import Worker

    def take_back() -> None:
        tasks.take_back_lost(timezone.now())

    worker = Worker(folder=data_folder(), first=take_back)

    def stop(signum: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
