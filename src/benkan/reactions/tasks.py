"""Longer work: tasks of the Django Tasks API, one a turn, run inside the worker's thread."""

import os
import socket
from datetime import datetime, timedelta

from django.db import connection
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

LOST_AFTER = timedelta(hours=1)


def run_one(now: datetime) -> int:
    """Run the task that is due first, if any. A task that fails is kept as failed, with its trace."""
    if not DBTaskResult.objects.ready().exists():
        return 0
    TaskWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{socket.gethostname()}:{os.getpid()}"[:64],
        excluded_queue_names=[],
    ).run()
    return 1


def take_back_lost(now: datetime) -> int:
    """Put tasks back in the queue whose worker was killed: at once where there is one worker only,
    after an hour where others may still be at it. Tasks are safe to repeat."""
    lost = DBTaskResult.objects.running()
    if connection.vendor != "sqlite":
        lost = lost.filter(started_at__lt=now - LOST_AFTER)
    return int(lost.update(status="READY", started_at=None))


def failed_tasks() -> int:
    """How many tasks have failed for good, in one query."""
    return int(DBTaskResult.objects.failed().count())


def waiting_tasks() -> int:
    """How many tasks are due, in one query."""
    return int(DBTaskResult.objects.ready().count())
