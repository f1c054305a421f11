"""The background work: is the worker alive, how far is it behind, what has failed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from benkan.apps.journal import queries as journal
from benkan.apps.registry import queries as registry
from benkan.apps.registry.rules.retention import LATE_AFTER
from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.kit.refusals import N_
from benkan.reactions import tasks
from benkan.reactions.clock import LEAP, last_seen
from benkan.reactions.heartbeat import SILENT_AFTER, last_beat

LONGEST_BEHIND = timedelta(minutes=5)


def findings() -> Iterator[Finding]:
    now = timezone.now()
    yield _clock(now)
    yield _worker(now)
    yield _queue(now)
    yield _tasks()
    yield _retention(now)


def _clock(now: datetime) -> Finding:
    seen = last_seen(Path(settings.DATA_DIR))
    if seen is None or not (seen.doubted or abs(now - seen.believed) > LEAP):
        return well(N_("Clock: believed."))
    return wrong(
        N_(
            "Clock: it leapt from %(before)s to %(now)s, so nothing is removed, reminded or given up by age. "
            "Set it if it is wrong; if it is right, it is believed after a day."
        ),
        before=timezone.localtime(seen.believed).strftime("%d/%m/%Y %H:%M"),
        now=timezone.localtime(now).strftime("%d/%m/%Y %H:%M"),
    )


def _worker(now: datetime) -> Finding:
    beat = last_beat(Path(settings.DATA_DIR))
    if beat is None:
        return wrong(N_("Worker: it is not running; start `benkan up`."))
    seconds = int((now - beat.moment).total_seconds())
    if now - beat.moment > SILENT_AFTER:
        return wrong(
            N_("Worker: no sign of life for %(seconds)s s; start `benkan up` again."),
            seconds=seconds,
        )
    if beat.fault:
        return wrong(
            N_("Worker: it stumbles (%(fault)s) and tries again; the log says where."),
            fault=beat.fault,
        )
    return well(N_("Worker: alive %(seconds)s s ago."), seconds=max(seconds, 0))


def _queue(now: datetime) -> Finding:
    found = journal.backlog()
    if found.failing:
        return wrong(
            N_("Queue: %(failing)s events have reactions that fail and are tried again."),
            failing=found.failing,
        )
    if found.oldest is not None and now - found.oldest > LONGEST_BEHIND:
        return wrong(
            N_("Queue: %(count)s entries wait, the oldest since %(since)s."),
            count=found.unsealed + found.waiting,
            since=timezone.localtime(found.oldest).strftime("%d/%m %H:%M"),
        )
    return well(N_("Queue: %(count)s entries wait."), count=found.unsealed + found.waiting)


def _retention(now: datetime) -> Finding:
    last = registry.last_retention()
    if last is None:
        return well(N_("Retention: it has not run yet; the server does it once a day."))
    when = timezone.localtime(last).strftime("%d/%m/%Y %H:%M")
    if now - last > LATE_AFTER:
        return wrong(
            N_("Retention: nothing has gone since %(when)s; start `benkan up`, or run it by hand."),
            when=when,
        )
    return well(N_("Retention: what is over went on %(when)s."), when=when)


def _tasks() -> Finding:
    failed, waiting = tasks.failed_tasks(), tasks.waiting_tasks()
    if failed:
        return wrong(N_("Tasks: %(failed)s have failed; the log says why."), failed=failed)
    return well(N_("Tasks: %(waiting)s wait, none has failed."), waiting=waiting)
