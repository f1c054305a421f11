"""Write the action plan of a round, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.queries import promising
from benkan.apps.commitments import rules
from benkan.apps.commitments.actions.proposing import propose
from benkan.apps.commitments.rules import Details
from benkan.kit.actor import Actor
from benkan.kit.services import Service


@dataclass(frozen=True)
class Planned:
    """One action as people agreed on it. `problem`: empty where the indicator says it."""

    indicator: UUID
    action: str
    office: UUID | None
    due_on: date
    problem: str = ""
    details: Details | None = None


@transaction.atomic
def propose_plan(
    *,
    assessed_in: UUID,
    actions: Sequence[Planned],
    programme: UUID,
    actor: Actor,
    moment: datetime,
) -> list[UUID]:
    """Put before their offices all that a round agreed on, or nothing; sent again, nothing new.

    Raises:
        PlanEmpty: no action at all; and all that `propose` says of one.
    """
    if not actions:
        raise rules.PlanEmpty()
    card = promising.round_to_plan(assessed_in, programme=programme, actor=actor)
    names = {mark.node: mark.name for mark in promising.marks_in(card)}
    return [
        propose(
            programme=programme,
            recommendation=None,
            issue=None,
            office=one.office,
            place=card.place,
            service=card.service or Service.OTHER,
            problem=one.problem or names.get(one.indicator, ""),
            action=one.action.strip(),
            due_on=one.due_on,
            details=one.details,
            assessed_in=assessed_in,
            indicator=one.indicator,
            actor=actor,
            moment=moment,
        )
        for one in actions
    ]
