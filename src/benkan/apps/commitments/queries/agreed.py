"""All actions that rounds agreed on, with the links of their chains as they were on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from benkan.apps.commitments.models import CitizensCheck, Commitment, CommitmentStep, Proof
from benkan.apps.commitments.rules import Link, State, Step


@dataclass(frozen=True)
class AgreedAction:
    """An action and what it had on a day: all but the next round's score. `scored_by`: the round and the
    indicator that the next one is to score."""

    id: UUID
    place: UUID
    service: str
    state: State
    agreed_on: date
    due_on: date
    there: frozenset[Link]
    scored_by: tuple[UUID, UUID] | None


def actions_agreed(programme: UUID, *, until: datetime) -> list[AgreedAction]:
    """What rounds of a programme agreed on before a moment, with what was known of it then, by number;
    in one query."""
    accepted = CommitmentStep.objects.filter(
        commitment=OuterRef("pk"), step=Step.ACCEPT, moment__lt=until
    )
    shown = Proof.objects.filter(commitment=OuterRef("pk"), moment__lt=until)
    checked = CitizensCheck.objects.filter(commitment=OuterRef("pk"), moment__lt=until)
    rows = (
        Commitment.objects.filter(
            programme=programme, assessed_in__isnull=False, proposed_at__lt=until
        )
        .annotate(is_taken_on=Exists(accepted), is_shown=Exists(shown), is_checked=Exists(checked))
        .order_by("number")
    )
    return [_one(row, until) for row in rows]


def _one(row: Commitment, until: datetime) -> AgreedAction:
    pair = None
    if row.assessed_in_id is not None and row.indicator_id is not None:
        pair = (row.assessed_in_id, row.indicator_id)
    has = {
        Link.OFFICE: row.is_taken_on,  # type: ignore[attr-defined]  # annotated above
        Link.INDICATOR: pair is not None,
        Link.PROOF: row.is_shown,  # type: ignore[attr-defined]
        Link.CHECK: row.is_checked,  # type: ignore[attr-defined]
    }
    is_over = row.settled_at is not None and row.settled_at < until
    return AgreedAction(
        id=row.pk,
        place=row.place_id,
        service=row.service,
        state=State(row.state) if is_over or row.settled_at is None else State.IN_PROGRESS,
        agreed_on=timezone.localdate(row.proposed_at),
        due_on=row.due_on,
        there=frozenset(link for link, is_there in has.items() if is_there),
        scored_by=pair,
    )
