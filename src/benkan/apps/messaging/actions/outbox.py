"""The outbox: what waits to be sent, and what gateways report about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from benkan.apps.messaging.models import Contact, OutboundMessage, Receipt
from benkan.apps.messaging.queries.contacts import standing
from benkan.apps.messaging.queries.keys import contact_key
from benkan.apps.messaging.rules import sms
from benkan.apps.messaging.rules.outbox import (
    Purpose,
    Standing,
    State,
    after_receipt,
    why_withheld,
)
from benkan.apps.messaging.rules.spelling import Spelling, spelled
from benkan.kit import sealing
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class Letter:
    """A text that is to leave: what it is recognised by, its words, and when it was written."""

    key: str
    text: str
    moment: datetime


@transaction.atomic
def queue_message(
    *,
    programme: UUID,
    contact: UUID,
    key: str,
    purpose: str,
    text: str,
    moment: datetime,
    spelling: str = "exact",
) -> UUID:
    """Put a message in the outbox. With a key that was used before, the first one stands.

    It is kept but withheld, with a reason, when the contact has stopped us or has not agreed to the
    purpose; a "reply" answers a message that has just come in and needs no more than that. The text
    goes out in the `spelling` that its writer chose, "exact" or "economical".
    """
    as_sent = spelled(text, Spelling(spelling))
    ours = OutboundMessage.objects.filter(programme=programme, key=key)
    before = ours.values_list("pk", flat=True).first()
    if before is not None:
        return before
    try:
        with transaction.atomic():
            return _queue(programme, contact, Purpose(purpose), [Letter(key, as_sent, moment)])[0]
    except IntegrityError:  # the same reaction in another process was faster
        return ours.values_list("pk", flat=True).get()


def queue_replies(*, programme: UUID, contact: UUID, replies: Sequence[Letter]) -> None:
    """Put what a message is answered with in the outbox, in this order; what was answered before is
    left as it is. The caller has locked what keeps another from answering the same message."""
    keys = [reply.key for reply in replies]
    before = set(
        OutboundMessage.objects.filter(programme=programme, key__in=keys).values_list(
            "key", flat=True
        )
    )
    fresh = [reply for reply in replies if reply.key not in before]
    if fresh:
        _queue(programme, contact, Purpose.REPLY, fresh)


def queue_notice(*, contact: UUID, message: UUID, text: str, moment: datetime) -> UUID:
    """Answer a STOP or START once, in the contact's language."""
    row = Contact.objects.get(pk=contact)
    spoken = row.language if row.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(spoken):
        words = gettext(text)
    return queue_message(
        programme=row.programme_id,
        contact=contact,
        key=f"notice:{message}",
        purpose=Purpose.STOP_NOTICE,
        text=words,
        moment=moment,
    )


def _queue(
    programme: UUID, contact: UUID, purpose: Purpose, letters: Sequence[Letter]
) -> list[UUID]:
    try:
        row = Contact.objects.select_related("key").get(pk=contact, programme=programme)
    except Contact.DoesNotExist:
        raise NotFound() from None
    stands, own_key = standing(row, purpose), contact_key(row)
    turn = OutboundMessage.objects.filter(contact=row).count()
    rows = OutboundMessage.objects.bulk_create(
        _waiting(row, own_key, letter, purpose, stands, turn + n)
        for n, letter in enumerate(letters, 1)
    )
    return [message.pk for message in rows]


def _waiting(
    contact: Contact,
    own_key: bytes | None,
    letter: Letter,
    purpose: Purpose,
    stands: Standing,
    turn: int,
) -> OutboundMessage:
    """A message as it waits, or as it is withheld, with the reason."""
    message, moment = uuid4(), letter.moment
    reason = why_withheld(purpose, stands, queued_at=moment)
    return OutboundMessage(
        id=message,
        programme_id=contact.programme_id,
        contact=contact,
        key=letter.key,
        purpose=purpose,
        sealed_text=sealing.sealed(own_key, letter.text.encode(), bound_to=message, use="text")
        if own_key
        else b"",
        segments=sms.segments(letter.text),
        state=State.WITHHELD if reason else State.QUEUED,
        reason=reason,
        queued_at=moment,
        turn=turn,
        changed_at=moment,
        next_try_at=None if reason else moment,
    )


@transaction.atomic
def note_receipt(*, gateway: UUID, external_id: str, status: str, moment: datetime) -> None:
    """Keep what a gateway reports about a message of ours: "sent", "delivered" or "failed".

    Receipts come late, twice and in any order; the state only moves forward.

    Raises:
        NotFound: this gateway was given no such message.
    """
    try:
        message = OutboundMessage.objects.select_for_update().get(
            pk=UUID(external_id), gateway=gateway
        )
    except (ValueError, OutboundMessage.DoesNotExist):
        raise NotFound() from None
    _, is_new = Receipt.objects.get_or_create(
        message=message, status=status, defaults={"reported_at": moment}
    )
    state = after_receipt(State(message.state), State(status))
    if not is_new or state == message.state:
        return
    message.state, message.next_try_at, message.changed_at = state, None, moment
    message.reason = "reported_failed" if state is State.FAILED else ""
    message.save(update_fields=["state", "next_try_at", "changed_at", "reason"])
