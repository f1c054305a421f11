"""Take a message in: kept before the gateway is answered, understood later."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from benkan.apps.journal.actions import record
from benkan.apps.messaging.actions.contacts import reopen_contact, sender_for, stop_contact
from benkan.apps.messaging.actions.outbox import queue_notice
from benkan.apps.messaging.events import MessageReceived
from benkan.apps.messaging.models import Contact, Gateway, InboundMessage
from benkan.apps.messaging.queries.keys import contact_key
from benkan.apps.messaging.rules import keywords
from benkan.apps.messaging.rules.keywords import Keyword
from benkan.kit import sealing
from benkan.kit.actor import NOBODY


def receive(
    *, gateway: UUID, external_key: str, number: str, text: str, raw: bytes, moment: datetime
) -> bool:
    """Keep a message with its sender and its event, in one short transaction.

    What comes from a name or a short code is an operator's notice: it is kept for staff to read,
    and nothing follows from it, since nobody there reads an answer.

    False when this delivery was kept before, today or long ago: then nothing changes. It is the
    unique key that tells, never a look before the insert, since gateways repeat themselves fast.

    Raises:
        NumberNotPossible: no sender was named.
    """
    try:
        with transaction.atomic():
            _keep(gateway, external_key, number, text, raw, moment)
    except IntegrityError:
        # The contact that a repeated delivery may have made (its own was erased) is undone too.
        kept = InboundMessage.objects.filter(gateway=gateway, external_key=external_key)
        if not kept.exists():
            raise
        return False
    return True


def _keep(
    gateway: UUID, external_key: str, number: str, text: str, raw: bytes, moment: datetime
) -> None:
    programme = Gateway.objects.values_list("programme", flat=True).get(pk=gateway)
    contact = Contact.objects.get(pk=sender_for(programme=programme, sender=number, moment=moment))
    key = contact_key(contact)
    assert key is not None, "a contact that is found by its number is not erased"
    message = uuid4()
    InboundMessage.objects.create(
        id=message,
        gateway_id=gateway,
        external_key=external_key,
        contact=contact,
        sealed_request=sealing.sealed(key, raw, bound_to=message, use="request"),
        sealed_text=sealing.sealed(key, text.encode(), bound_to=message, use="text"),
        received_at=moment,
    )
    if not contact.is_service:
        _follow(contact.pk, programme, message, keywords.keyword(text), moment)


def _follow(
    contact: UUID, programme: UUID, message: UUID, word: Keyword | None, moment: datetime
) -> None:
    """STOP and START work here and now: they must, even when nothing else does."""
    if word is Keyword.STOP:
        if stop_contact(contact=contact, moment=moment):
            queue_notice(contact=contact, message=message, text=keywords.STOPPED, moment=moment)
    elif word is Keyword.START:
        if reopen_contact(contact=contact, moment=moment):
            queue_notice(contact=contact, message=message, text=keywords.STARTED, moment=moment)
    else:
        event = MessageReceived(message=message, contact=contact)
        record(event, programme=programme, actor=NOBODY, moment=moment)
