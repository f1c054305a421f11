"""The commitments of the public record, as feeds, SMS and open data carry them: only what was
published, and since when."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from benkan.apps.commitments.models import Commitment, CommitmentStep
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.rules import State, Step

AT_ONCE = 500
_OUTCOMES = (State.KEPT, State.BROKEN)


@dataclass(frozen=True)
class OnRecord:
    """A published commitment. `promised_at`: since when everybody knows that an office took it on;
    None while none has. `settled_at`: since when everybody knows that it was kept or broken."""

    line: PromiseLine
    problem: str
    expected_result: str
    published_at: datetime
    promised_at: datetime | None
    settled_at: datetime | None


def on_record(
    programme: UUID,
    places: Collection[UUID] | None = None,
    *,
    today: date,
    limit: int,
    since: datetime | None = None,
) -> list[OnRecord]:
    """The published commitments at the places themselves (None: everywhere) that were published or
    settled after a moment, the latest published first, in four queries."""
    rows = _published(programme)
    if places is not None:
        rows = rows.filter(place__in=places)
    if since is not None:
        accepted = CommitmentStep.objects.filter(
            commitment=OuterRef("pk"), step=Step.ACCEPT, moment__gt=since
        )
        is_new = Q(published_at__gt=since) | Q(settled_at__gt=since) | Exists(accepted)
        rows = rows.filter(is_new)
    return _shown(rows.order_by("-published_at", "id")[:limit], today=today)


def record_whole(programme: UUID, *, today: date) -> Iterator[OnRecord]:
    """All published commitments by number, 500 in memory at a time, four queries for each 500."""
    after = 0
    while rows := list(_published(programme).filter(number__gt=after).order_by("number")[:AT_ONCE]):
        yield from _shown(rows, today=today)
        after = rows[-1].number


def record_after(programme: UUID, number: int, *, today: date, limit: int) -> list[OnRecord]:
    """Some published commitments whose number is above one, by number, in four queries."""
    rows = _published(programme).filter(number__gt=number).order_by("number")
    return _shown(rows[:limit], today=today)


def _published(programme: UUID) -> QuerySet[Commitment]:
    return Commitment.objects.filter(programme=programme, published_at__isnull=False)


def _shown(rows: Iterable[Commitment], *, today: date) -> list[OnRecord]:
    rows = list(rows)
    steps = CommitmentStep.objects.filter(commitment__in=rows, step=Step.ACCEPT)
    accepted = dict(steps.order_by("-moment").values_list("commitment", "moment"))
    return [
        _one(row, line, accepted.get(row.pk))
        for row, line in zip(rows, lines(rows, today=today), strict=True)
    ]


def _one(row: Commitment, line: PromiseLine, accepted_at: datetime | None) -> OnRecord:
    assert row.published_at is not None, "only what is published is asked for"
    outcome = row.settled_at if row.state in _OUTCOMES else None
    return OnRecord(
        line=line,
        problem=row.problem,
        expected_result=row.expected_result,
        published_at=row.published_at,
        promised_at=_known(accepted_at, row.published_at),
        settled_at=_known(outcome, row.published_at),
    )


def _known(moment: datetime | None, published_at: datetime) -> datetime | None:
    """Nothing is known to everybody before it was published."""
    return None if moment is None else max(moment, published_at)
