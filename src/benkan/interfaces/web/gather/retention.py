"""How long data are kept: the table, what the last runs did, and what goes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.registry.rules.retention import (
    EVERY,
    LATE_AFTER,
    OF_A_PROGRAMME,
    SPAN,
    TABLE,
    Kept,
    Kind,
)
from benkan.apps.voices import queries as voices
from benkan.kit.actor import Actor
from benkan.kit.pages import ProgrammeHere

SOON = timedelta(days=7)
_MOST = 200
_START = UUID(int=0)


@dataclass(frozen=True)
class Line:
    """One line of the table, with the last run that came to its end. `goes_here`: a run looks after it
    in this programme."""

    kept: Kept
    last: registry.Run | None
    goes_here: bool


@dataclass(frozen=True)
class RetentionPage:
    """`going` counts the contacts that go within a week, up to 200; None where nobody goes, since
    nobody there is real."""

    lines: list[Line]
    runs: list[registry.Run]
    last: datetime | None
    next: datetime | None
    is_late: bool
    going: int | None
    kept_longer: list[messaging.KeptFor]

    @property
    def goes_many(self) -> bool:
        return self.going == _MOST


def retention_page(programme: ProgrammeHere, *, actor: Actor, now: datetime) -> RetentionPage:
    """Everything for the page, in at most four queries, and three more where somebody is kept longer:
    why is told to those alone who may know of all that she said."""
    runs = registry.retention_runs(programme.id)
    last = max((run.ended_at for run in runs if run.ended_at), default=None)
    latest: dict[str, registry.Run] = {}
    for run in reversed(runs):
        if run.ended_at:
            latest[run.kind] = run
    today = timezone.localdate(now)
    kept = messaging.kept_longer(programme.id, today=today)
    told = voices.contacts_open_to(
        {one.contact for one in kept}, actor=actor, programme=programme.id
    )
    return RetentionPage(
        lines=[
            Line(
                kept,
                latest.get(kept.kind),
                goes_here=kept.by_itself and (programme.is_real or kept.kind not in OF_A_PROGRAMME),
            )
            for kept in TABLE
        ],
        runs=[run for run in runs if run.removed or run.ended_at is None][:12],
        last=last,
        next=last + EVERY if last else None,
        is_late=last is not None and now - last > LATE_AFTER,
        going=_going(programme.id, now=now) if programme.is_real else None,
        kept_longer=[one for one in kept if one.contact in told],
    )


def _going(programme: UUID, *, now: datetime) -> int:
    before = now + SOON - SPAN[Kind.IDENTITY]
    today = timezone.localdate(now)
    contacts = messaging.contacts_long_unheard(
        programme, before=before, today=today, after=_START, limit=_MOST
    )
    return len(set(contacts) - voices.contacts_still_needed(contacts, before=before))
