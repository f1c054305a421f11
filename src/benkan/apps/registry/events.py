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
class ProgrammeFounded(Event):
    programme: UUID
    kind: str
