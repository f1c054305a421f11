"""Seal words of a contact that another chapter keeps."""

from uuid import UUID

from benkan.apps.messaging.queries.keys import contact_keys
from benkan.apps.messaging.queries.sealed_words import USE
from benkan.kit import sealing


def seal_words(*, contact: UUID, words: str, bound_to: UUID) -> bytes:
    """The words, sealed under the contact's key for the row they are bound to. Nothing when there are
    no words, or when the contact was erased and has no key left to seal with."""
    if not words:
        return b""
    key = contact_keys([contact]).get(contact)
    return sealing.sealed(key, words.encode(), bound_to=bound_to, use=USE) if key else b""
