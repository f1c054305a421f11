"""What awaits me: counts for the page of the day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.scope import own_offices, seen_by
from benkan.apps.commitments.rules import PUBLISHERS, TAKERS, TO_DO, State, Step
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class Awaiting:
    """How many commitments wait for this actor: as the office, to check with citizens, to settle, to
    be shown to the public; and how many of those in sight are late."""

    to_answer: int
    to_do: int
    late: int
    to_check: int
    to_settle: int
    to_publish: int

    @property
    def total(self) -> int:
        return self.to_answer + self.to_do + self.to_check + self.to_settle


def awaiting(actor: Actor, programme: UUID, today: date) -> Awaiting:
    """What waits for the actor, in two queries and one for the places."""
    own = _counted(
        Commitment.objects.filter(programme=programme, office__in=own_offices(actor)), today
    )
    seen = _counted(seen_by(actor, programme), today)
    checks = actor.holds_anywhere(*TAKERS[Step.CONFIRM].roles)
    settles = actor.holds_anywhere(*TAKERS[Step.KEEP].roles)
    return Awaiting(
        to_answer=own["to_answer"],
        to_do=own["to_do"],
        late=seen["late"],
        to_check=seen["to_check"] if checks else 0,
        to_settle=seen["to_settle"] if settles else 0,
        to_publish=seen["to_publish"] if actor.holds_anywhere(*PUBLISHERS) else 0,
    )


def _counted(rows: QuerySet[Commitment], today: date) -> dict[str, int]:
    return rows.aggregate(
        to_answer=Count("id", filter=Q(state=State.PROPOSED)),
        to_do=Count("id", filter=Q(state__in=TO_DO)),
        late=Count("id", filter=Q(state__in=TO_DO, due_on__lt=today)),
        to_check=Count("id", filter=Q(state=State.REPORTED_DONE)),
        to_settle=Count("id", filter=Q(state=State.CONFIRMED)),
        to_publish=Count("id", filter=Q(published_at=None, withdrawn_at=None)),
    )
