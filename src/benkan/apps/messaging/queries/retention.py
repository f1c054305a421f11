"""Which contacts and requests have been kept long enough, as far as messaging knows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from benkan.apps.messaging.models import (
    Awaited,
    Consent,
    Contact,
    InboundMessage,
    KeptLonger,
    OwnNumber,
)


def contacts_long_unheard(
    programme: UUID, *, before: datetime, today: date, after: UUID, limit: int
) -> list[UUID]:
    """Contacts that were first met and last heard before a moment, want no news of their commune, wait
    for no result, are not kept for a purpose, and are nobody's own number for reminders: in order, those
    after one, in one query. Their cases are another chapter's to ask about."""
    heard = InboundMessage.objects.filter(contact=OuterRef("pk"), received_at__gte=before)
    news = Consent.objects.filter(
        contact=OuterRef("pk"), purpose=Consent.Purpose.COMMUNE_NEWS, withdrawn_at=None
    )
    kept = KeptLonger.objects.filter(contact=OuterRef("pk"), until__gte=today)
    own = OwnNumber.objects.filter(contact=OuterRef("pk"), confirmed_at__isnull=False)
    awaits = Awaited.objects.filter(contact=OuterRef("pk"), ended_at=None, until__gte=today)
    rows = Contact.objects.filter(
        ~Exists(own),
        ~Exists(awaits),
        ~Exists(heard),
        ~Exists(news),
        ~Exists(kept),
        programme=programme,
        erased_at=None,
        first_seen_at__lt=before,
        pk__gt=after,
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def requests_before(programme: UUID, *, before: datetime) -> QuerySet[InboundMessage]:
    """Messages whose raw request is still kept and that came before a moment."""
    rows = InboundMessage.objects.filter(contact__programme=programme, received_at__lt=before)
    return rows.exclude(sealed_request=b"")


@dataclass(frozen=True)
class KeptFor:
    """A contact that is kept longer. `contact` is not a number."""

    contact: UUID
    purpose: str
    until: date
    decided_at: datetime


def kept_longer(programme: UUID, *, today: date, limit: int = 100) -> list[KeptFor]:
    """The contacts of a programme that are kept longer, the next to end first, in one query."""
    rows = KeptLonger.objects.filter(
        contact__programme=programme, contact__erased_at=None, until__gte=today
    )
    return [
        KeptFor(row.contact_id, row.purpose, row.until, row.decided_at)
        for row in rows.order_by("until", "pk")[:limit]
    ]
