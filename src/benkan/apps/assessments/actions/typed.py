"""Take in a whole sheet of paper at once: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.interface import count_meeting, note_meeting
from benkan.apps.assessments.actions.joint import agree_score
from benkan.apps.assessments.rules.interface import Came
from benkan.apps.assessments.rules.joint import Way
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class JointGiven:
    """What stands on the sheet of the common score at a question."""

    node: UUID
    way: str
    value: Decimal
    reason: str
    is_contested: bool


@transaction.atomic
def take_meeting_sheet(
    *,
    round_id: UUID,
    came: Came,
    agreements: str,
    disagreements: str,
    actor: Actor,
    moment: datetime,
) -> None:
    """Who came and what was said, as `count_meeting` and `note_meeting` keep it. Typed again, the later
    holds until the round is public."""
    count_meeting(round_id=round_id, came=came, actor=actor, moment=moment)
    note_meeting(
        round_id=round_id,
        agreements=agreements,
        disagreements=disagreements,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def take_joint_sheet(
    *, round_id: UUID, given: Sequence[JointGiven], actor: Actor, moment: datetime
) -> None:
    """The common score of all questions on the sheet, as `agree_score` keeps each. Typed again, the later
    holds. Of a mean the exact one is taken, not what was rounded on paper."""
    for one in given:
        agree_score(
            round_id=round_id,
            node=one.node,
            way=one.way,
            value=None if one.way == Way.MEAN else one.value,
            reason=one.reason,
            is_contested=one.is_contested,
            actor=actor,
            moment=moment,
        )
