from datetime import date
from itertools import count
from uuid import UUID

from benkan.apps.commitments.actions.escalating import carry_up
from benkan.apps.commitments.models import Commitment, Reminder
from benkan.apps.registry.models import Office, Place
from benkan.kit.actor import Actor
from tests.make.registry import NOW

_serial = count(1)
_SETTLED = ("kept", "broken", "declined")


def make_commitment(
    office: Office,
    *,
    place: Place | None = None,
    state: str = "proposed",
    due_on: date = date(2026, 12, 1),
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
    )


def make_escalation(commitment: Commitment, *, to: Office, actor: Actor) -> UUID:
    """A letter about a promise to an office one level up, made and not handed over."""
    return carry_up(commitment=commitment.pk, to_office=to.pk, actor=actor, moment=NOW)


def make_reminder_to_tell(commitment: Commitment) -> Reminder:
    return Reminder.objects.create(
        commitment=commitment,
        occasion="two_weeks",
        due_on=commitment.due_on,
        way="hand",
        state="waiting",
        moment=NOW,
    )
