"""Write down what retention does, as it does it; and let go of what is the registry's own."""

from datetime import datetime
from uuid import UUID

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from benkan.apps.journal.actions import record
from benkan.apps.registry.events import RetentionRan
from benkan.apps.registry.models import RetentionRun
from benkan.apps.registry.rules.retention import RUNS_KEPT, SPAN, Kind
from benkan.kit.actor import NOBODY


def begin_run(*, kind: Kind, programme: UUID | None, moment: datetime) -> UUID:
    """Begin a run; what was begun and never ended stays as it is."""
    return RetentionRun.objects.create(kind=kind, programme_id=programme, began_at=moment).pk


def count_in_run(run: UUID, *, removed: int) -> None:
    """Count what a batch has removed, in the transaction that removes it."""
    RetentionRun.objects.filter(pk=run).update(removed=F("removed") + removed)


@transaction.atomic
def end_run(*, run: UUID, moment: datetime, seconds: float) -> None:
    """The run has come to its end: it is announced, and runs of long ago are forgotten."""
    row = RetentionRun.objects.select_for_update().get(pk=run)
    row.ended_at, row.seconds = moment, seconds
    row.save(update_fields=["ended_at", "seconds"])
    if row.programme_id is not None:
        event = RetentionRan(run=row.pk, kind=row.kind, removed=row.removed)
        record(event, programme=row.programme_id, actor=NOBODY, moment=moment)
    RetentionRun.objects.filter(began_at__lt=moment - RUNS_KEPT).delete()


@transaction.atomic
def let_sessions_go(*, now: datetime, limit: int) -> int:
    """Delete some sessions that are over and tries to log in of more than a day ago; 0 at the end."""
    over = Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:limit]
    sessions, _ = Session.objects.filter(pk__in=list(over)).delete()
    old = AccessAttempt.objects.filter(attempt_time__lt=now - SPAN[Kind.SESSIONS])
    tries, _ = AccessAttempt.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:limit])
    ).delete()
    return int(sessions) + int(tries)
