"""What commitments announce."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class CommitmentProposed(Event):
    commitment: UUID
    office: UUID
    place: UUID
    service: str
    due_on: date


@dataclass(frozen=True)
class CommitmentStepped(Event):
    """A commitment moved: accepted, begun, reported done, checked, postponed."""

    commitment: UUID
    place: UUID
    service: str
    step: str
    state: str
    due_on: date


@dataclass(frozen=True)
class CommitmentSettled(Event):
    """It is over: kept, broken or declined."""

    commitment: UUID
    place: UUID
    service: str
    due_on: date
    outcome: str


@dataclass(frozen=True)
class CommitmentPublished(Event):
    """Somebody of the programme has shown it to everybody."""

    commitment: UUID
    place: UUID
    service: str


@dataclass(frozen=True)
class CommitmentWithdrawn(Event):
    """It is shown to the public no more; the reason stays with the programme."""

    commitment: UUID
    place: UUID
    service: str


@dataclass(frozen=True)
class ProofsChosen(Event):
    """Which files of a public commitment are public was chosen anew."""

    commitment: UUID
    place: UUID
    shown: int
