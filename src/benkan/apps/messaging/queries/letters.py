"""How the e-mails stand: no address, no words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from benkan.apps.messaging.models import OutboundLetter
from benkan.apps.messaging.rules.outbox import State


def are_letters_due(now: datetime) -> bool:
    """Whether an e-mail is to leave now, in one query."""
    return OutboundLetter.objects.filter(state=State.QUEUED, next_try_at__lte=now).exists()


@dataclass(frozen=True)
class LetterNotSent:
    """An e-mail that did not leave, and why."""

    state: str
    reason: str
    attempts: int
    changed_at: datetime


@dataclass(frozen=True)
class LettersState:
    """How many e-mails are in each state, and the last that did not leave or wait for another try."""

    counts: dict[str, int]
    troubles: tuple[LetterNotSent, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def letters_state(programme: UUID, *, limit: int = 20) -> LettersState:
    """How the e-mails of a programme stand, in two queries. That a programme which is not real holds
    its letters back is no trouble."""
    ours = OutboundLetter.objects.filter(programme=programme)
    counted = ours.values_list("state").annotate(n=Count("id")).order_by()
    failed = Q(state__in=[State.FAILED, State.GIVEN_UP]) | Q(state=State.QUEUED, attempts__gt=0)
    rows = ours.filter(failed).order_by("-changed_at", "id")[:limit]
    return LettersState(
        counts=dict(counted),
        troubles=tuple(
            LetterNotSent(row.state, row.reason, row.attempts, row.changed_at) for row in rows
        ),
    )


def last_told_a_witness() -> datetime | None:
    """When a letter to a witness left last, in one query."""
    sent = OutboundLetter.objects.filter(witness__isnull=False, state=State.SENT)
    last: datetime | None = sent.aggregate(last=Max("changed_at"))["last"]
    return last
