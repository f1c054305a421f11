"""What messaging announces: that something came in, never what it said or from whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class MessageReceived(Event):
    """A contact wrote; ask `messaging.queries.text_of(message)` for the words."""

    message: UUID
    contact: UUID


@dataclass(frozen=True)
class ContactStopped(Event):
    """A contact wants no more messages."""

    contact: UUID


@dataclass(frozen=True)
class ContactReopened(Event):
    """A contact that had stopped wants messages again."""

    contact: UUID


@dataclass(frozen=True)
class ContactErased(Event):
    """The number and every word of a contact are gone; what it was about remains."""

    contact: UUID


@dataclass(frozen=True)
class ContactKeptLonger(Event):
    """A contact is kept beyond her time for a written purpose."""

    contact: UUID
    until: date


@dataclass(frozen=True)
class GatewayOpened(Event):
    gateway: UUID
    contract: str


@dataclass(frozen=True)
class GatewayPriced(Event):
    """What a part of a message costs there, in FCFA; -1 when it is no longer known."""

    gateway: UUID
    francs: int


@dataclass(frozen=True)
class GatewayClosed(Event):
    gateway: UUID


@dataclass(frozen=True)
class PromptWritten(Event):
    """A sentence of the voice line has other words."""

    prompt: str
    language: str
    wording: int


@dataclass(frozen=True)
class PromptRecorded(Event):
    """Somebody lent her voice to a sentence of the voice line."""

    prompt: str
    language: str
    file: UUID


@dataclass(frozen=True)
class PromptReviewed(Event):
    """Somebody listened to a sentence of the voice line: it may be heard by callers."""

    prompt: str
    language: str


@dataclass(frozen=True)
class OwnNumberConfirmed(Event):
    """An account has proved that a telephone is its own, to be reminded there."""

    contact: UUID


@dataclass(frozen=True)
class OwnNumberTakenAway(Event):
    """An account wants no reminders on its telephone any more."""

    contact: UUID
