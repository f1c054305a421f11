"""Somebody who took part asks to hear the result by SMS."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.messaging.actions import awaiting
from benkan.kit.actor import Actor


@transaction.atomic
def note_reader(
    *, round_id: UUID, number: str, language: str, actor: Actor, moment: datetime
) -> None:
    """From now on the number hears the result of this round and of the next ones of what is assessed;
    she asked for it herself. Noted again it is noted once. The number is kept in messaging alone.

    Raises:
        NumberNotPossible: it is no number that can be written to.
    """
    found = own_round(round_id, actor)
    awaiting.await_result(
        programme=found.programme_id,
        number=number,
        subject=found.assessment_id,
        language=language,
        how="assessment_meeting",
        moment=moment,
    )
