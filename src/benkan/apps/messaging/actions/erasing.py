"""Erase contacts: because somebody asks for it, because their time is over, or once more after a
restore. Whoever adds a table that speaks of a contact empties it here."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.messaging.actions.contacts import locked_contact
from benkan.apps.messaging.events import ContactErased
from benkan.apps.messaging.models import (
    Awaited,
    CommuneAsked,
    Contact,
    ContactKey,
    InboundMessage,
    KeptLonger,
    OutboundMessage,
    Subscription,
)
from benkan.apps.messaging.queries.keys import master_of
from benkan.apps.messaging.rules.outbox import State
from benkan.apps.messaging.rules.scope import check_may_care
from benkan.kit.actor import NOBODY, Actor, Role

_PIECE = 1000


@transaction.atomic
def erase_contact(*, contact: UUID, actor: Actor, moment: datetime) -> None:
    """Forget the number and every word of a contact, for good. A second call changes nothing.

    The contact's key goes here, and soon after from the backups of this host (reactions/erasing.py).
    That a message came in stays known, so that its repeated delivery opens nothing.
    """
    row = locked_contact(contact)
    check_may_care(actor, Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, programme=row.programme_id)
    _erase(row, actor, moment)


@transaction.atomic
def let_contacts_go(*, contacts: Collection[UUID], moment: datetime) -> int:
    """Erase contacts without being asked: their time is over, or they had been erased before what was
    restored. Returns how many were not erased yet."""
    rows = Contact.objects.select_for_update().filter(pk__in=contacts, erased_at=None)
    return sum(_erase(row, NOBODY, moment) for row in rows.order_by("pk"))


@transaction.atomic
def bring_back_keys(keys: Iterable[tuple[UUID, bytes]]) -> int:
    """Take the wrapped keys of contacts out of a backup. Those of contacts that are erased, or are not
    here, stay away. Safe to repeat."""
    kept = 0
    rest = iter(keys)
    while boxes := dict(islice(rest, _PIECE)):
        alive = Contact.objects.filter(pk__in=boxes, erased_at=None).values_list("pk", flat=True)
        rows = [
            ContactKey(contact_id=contact, master=master_of(boxes[contact]), wrapped=boxes[contact])
            for contact in alive
        ]
        ContactKey.objects.bulk_create(rows, ignore_conflicts=True)
        kept += len(rows)
    return kept


def _erase(row: Contact, actor: Actor, moment: datetime) -> bool:
    if row.erased_at is not None:
        return False
    ContactKey.objects.filter(contact=row).delete()
    row.sealed_number = b""
    row.number_digest = f"erased {row.pk}"
    row.erased_at = moment
    row.save(update_fields=["sealed_number", "number_digest", "erased_at"])
    InboundMessage.objects.filter(contact=row).update(sealed_request=b"", sealed_text=b"")
    # Why she was kept is about her, in somebody's own words; that she was, the journal says.
    KeptLonger.objects.filter(contact=row).update(purpose="")
    # Where she lives is nobody's business any more.
    Subscription.objects.filter(contact=row).delete()
    CommuneAsked.objects.filter(contact=row).delete()
    Awaited.objects.filter(contact=row).delete()
    ours = OutboundMessage.objects.filter(contact=row)
    ours.update(sealed_text=b"")
    ours.filter(state=State.QUEUED).update(
        state=State.WITHHELD, reason="erased", next_try_at=None, changed_at=moment
    )
    record(ContactErased(contact=row.pk), programme=row.programme_id, actor=actor, moment=moment)
    return True
