"""What messaging announces: that something came in, never what it said or from whom."""

from dataclasses import dataclass
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class MessageReceived(Event):
    """A contact wrote; ask `messaging.queries.text_of(message)` for the words."""

    message: UUID
    contact: UUID


@dataclass(frozen=True)
class ContactStopped(Event):
    contact: UUID
