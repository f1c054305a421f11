"""What retention has done, and when it did last."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q

from benkan.apps.registry.models import RetentionRun


@dataclass(frozen=True)
class Run:
    """One run. `ended_at` None: it was cut short, and the next one went on."""

    kind: str
    began_at: datetime
    ended_at: datetime | None
    removed: int
    seconds: float


def last_retention() -> datetime | None:
    """When a run came to its end last, in one query."""
    found: datetime | None = RetentionRun.objects.aggregate(last=Max("ended_at"))["last"]
    return found


def retention_begun(kind: str, programme: UUID | None) -> datetime | None:
    """When the last run of a kind began that came to its end, in one query."""
    rows = RetentionRun.objects.filter(kind=kind, programme=programme, ended_at__isnull=False)
    found: datetime | None = rows.aggregate(last=Max("began_at"))["last"]
    return found


def retention_runs(programme: UUID | None, *, limit: int = 100) -> list[Run]:
    """The last runs of a programme and of the host, or of everything, the newest first, in one query."""
    rows = RetentionRun.objects.all()
    if programme is not None:
        rows = rows.filter(Q(programme=programme) | Q(programme=None))
    return [
        Run(row.kind, row.began_at, row.ended_at, row.removed, row.seconds)
        for row in rows.order_by("-began_at", "kind")[:limit]
    ]
