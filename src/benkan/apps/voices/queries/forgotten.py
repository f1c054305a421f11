"""What was forgotten, and what would be."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


def forgotten_cases(*, since: datetime | None = None) -> set[UUID]:
    """The cases whose words are gone, all or since a moment, in one query."""
    rows = Case.objects.filter(forgotten_at__isnull=False)
    if since is not None:
        rows = rows.filter(forgotten_at__gte=since)
    return set(rows.values_list("pk", flat=True))


def forgotten_in_part(programme: UUID) -> int:
    """How many contacts have a message that was forgotten and another that was not, since it was kept
    from whoever deleted; in one query."""
    from_numbers = Case.objects.filter(programme=programme, contact__isnull=False)
    left = from_numbers.filter(forgotten_at=None).values("contact")
    gone = from_numbers.filter(forgotten_at__isnull=False, contact__in=left)
    return gone.values("contact").distinct().count()


@dataclass(frozen=True)
class ToForget:
    """What goes with a case when whoever spoke asks for it. `others` counts the other messages that the
    actor may know of and that came from the same number."""

    case: UUID
    reference: str
    has_contact: bool
    has_voice: bool
    has_photo: bool
    is_open: bool
    is_forgotten: bool
    others: int


def what_is_to_forget(case: UUID, *, actor: Actor, programme: UUID) -> ToForget:
    """What would go with a case; `NotFound` when the actor may not know of it. Two queries more than
    `cases_known_to` takes."""
    known = cases_known_to(actor, programme)
    row = known.filter(pk=case).first()
    if row is None:
        raise NotFound()
    same = known.filter(contact=row.contact_id).exclude(pk=case) if row.contact_id else None
    return ToForget(
        case=row.pk,
        reference=row.reference,
        has_contact=row.contact_id is not None,
        has_voice=row.recording_file is not None,
        has_photo=row.photo_file is not None,
        is_open=row.closed_at is None,
        is_forgotten=row.forgotten_at is not None,
        others=same.count() if same is not None else 0,
    )
