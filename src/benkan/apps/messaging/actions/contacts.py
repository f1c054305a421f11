"""Contacts: who can be reached, for what, and how they leave."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from benkan.apps.journal.actions import record
from benkan.apps.messaging.events import ContactReopened, ContactStopped
from benkan.apps.messaging.models import (
    Awaited,
    Consent,
    Contact,
    ContactKey,
    Subscription,
)
from benkan.apps.messaging.queries.contacts import contact_with, has_consent
from benkan.apps.messaging.queries.keys import (
    master_of,
    number_digest,
    number_keys,
    sealed_by_master,
)
from benkan.apps.messaging.rules.numbers import (
    NumberNotPossible,
    normal_number,
    number_of_sender,
    sender_name,
)
from benkan.kit import sealing
from benkan.kit.actor import NOBODY
from benkan.kit.refusals import NotFound


@transaction.atomic
def contact_for(
    *,
    programme: UUID,
    number: str,
    moment: datetime,
    language: str = "fr",
    is_brought: bool = False,
) -> UUID:
    """The contact with that number in the programme, made now if there is none. `is_brought`: by an
    operator, who knows better than we which numbers there are; else somebody typed it.

    Raises:
        NumberNotPossible: it is no number that can be written to.
    """
    name = number_of_sender(number) if is_brought else normal_number(number)
    return _found_or_made(name, programme, language, moment)


def sender_for(*, programme: UUID, sender: str, moment: datetime) -> UUID:
    """Whoever a message came from: a contact that can be written to, or else a service.

    Raises:
        NumberNotPossible: no sender was named.
    """
    try:
        return contact_for(programme=programme, number=sender, moment=moment, is_brought=True)
    except NumberNotPossible:
        name = sender_name(sender)
        return _found_or_made(name, programme, "fr", moment, is_service=True)


def _found_or_made(
    name: str, programme: UUID, language: str, moment: datetime, *, is_service: bool = False
) -> UUID:
    found = contact_with(name, programme=programme)
    if found is not None:
        return found.pk
    try:
        with transaction.atomic():
            return _new_contact(name, programme, language, moment, is_service=is_service)
    except IntegrityError:  # somebody else has just made it
        found = contact_with(name, programme=programme)
        if found is None:
            raise
        return found.pk


def _new_contact(
    number: str, programme: UUID, language: str, moment: datetime, *, is_service: bool
) -> UUID:
    contact, key, number_key = uuid4(), sealing.new_key(), number_keys()[0]
    Contact.objects.create(
        id=contact,
        programme_id=programme,
        number_digest=number_digest(number, programme=programme, number_key=number_key),
        number_key=number_key,
        sealed_number=sealing.sealed(key, number.encode(), bound_to=contact, use="number"),
        language=language,
        is_service=is_service,
        first_seen_at=moment,
    )
    wrapped = sealed_by_master(key, bound_to=contact, use="key")
    ContactKey.objects.create(contact_id=contact, master=master_of(wrapped), wrapped=wrapped)
    return contact


@transaction.atomic
def give_consent(*, contact: UUID, purpose: str, how: str, moment: datetime) -> None:
    """Note that the contact agreed to be written to for a purpose. A second call changes nothing."""
    locked_contact(contact)
    if not has_consent(contact, purpose):
        Consent.objects.create(contact_id=contact, purpose=purpose, how=how, given_at=moment)


@transaction.atomic
def withdraw_consent(*, contact: UUID, purpose: str, moment: datetime) -> None:
    """Note that the contact no longer agrees. A second call changes nothing."""
    given = Consent.objects.filter(contact=contact, purpose=purpose, withdrawn_at=None)
    given.update(withdrawn_at=moment)


@transaction.atomic
def stop_contact(*, contact: UUID, moment: datetime) -> bool:
    """Write no more to the contact, and end the news that it had asked for: they come back only when
    it asks for them again. False, and no event, when it had stopped already."""
    row = locked_contact(contact)
    if row.stopped_at is not None:
        return False
    end_news(row, moment=moment)
    row.stopped_at = moment
    row.save(update_fields=["stopped_at"])
    event = ContactStopped(contact=contact)
    record(event, programme=row.programme_id, actor=NOBODY, moment=moment)
    return True


def end_news(contact: Contact, *, moment: datetime) -> int:
    """End all subscriptions of a locked contact and what it waits to hear, with the consent to them;
    returns how many subscriptions ended."""
    withdraw_consent(contact=contact.pk, purpose=Consent.Purpose.COMMUNE_NEWS, moment=moment)
    withdraw_consent(contact=contact.pk, purpose=Consent.Purpose.RESULT, moment=moment)
    Awaited.objects.filter(contact=contact, ended_at=None).update(ended_at=moment)
    return Subscription.objects.filter(contact=contact, ended_at=None).update(ended_at=moment)


@transaction.atomic
def stop_number(*, programme: UUID, number: str, moment: datetime) -> bool:
    """Write no more to a number that told its operator so, even one we had not met before."""
    contact = contact_for(programme=programme, number=number, moment=moment, is_brought=True)
    return stop_contact(contact=contact, moment=moment)


@transaction.atomic
def reopen_contact(*, contact: UUID, moment: datetime) -> bool:
    """Write again, for what the contact had agreed to. False when it had not stopped."""
    row = locked_contact(contact)
    if row.stopped_at is None:
        return False
    row.stopped_at = None
    row.save(update_fields=["stopped_at"])
    event = ContactReopened(contact=contact)
    record(event, programme=row.programme_id, actor=NOBODY, moment=moment)
    return True


def locked_contact(contact: UUID) -> Contact:
    """The contact, locked; `NotFound` when there is none."""
    try:
        return Contact.objects.select_for_update().get(pk=contact)
    except Contact.DoesNotExist:
        raise NotFound() from None
