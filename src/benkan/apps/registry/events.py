"""What the registry announces."""

from dataclasses import dataclass
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class OrganisationRegistered(Event):
    organisation: UUID
    kind: str


@dataclass(frozen=True)
class OfficeFilled(Event):
    office: UUID
    holding: UUID
    capacity: str


@dataclass(frozen=True)
class RoleGranted(Event):
    account: UUID
    role: str
    place: UUID | None


@dataclass(frozen=True)
class PersonInvited(Event):
    invitation: UUID
    role: str


@dataclass(frozen=True)
class RoleEnded(Event):
    account: UUID
    role: str
    place: UUID | None


@dataclass(frozen=True)
class OrganisationChanged(Event):
    organisation: UUID


@dataclass(frozen=True)
class OfficeOpened(Event):
    office: UUID
    level: str


@dataclass(frozen=True)
class HoldingEnded(Event):
    office: UUID
    holding: UUID


@dataclass(frozen=True)
class AccountGivenToHolder(Event):
    holding: UUID
    account: UUID


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    invitation: UUID


@dataclass(frozen=True)
class SessionsClosed(Event):
    account: UUID


@dataclass(frozen=True)
class SecondStepTaken(Event):
    account: UUID


@dataclass(frozen=True)
class ProgrammeFounded(Event):
    programme: UUID
    kind: str


@dataclass(frozen=True)
class RetentionRan(Event):
    """What had been kept long enough was let go of."""

    run: UUID
    kind: str
    removed: int
