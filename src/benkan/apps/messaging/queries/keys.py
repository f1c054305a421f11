"""The keys of messaging, and what each is for. None of them is in the database or in a backup.

`master` wraps the key of each contact and seals the settings of gateways; what it seals says first
which master did. `numbers` makes a key for each programme, under which numbers are digested; the row
says which. Both can be changed (docs/how-to/keys.md). `deliveries` recognises a repeated delivery and
is never changed: a message may come again in a year.
"""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from benkan.apps.messaging.models import Contact, ContactKey
from benkan.kit import sealing
from benkan.kit.keys import MASTER, NUMBERS, load_key

# A backup leaves this table out of its copy of the database and carries it apart.
KEYS_TABLE = ContactKey._meta.db_table


def sealed_by_master(content: bytes, *, bound_to: UUID, use: str) -> bytes:
    """What the master key in use seals for one use in one row, with the number of that key before it."""
    number, key = MASTER.current(_folder())
    return number.to_bytes(2, "big") + sealing.sealed(key, content, bound_to=bound_to, use=use)


def opened_by_master(box: bytes | memoryview, *, bound_to: UUID, use: str) -> bytes:
    """What a master key has sealed, opened with that one.

    Raises:
        FileNotFoundError: that master key is not here.
        InvalidTag: another key of that number, another row, or a changed byte.
    """
    return _opened(bytes(box), partial(MASTER.kept, _folder()), bound_to, use)


def _opened(box: bytes, master: Callable[[int], bytes], bound_to: UUID, use: str) -> bytes:
    return sealing.unsealed(master(master_of(box)), box[2:], bound_to=bound_to, use=use)


def master_of(box: bytes | memoryview) -> int:
    """The number of the master key that has sealed a box."""
    return int.from_bytes(bytes(box)[:2], "big")


def number_keys() -> tuple[int, ...]:
    """The keys of numbers, the newest first: new contacts take it, a number is looked for under each."""
    return NUMBERS.numbers(_folder()) or (NUMBERS.current(_folder())[0],)


def number_digest(number: str, *, programme: UUID, number_key: int) -> str:
    """A number as one programme knows it: two programmes never hold the same value for it."""
    return digester()(number, programme, number_key)


Digest = Callable[[str, UUID, int], str]
"""Digests a number for a programme under one of the keys."""


def digester() -> Digest:
    """`number_digest` for many numbers, which reads and derives each key once. Not to be kept: a key
    that was taken away must not be used any more."""

    @cache
    def key_of(programme: UUID, number_key: int) -> bytes:
        root = NUMBERS.kept(_folder(), number_key)
        return HKDF(SHA256(), 32, salt=None, info=b"numbers of " + programme.bytes).derive(root)

    def digest(number: str, programme: UUID, number_key: int) -> str:
        key = key_of(programme, number_key)
        return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()

    return digest


def delivery_digest(*parts: str) -> str:
    """What a delivery is recognised by; each part with its length, so that no two read alike."""
    key = load_key(Path(settings.KEYS_DIR), "deliveries")
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def contact_key(contact: Contact) -> bytes | None:
    """The contact's own key; None once the contact was erased. One query, none where the row was read
    with its `key`."""
    try:
        return _unwrapped(contact.key)
    except ContactKey.DoesNotExist:
        return None


def contact_keys(ids: Collection[UUID]) -> dict[UUID, bytes]:
    """The keys of the contacts that are not erased, in one query; each master key is read once."""
    master = cache(partial(MASTER.kept, _folder()))
    rows = ContactKey.objects.filter(pk__in=ids).values_list("pk", "wrapped")
    return {contact: _opened(bytes(box), master, contact, "key") for contact, box in rows}


def wrapped_keys() -> Iterator[tuple[UUID, bytes]]:
    """The keys of all contacts as they are kept, wrapped, by contact: for a backup. One query."""
    rows = ContactKey.objects.order_by("pk").values_list("pk", "wrapped")
    return ((contact, bytes(wrapped)) for contact, wrapped in rows.iterator())


def _unwrapped(row: ContactKey) -> bytes:
    return opened_by_master(row.wrapped, bound_to=row.pk, use="key")


def words_of(contact: Contact, box: bytes | memoryview, message: UUID) -> str:
    """The words sealed in a message of a contact; empty once the contact was erased."""
    key = contact_key(contact)
    if key is None or not box:
        return ""
    return sealing.unsealed(key, box, bound_to=message, use="text").decode()


def _folder() -> Path:
    return Path(settings.KEYS_DIR)
