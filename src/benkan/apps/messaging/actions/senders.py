"""The contacts of many senders at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from benkan.apps.messaging.models import Contact, ContactKey
from benkan.apps.messaging.queries.keys import (
    Digest,
    contact_keys,
    digester,
    master_of,
    number_keys,
    sealed_by_master,
)
from benkan.apps.messaging.rules.numbers import NumberNotPossible, number_of_sender, sender_name
from benkan.kit import sealing


@dataclass(frozen=True)
class Sender:
    """Whoever a message came from, in a programme: a number, or the name of a service."""

    programme: UUID
    name: str
    is_service: bool


Opened = tuple[Contact, bytes]
"""A contact with the key that its words are sealed with."""


def named(programme: UUID, written: str) -> Sender:
    """The sender as an operator wrote it.

    Raises:
        NumberNotPossible: no sender was named.
    """
    try:
        return Sender(programme, number_of_sender(written), is_service=False)
    except NumberNotPossible:
        return Sender(programme, sender_name(written), is_service=True)


def senders_for(asked: Iterable[Sender], *, moment: datetime) -> dict[Sender, Opened]:
    """The contacts of senders, made now where there are none: two queries, at most six."""
    senders = set(asked)
    digest = digester()
    numbers = number_keys()
    found = _found(senders, digest, numbers)
    if missing := senders - found.keys():
        _make(missing, digest, numbers[0], moment)
        found |= _found(missing, digest, numbers)
    keys = contact_keys([contact.pk for contact in found.values()])
    return {sender: (contact, keys[contact.pk]) for sender, contact in found.items()}


def _found(
    senders: Collection[Sender], digest: Digest, numbers: Collection[int]
) -> dict[Sender, Contact]:
    by_digest = {
        (one.programme, digest(one.name, one.programme, key)): one
        for one in senders
        for key in numbers
    }
    rows = Contact.objects.filter(
        programme__in={one.programme for one in senders},
        number_digest__in=[digested for _, digested in by_digest],
    )
    return {
        by_digest[row.programme_id, row.number_digest]: row
        for row in rows
        if (row.programme_id, row.number_digest) in by_digest
    }


def _make(senders: Collection[Sender], digest: Digest, number_key: int, moment: datetime) -> None:
    """Make the contacts, but for those that somebody else has just made."""
    keys = {uuid4(): sealing.new_key() for _ in senders}
    rows = [
        Contact(
            id=pk,
            programme_id=one.programme,
            number_digest=digest(one.name, one.programme, number_key),
            number_key=number_key,
            sealed_number=sealing.sealed(key, one.name.encode(), bound_to=pk, use="number"),
            language="fr",
            is_service=one.is_service,
            first_seen_at=moment,
        )
        for one, (pk, key) in zip(senders, keys.items(), strict=True)
    ]
    rows.sort(key=lambda row: (row.programme_id, row.number_digest))
    Contact.objects.bulk_create(rows, ignore_conflicts=True)
    fresh = Contact.objects.filter(pk__in=keys).values_list("pk", flat=True)
    ContactKey.objects.bulk_create([_wrapped(pk, keys[pk]) for pk in fresh])


def _wrapped(contact: UUID, key: bytes) -> ContactKey:
    box = sealed_by_master(key, bound_to=contact, use="key")
    return ContactKey(contact_id=contact, master=master_of(box), wrapped=box)
