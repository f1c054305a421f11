"""`benkan work`: a worker alone, beside web processes that share a PostgreSQL database; as many of them
as one likes."""

import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import typer

from benkan.interfaces.cli.house import data_folder, on_sqlite, open_house
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_, Refused

if TYPE_CHECKING:
    from benkan.reactions.worker import Worker
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
    from django.conf import settings
    from django.utils import timezone

    from benkan.reactions import tasks

    def take_back() -> None:
        tasks.take_back_lost(timezone.now())

    run = _with_a_broker if settings.BROKER else _alone
    run(take_back)


def _alone(first: Callable[[], None]) -> None:
    from benkan.reactions.worker import Worker

    _until_stopped(Worker(folder=data_folder(), first=first))


def _with_a_broker(first: Callable[[], None]) -> None:
    """The same, and beside it the processes that do what the broker brings."""
    from django.conf import settings

    from benkan.interfaces.cli.serving.workers import Workers
    from benkan.reactions.broker import Broker
    from benkan.reactions.handing_out import HandsOut
    from benkan.reactions.worker import EACH, TURNS, Worker

    workers, broker = Workers(settings.WORK_PROCESSES), Broker()
    worker = Worker(
        folder=data_folder(),
        first=first,
        turns=(workers, *TURNS, HandsOut(broker)),
        each=(workers, *EACH),
        broker=broker,
    )
    try:
        _until_stopped(worker)
    finally:
        workers.stop()


def _until_stopped(worker: "Worker") -> None:
    def stop(signum: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
