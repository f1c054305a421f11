"""What was forgotten."""

from datetime import datetime
from uuid import UUID

from benkan.apps.voices.models import Case


def forgotten_cases(*, since: datetime | None = None) -> set[UUID]:
    """The cases whose words are gone, all or since a moment, in one query."""
    rows = Case.objects.filter(forgotten_at__isnull=False)
    if since is not None:
        rows = rows.filter(forgotten_at__gte=since)
    return set(rows.values_list("pk", flat=True))
