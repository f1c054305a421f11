"""Which cases still need whoever spoke, and whose voice has been kept long enough."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.rules.retention import NobodyToKeep
from benkan.kit.actor import Actor


def contacts_still_needed(contacts: Collection[UUID], *, before: datetime) -> set[UUID]:
    """Those of the contacts who have a case that is open, taken up again, or was closed later than a
    moment, in one query."""
    needed = Q(closed_at=None) | Q(closed_at__gte=before)
    cases = Case.objects.filter(needed, contact__in=contacts)
    return {contact for contact in cases.values_list("contact", flat=True) if contact}


def contacts_open_to(
    contacts: Collection[UUID], *, actor: Actor, programme: UUID
) -> frozenset[UUID]:
    """Those of the contacts who said nothing that is kept from the actor and still there; in one query more than the
    actor's places take, in none for nobody."""
    if not contacts:
        return frozenset()
    known = cases_known_to(actor, programme)
    said = Case.objects.filter(contact__in=contacts, forgotten_at=None)
    kept_from_her = said.exclude(pk__in=known.values("pk"))
    return frozenset(contacts) - frozenset(kept_from_her.values_list("contact", flat=True))


def voices_before(programme: UUID, *, before: datetime) -> QuerySet[Case]:
    """Cases without a contact, closed before a moment, whose voice or photo is still kept."""
    brought = Q(recording_file__isnull=False) | Q(photo_file__isnull=False)
    return Case.objects.filter(
        brought, programme=programme, contact=None, closed_at__lt=before
    ).order_by("pk")


def contact_of_message(reference: str, *, actor: Actor, programme: UUID) -> UUID:
    """Who sent the message of that number, in one query more than the actor's places take.

    Raises:
        NobodyToKeep: there is no such message that the actor may know of, or it came without a number.
    """
    cases = cases_known_to(actor, programme).filter(
        reference=reference.strip().upper(), contact__isnull=False, forgotten_at=None
    )
    contact = cases.values_list("contact", flat=True).first()
    if contact is None:
        raise NobodyToKeep()
    return contact
