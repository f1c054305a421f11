"""Who can be written to, and in which language."""

from datetime import datetime
from uuid import UUID

from benkan.apps.messaging.models import Consent, Contact, InboundMessage
from benkan.apps.messaging.queries.keys import number_digest, number_keys
from benkan.apps.messaging.rules.outbox import Standing


def contact_language(contact: UUID) -> str:
    """The language in which the contact is written to, in one query."""
    return Contact.objects.values_list("language", flat=True).get(pk=contact)


def chosen_language(contact: UUID) -> str:
    """The language that the contact has chosen herself, in one query; empty when she never did."""
    chosen = Contact.objects.filter(pk=contact, language_chosen_at__isnull=False)
    return chosen.values_list("language", flat=True).first() or ""


def can_be_answered(contact: UUID) -> bool:
    """Whether there is still a number and the contact has not stopped us, in one query."""
    return Contact.objects.filter(pk=contact, erased_at=None, stopped_at=None).exists()


def has_consent(contact: UUID, purpose: str) -> bool:
    """Whether the contact agreed to be written to for a purpose, in one query."""
    given = Consent.objects.filter(contact=contact, purpose=purpose, withdrawn_at=None)
    return given.exists()


def standing(contact: Contact, purpose: str) -> Standing:
    """What decides whether a message may go to the contact, in two queries."""
    heard = InboundMessage.objects.filter(contact=contact).order_by("-received_at")
    return Standing(
        is_erased=contact.erased_at is not None,
        is_service=contact.is_service,
        has_consent=has_consent(contact.pk, purpose),
        stopped_at=contact.stopped_at,
        last_heard_at=heard.values_list("received_at", flat=True).first(),
    )


def contact_with(number: str, *, programme: UUID) -> Contact | None:
    """The contact of a programme with a number in its one form, in one query."""
    digests = [number_digest(number, programme=programme, number_key=key) for key in number_keys()]
    return Contact.objects.filter(programme=programme, number_digest__in=digests).first()


def erased_at(contact: UUID) -> datetime | None:
    """When the contact was erased, in one query; None while she is not."""
    return Contact.objects.values_list("erased_at", flat=True).get(pk=contact)


def erased_contacts(*, since: datetime | None = None) -> set[UUID]:
    """The contacts that were erased, all or since a moment, in one query."""
    rows = Contact.objects.filter(erased_at__isnull=False)
    if since is not None:
        rows = rows.filter(erased_at__gte=since)
    return set(rows.values_list("pk", flat=True))
