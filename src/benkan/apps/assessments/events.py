"""What assessments announce."""

from dataclasses import dataclass
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class RoundOpened(Event):
    """A scorecard, barometer or capacity round began."""

    round: UUID
    kind: str
    place: UUID
    service: str


@dataclass(frozen=True)
class RoundAgreed(Event):
    """The office that answers for the service agreed to be assessed."""

    round: UUID
    place: UUID


@dataclass(frozen=True)
class SheetTaken(Event):
    """What a group answered has come in; `conflicts`: leaves that now say two things."""

    round: UUID
    sheet: UUID
    group: UUID
    place: UUID
    lines: int
    conflicts: int


@dataclass(frozen=True)
class ConflictDecided(Event):
    """Somebody chose what holds between sheets that said different things."""

    round: UUID
    group: UUID
    node: UUID
    choice: str


@dataclass(frozen=True)
class SheetsDecided(Event):
    """Somebody chose between all that the sheets of a group say. `leaves`: at how many questions."""

    round: UUID
    group: UUID
    choice: str
    leaves: int


@dataclass(frozen=True)
class CountsDecided(Event):
    """Somebody chose how many people sat in a group, where two sheets say two things."""

    round: UUID
    group: UUID
    choice: str


@dataclass(frozen=True)
class RoundClosed(Event):
    """Nothing is scored any more. `index`: hundredths, None without a score."""

    round: UUID
    kind: str
    purpose: str
    place: UUID
    service: str
    edition: int
    index: int | None


@dataclass(frozen=True)
class RoundReleased(Event):
    """An edition is shown to everybody."""

    round: UUID
    kind: str
    place: UUID
    service: str
    edition: int


@dataclass(frozen=True)
class RoundWithdrawn(Event):
    """It is shown to the public no more; the reason stays with the programme."""

    round: UUID
    place: UUID
    edition: int


@dataclass(frozen=True)
class CorrectionOpened(Event):
    """A released edition was opened again as the next one; the reason stays with the round."""

    round: UUID
    place: UUID
    edition: int


@dataclass(frozen=True)
class QuestionsChanged(Event):
    """The local questions of a round's draft version: `what` is begun, added, changed or removed;
    `indicator` its code, empty for the whole version. The words stay with the version."""

    round: UUID
    questions: UUID
    what: str
    indicator: str


@dataclass(frozen=True)
class BarometerPrepared(Event):
    """A part of a barometer's preparation was written down: context or preparation."""

    round: UUID
    part: str


@dataclass(frozen=True)
class GroupSaidRelease(Event):
    """A group said whether its answers may be shown: `agreed`, `refused`, or `waiting` again."""

    round: UUID
    group: UUID
    place: UUID
    said: str
    edition: int


@dataclass(frozen=True)
class InterfaceMeetingSet(Event):
    """The meeting of both sides has its place in the calendar."""

    round: UUID
    activity: UUID
    place: UUID


@dataclass(frozen=True)
class RepresentativesKept(Event):
    """A group said whom it sends; only how many, and how many of them are named."""

    round: UUID
    group: UUID
    place: UUID
    people: int
    named: int


@dataclass(frozen=True)
class RepresentativesRead(Event):
    """Somebody opened the names of those who were sent."""

    round: UUID
    place: UUID


@dataclass(frozen=True)
class RepresentativeErased(Event):
    """The name of somebody who was sent is gone; the count stays."""

    round: UUID
    group: UUID


@dataclass(frozen=True)
class VoiceRecorded(Event):
    """Somebody said a question or a level in a language, for people who do not read."""

    round: UUID
    node: UUID
    piece: str
    language: str


@dataclass(frozen=True)
class VoiceHeard(Event):
    """Somebody else listened to such a recording: from now on groups hear it."""

    round: UUID
    node: UUID
    piece: str
    language: str


@dataclass(frozen=True)
class JointScoreSettled(Event):
    """The representatives settled on a score at a leaf: the mean of the groups, or another."""

    round: UUID
    node: UUID
    place: UUID
    way: str
    is_contested: bool


@dataclass(frozen=True)
class JointMeansTaken(Event):
    """The mean was taken at all leaves where nothing was settled."""

    round: UUID
    place: UUID
    leaves: int


@dataclass(frozen=True)
class OwnQuestionAdded(Event):
    """The service asks itself one more thing."""

    round: UUID
    node: UUID
    place: UUID


@dataclass(frozen=True)
class OwnQuestionDropped(Event):
    """The service asks itself this no more; it had no answer."""

    round: UUID
    node: UUID
    place: UUID


@dataclass(frozen=True)
class InterfaceMeetingTold(Event):
    """Who came to the meeting of both sides, or what was said there, is written down; only how many."""

    round: UUID
    place: UUID
    people: int
