"""Which cases still need whoever spoke, and whose voice has been kept long enough."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.voices.models import Case


def contacts_still_needed(contacts: Collection[UUID], *, before: datetime) -> set[UUID]:
    """Those of the contacts who have a case that is open, taken up again, or was closed later than a
    moment, in one query."""
    needed = Q(closed_at=None) | Q(closed_at__gte=before)
    cases = Case.objects.filter(needed, contact__in=contacts)
    return {contact for contact in cases.values_list("contact", flat=True) if contact}


def voices_before(programme: UUID, *, before: datetime) -> QuerySet[Case]:
    """Cases without a contact, closed before a moment, whose voice or photo is still kept."""
    brought = Q(recording_file__isnull=False) | Q(photo_file__isnull=False)
    return Case.objects.filter(
        brought, programme=programme, contact=None, closed_at__lt=before
    ).order_by("pk")
