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
    """A case was marked as sensitive, or no longer; `sensitivity` is the danger."""

    case: UUID
    is_sensitive: bool
    sensitivity: str = ""


@dataclass(frozen=True)
class CaseAboutSaid(Event):
    """Somebody of the desk said that a case is about an office, a person or an organisation, or not."""

    case: UUID
    subject: UUID
    is_so: bool


@dataclass(frozen=True)
class ConfidantNamed(Event):
    """An account may read sensitive cases: of the programme, of a place, or one case."""

    confidant: UUID
    account: UUID
    place: UUID | None
    case: UUID | None


@dataclass(frozen=True)
class ConfidantEnded(Event):
    """Somebody may no longer read what she was named for."""

    confidant: UUID
    account: UUID
    case: UUID | None


@dataclass(frozen=True)
class SensitiveCaseRead(Event):
    """Somebody opened a sensitive case, or its recording or photo (`what`)."""

    case: UUID
    reader: UUID
    what: str


@dataclass(frozen=True)
class HandedOver(Event):
    """The desk put a case or an issue before an office."""

    hand_over: UUID
    case: UUID | None
    issue: UUID | None
    office: UUID
    level: str


@dataclass(frozen=True)
class HandOverMoved(Event):
    """A hand-over moved on: seen, answered, refused, sent back, withdrawn."""

    hand_over: UUID
    office: UUID
    state: str


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
