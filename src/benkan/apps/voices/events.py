"""What voices announce."""

from dataclasses import dataclass
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class CaseOpened(Event):
    """A citizen asked for something to be put right."""

    case: UUID
    channel: str
    service: str
    place: UUID | None


@dataclass(frozen=True)
class CasePlaced(Event):
    """It is now certain where the case is: the citizen said yes, or the triage desk decided."""

    case: UUID
    place: UUID


@dataclass(frozen=True)
class CaseStepped(Event):
    """A case moved to another state."""

    case: UUID
    state: str


@dataclass(frozen=True)
class IssueOpened(Event):
    issue: UUID
    place: UUID
    service: str
    cases: int


@dataclass(frozen=True)
class IssueAgreed(Event):
    """A meeting agreed on what will be done about the issue."""

    issue: UUID
    recommendation: UUID


@dataclass(frozen=True)
class CaseAnswered(Event):
    """The citizen was told something; `step` holds the words."""

    case: UUID
    step: UUID


@dataclass(frozen=True)
class CaseSorted(Event):
    """The triage desk said which service a case is about."""

    case: UUID
    service: str


@dataclass(frozen=True)
class CaseGuarded(Event):
    """A case was marked as sensitive, or no longer."""

    case: UUID
    is_sensitive: bool


@dataclass(frozen=True)
class CaseForgotten(Event):
    """What somebody said was erased because she asked for it; that there was a case remains."""

    case: UUID


@dataclass(frozen=True)
class CallsLoaded(Event):
    """The calls of a hotline that is over were loaded from a file; `replaced` is how many of another
    file they took the place of."""

    digest: str
    calls: int
    replaced: int
