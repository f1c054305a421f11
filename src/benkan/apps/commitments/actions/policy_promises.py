"""An adopted measure is followed up by promises."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.commitments.actions.policies import locked_policy
from benkan.apps.commitments.actions.proposing import propose
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.rules import PROPOSERS
from benkan.apps.commitments.rules.stages import Stage, check_followed_up
from benkan.kit.actor import Actor


@transaction.atomic
def ask_for_promise(
    *, policy: UUID, office: UUID, action: str, due_on: date, actor: Actor, moment: datetime
) -> UUID:
    """Put before an office what it is asked to promise, so that the measure is put into practice. The
    same action asked of the same office again is the same promise."""
    row = locked_policy(policy, actor, PROPOSERS)
    check_followed_up(Stage(row.stage) if row.stage else None)
    same = Commitment.objects.filter(policy=row, office=office, action=action.strip())
    if (known := same.first()) is not None:
        return known.pk
    return propose(
        programme=row.programme_id,
        recommendation=None,
        issue=None,
        policy=row.pk,
        office=office,
        place=row.place_id,
        service=row.sector,
        problem=row.title,
        action=action.strip(),
        due_on=due_on,
        actor=actor,
        moment=moment,
    )
