"""The meeting of citizens and the service, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.activities.rules.kinds import Kind as MeetingKind
from benkan.apps.assessments.models import MeetingHeadcount, Round
from benkan.apps.assessments.rules.interface import Category, absent
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound
from benkan.kit.splits import Sex

AROUND = timedelta(days=120)
_MOST_OFFERED = 50


@dataclass(frozen=True)
class InterfaceMeeting:
    """What is known of it. `meeting` None: none is chosen, or it is out of the reader's sight."""

    meeting: activities.ActivityCard | None
    came: Mapping[tuple[Category, Sex], int]
    agreements: str
    disagreements: str

    @property
    def people(self) -> int:
        return sum(self.came.values())

    @property
    def absent(self) -> list[Category]:
        """Which of the two sides nobody came of, once somebody has counted."""
        return absent(self.came) if self.came else []

    @property
    def differs(self) -> bool:
        """Whether the sheet of attendance has another total."""
        counted = self.meeting.people if self.meeting else None
        return bool(self.came) and counted is not None and counted != self.people


def interface_meeting(found: Round, *, actor: Actor) -> InterfaceMeeting:
    """The meeting of a round, in at most seven queries."""
    card = None
    if found.interface_meeting_id:
        try:
            card = activities.seen_activity(
                found.interface_meeting_id, programme=found.programme_id, actor=actor
            )
        except NotFound:
            card = None
    rows = MeetingHeadcount.objects.filter(round=found)
    return InterfaceMeeting(
        meeting=card,
        came={(Category(row.category), Sex(row.sex)): row.people for row in rows},
        agreements=found.agreements,
        disagreements=found.disagreements,
    )


def meetings_to_choose(found: Round, *, today: date) -> list[tuple[UUID, str]]:
    """Meetings of citizens and officials around these days at the place, in at most seven queries."""
    cards = activities.between(
        found.programme_id,
        [found.place_id],
        since=today - AROUND,
        until=today + AROUND,
        limit=_MOST_OFFERED,
    )
    return [
        (card.id, f"{card.title}, {card.day:%d/%m/%Y}")
        for card in cards
        if card.kind == MeetingKind.INTERFACE_MEETING
    ]
