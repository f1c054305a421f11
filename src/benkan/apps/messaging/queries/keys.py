"""The keys of messaging, and what each is for. None of them is in the database or in a backup.

`master` wraps the key of each contact and seals the settings of gateways. `numbers-1` makes a key
for each programme, under which numbers are digested. `deliveries` recognises a repeated delivery
and is never changed: a message may come again in a year.
"""

import hashlib
import hmac
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from benkan.apps.messaging.models import Contact
from benkan.kit import sealing
from benkan.kit.keys import load_key

# The newest first: new contacts take it, and a number is looked for under each.
NUMBER_KEYS = (1,)


def master_key() -> bytes:
    return load_key(Path(settings.KEYS_DIR), "master")


def number_digest(number: str, *, programme: UUID, number_key: int) -> str:
    """A number as one programme knows it: two programmes never hold the same value for it."""
    root = load_key(Path(settings.KEYS_DIR), f"numbers-{number_key}")
    key = HKDF(SHA256(), 32, salt=None, info=b"numbers of " + programme.bytes).derive(root)
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()


def delivery_digest(*parts: str) -> str:
    """What a delivery is recognised by; each part with its length, so that no two read alike."""
    key = load_key(Path(settings.KEYS_DIR), "deliveries")
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def contact_key(contact: Contact) -> bytes | None:
    """The contact's own key; None once the contact was erased."""
    if contact.wrapped_key is None:
        return None
    return sealing.unsealed(master_key(), contact.wrapped_key, bound_to=contact.pk, use="key")


def words_of(contact: Contact, box: bytes | memoryview, message: UUID) -> str:
    """The words sealed in a message of a contact; empty once the contact was erased."""
    key = contact_key(contact)
    if key is None or not box:
        return ""
    return sealing.unsealed(key, box, bound_to=message, use="text").decode()
