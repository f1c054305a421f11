"""What activities announce."""

from dataclasses import dataclass
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
