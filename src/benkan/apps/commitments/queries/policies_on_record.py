"""The measures of the public record, as feeds, SMS and open data carry them: only what was published,
and of their stages only those that were verified."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.commitments.models import PolicyMeasure, PolicyStage
from benkan.apps.commitments.queries.policies import PolicyLine, policy_lines
from benkan.apps.commitments.rules.stages import Stage, StageState

AT_ONCE = 500


@dataclass(frozen=True)
class PolicyOnRecord:
    """A published measure with the furthest stage that was verified, and the day of it."""

    line: PolicyLine
    summary: str
    stage: Stage | None
    on: date | None
    published_at: datetime


def policies_on_record(
    programme: UUID,
    places: Collection[UUID] | None = None,
    *,
    limit: int,
    since: datetime | None = None,
) -> list[PolicyOnRecord]:
    """The published measures made for the places themselves (None: all) that were published after a
    moment, the latest first, in four queries."""
    rows = _published(programme)
    if places is not None:
        rows = rows.filter(place__in=places)
    if since is not None:
        rows = rows.filter(published_at__gt=since)
    return _shown(rows.order_by("-published_at", "id")[:limit])


def policies_whole(programme: UUID) -> Iterator[PolicyOnRecord]:
    """All published measures by number, 500 in memory at a time, four queries for each 500."""
    after = 0
    while rows := list(_published(programme).filter(number__gt=after).order_by("number")[:AT_ONCE]):
        yield from _shown(rows)
        after = rows[-1].number


def policies_after(programme: UUID, number: int, *, limit: int) -> list[PolicyOnRecord]:
    """Some published measures whose number is above one, by number, in four queries."""
    return _shown(_published(programme).filter(number__gt=number).order_by("number")[:limit])


def _published(programme: UUID) -> QuerySet[PolicyMeasure]:
    return PolicyMeasure.objects.filter(programme=programme, published_at__isnull=False)


def _shown(rows: Iterable[PolicyMeasure]) -> list[PolicyOnRecord]:
    rows = list(rows)
    days: dict[UUID, dict[Stage, date | None]] = {}
    verified = PolicyStage.objects.filter(measure__in=rows, state=StageState.VERIFIED)
    for measure, stage, on in verified.values_list("measure", "stage", "on"):
        days.setdefault(measure, {})[Stage(stage)] = on
    return [
        _one(row, line, days.get(row.pk, {}))
        for row, line in zip(rows, policy_lines(rows), strict=True)
    ]


def _one(row: PolicyMeasure, line: PolicyLine, days: dict[Stage, date | None]) -> PolicyOnRecord:
    assert row.published_at is not None, "only what is published is asked for"
    furthest = next((stage for stage in reversed(Stage) if stage in days), None)
    return PolicyOnRecord(
        line=line,
        summary=row.summary,
        stage=furthest,
        on=days[furthest] if furthest else None,
        published_at=row.published_at,
    )
