from datetime import date, datetime
from itertools import count

from benkan.apps.commitments.models import Commitment, CommitmentStep
from benkan.apps.registry.models import Office, Place
from tests.make.registry import NOW

_serial = count(1)
_SETTLED = ("kept", "broken", "declined")


def make_commitment(
    office: Office,
    *,
    place: Place | None = None,
    state: str = "proposed",
    due_on: date = date(2026, 12, 1),
    is_public: bool = False,
) -> Commitment:
    number = next(_serial)
    return Commitment.objects.create(
        programme=office.programme,
        number=number,
        office=office,
        place=place or office.place,
        service="water",
        problem="La pompe est en panne.",
        action=f"Réparer la pompe {number}",
        state=state,
        proposed_at=NOW,
        due_on=due_on,
        settled_at=NOW if state in _SETTLED else None,
        published_at=NOW if is_public else None,
    )


def make_on_record(
    office: Office,
    *,
    state: str = "accepted",
    due_on: date = date(2026, 12, 1),
    published_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
) -> Commitment:
    """A commitment that its office took on, and that is public since a moment, or no more."""
    row = make_commitment(office, state=state, due_on=due_on)
    CommitmentStep.objects.create(
        commitment=row, step="accept", state="accepted", due_on=due_on, moment=NOW
    )
    row.published_at, row.withdrawn_at = published_at, withdrawn_at
    row.save()
    return row
