"""What activities announce."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class ActivityPlanned(Event):
    activity: UUID
    place: UUID
    kind: str


@dataclass(frozen=True)
class ActivityHeld(Event):
    """Attendance and minutes are in; `people` is the gross headcount."""

    activity: UUID
    place: UUID
    kind: str
    people: int


@dataclass(frozen=True)
class ActionAgreed(Event):
    """A meeting agreed that an office should do something by a day: it becomes a commitment."""

    recommendation: UUID
    activity: UUID
    office: UUID
    place: UUID
    service: str


@dataclass(frozen=True)
class ActivityPostponed(Event):
    activity: UUID
    place: UUID
    to_day: date


@dataclass(frozen=True)
class ActivityCancelled(Event):
    activity: UUID
    place: UUID


@dataclass(frozen=True)
class ActivityCompleted(Event):
    """What its kind asks and the report had left out was added; `answers` counts what was."""

    activity: UUID
    place: UUID
    answers: int


@dataclass(frozen=True)
class NamesKept(Event):
    """Names of people who agreed to it were added to a meeting; only how many."""

    activity: UUID
    place: UUID
    people: int


@dataclass(frozen=True)
class NamesRead(Event):
    """Somebody opened the names of a meeting."""

    activity: UUID
    place: UUID


@dataclass(frozen=True)
class AttendeeErased(Event):
    """The name of somebody is gone from all sheets of the programme; the counts stay."""

    activity: UUID
    meetings: int


@dataclass(frozen=True)
class RecommendationNoted(Event):
    """A meeting recommends something, and nobody has said yet what becomes of it."""

    recommendation: UUID
    activity: UUID
    place: UUID


@dataclass(frozen=True)
class RecommendationEnded(Event):
    """It does not become a promise, for a reason from the list."""

    recommendation: UUID
    activity: UUID
    place: UUID
    ending: str


@dataclass(frozen=True)
class SummaryPublished(Event):
    activity: UUID
    place: UUID


@dataclass(frozen=True)
class SummaryWithdrawn(Event):
    activity: UUID
    place: UUID
