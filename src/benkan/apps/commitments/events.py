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


@dataclass(frozen=True)
class CommitmentAimed(Event):
    """It was said which indicator of a round a promise is to move."""

    commitment: UUID
    place: UUID
    round: UUID
    indicator: UUID


@dataclass(frozen=True)
class PolicyRegistered(Event):
    policy: UUID
    place: UUID
    kind: str
    sector: str


@dataclass(frozen=True)
class PolicyChanged(Event):
    """Something of a measure is other than before: its facts, organisations, issues or meetings."""

    policy: UUID
    place: UUID
    what: str


@dataclass(frozen=True)
class PolicyStageRecorded(Event):
    """Somebody brought the document of a stage; it waits to be verified."""

    policy: UUID
    place: UUID
    stage: str
    on: date


@dataclass(frozen=True)
class PolicyStageReached(Event):
    """A stage was verified: from now on it counts, once."""

    policy: UUID
    place: UUID
    kind: str
    sector: str
    gender_focus: str
    stage: str
    on: date


@dataclass(frozen=True)
class PolicyStageTurnedDown(Event):
    """The document of a stage does not show it."""

    policy: UUID
    place: UUID
    stage: str


@dataclass(frozen=True)
class PolicyStageSkipped(Event):
    policy: UUID
    place: UUID
    stage: str


@dataclass(frozen=True)
class PolicyWentBack(Event):
    """The measure was sent back to an earlier stage. What was counted stays counted."""

    policy: UUID
    place: UUID
    to_stage: str
    on: date


@dataclass(frozen=True)
class PolicyTextGiven(Event):
    policy: UUID
    policy_text: UUID
    version_number: int
    is_adopted: bool


@dataclass(frozen=True)
class PolicyPublished(Event):
    policy: UUID
    place: UUID


@dataclass(frozen=True)
class PolicyWithdrawn(Event):
    """It was taken back from the public."""

    policy: UUID
    place: UUID


@dataclass(frozen=True)
class OfficeReminded(Event):
    """An office was reminded of a day: by which ways, `hand` where somebody is to tell it."""

    commitment: UUID
    office: UUID
    occasion: str
    ways: str
    due_on: date


@dataclass(frozen=True)
class ReminderTold(Event):
    """Somebody told an office by word of mouth."""

    commitment: UUID
    office: UUID
    occasion: str
    due_on: date


@dataclass(frozen=True)
class EscalationRaised(Event):
    """A promise that was overdue or contested is carried one level up."""

    escalation: UUID
    commitment: UUID
    place: UUID
    cause: str
    to_office: UUID
    level: str


@dataclass(frozen=True)
class EscalationMoved(Event):
    """The letter was handed over, received or answered, or the escalation is over."""

    escalation: UUID
    commitment: UUID
    place: UUID
    move: str
    stage: str
    on: date


@dataclass(frozen=True)
class PolicyOpenedForComments(Event):
    policy: UUID
    policy_text: UUID
    closes_on: date


@dataclass(frozen=True)
class PolicyClosedForComments(Event):
    policy: UUID
    policy_text: UUID


@dataclass(frozen=True)
class PolicyCommented(Event):
    """A comment came in; it waits to be read."""

    policy: UUID
    comment: UUID
    source: str


@dataclass(frozen=True)
class PolicyCommentJudged(Event):
    """Somebody read a comment: everybody can read it now, or it was set aside."""

    policy: UUID
    comment: UUID
    state: str
    why: str


@dataclass(frozen=True)
class PolicyCommentReplied(Event):
    """The authors said what they do with a comment."""

    policy: UUID
    comment: UUID
    reply: str
