"""Words that other chapters keep sealed under the key of a contact: whoever erases the key erases them."""

from collections.abc import Mapping
from uuid import UUID

from benkan.apps.messaging.queries.keys import contact_keys
from benkan.kit import sealing

USE = "words"


def opened_words(boxes: Mapping[UUID, tuple[UUID, bytes]]) -> dict[UUID, str]:
    """The words in sealed boxes, each given by the row that keeps it with its contact, in one query
    however many there are. Empty once the contact was erased, and where nothing was sealed."""
    contacts = {contact for contact, box in boxes.values() if box}
    keys = contact_keys(contacts) if contacts else {}
    return {row: _opened(keys.get(contact), box, row) for row, (contact, box) in boxes.items()}


def _opened(key: bytes | None, box: bytes, row: UUID) -> str:
    if key is None or not box:
        return ""
    return sealing.unsealed(key, box, bound_to=row, use=USE).decode()
