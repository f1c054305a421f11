"""Let go of voices, photos and counts that have been kept long enough."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.files import actions as files
from benkan.apps.voices.models import Case, ConnectionCount
from benkan.apps.voices.queries.retention import voices_before


@transaction.atomic
def let_voices_go(*, programme: UUID, before: datetime, limit: int, moment: datetime) -> int:
    """Let go of the voice and the photo of some cases without a contact that were closed before a
    moment; returns how many cases, 0 at the end."""
    found = list(voices_before(programme, before=before).select_for_update()[:limit])
    brought = [file for case in found for file in (case.recording_file, case.photo_file) if file]
    files.erase(brought, moment=moment)
    ids = [case.pk for case in found]
    return Case.objects.filter(pk__in=ids).update(recording_file=None, photo_file=None)


@transaction.atomic
def let_connections_go(*, before: datetime, limit: int) -> int:
    """Forget some counts of connections whose stretch began before a moment; 0 at the end."""
    rows = ConnectionCount.objects.filter(window__lt=before).values_list("pk", flat=True)[:limit]
    removed, _ = ConnectionCount.objects.filter(pk__in=list(rows)).delete()
    return removed
