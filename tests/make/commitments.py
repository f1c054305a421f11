from datetime import date
from itertools import count

from benkan.apps.commitments.models import Commitment
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
