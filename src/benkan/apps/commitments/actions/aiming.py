"""Tie a promise to the indicator of a round that it is to move."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.activities import queries as activities
from benkan.apps.assessments.queries import promising
from benkan.apps.assessments.queries.promising import RoundCard
from benkan.apps.commitments import rules
from benkan.apps.commitments.actions.stepping import locked
from benkan.apps.commitments.events import CommitmentAimed
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.rules import Source
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor, check_here
from benkan.kit.refusals import NotAllowed, NotFound

_WITH_A_PLAN = {Source.SCORECARD, Source.BAROMETER}


def aimed(
    assessed_in: UUID | None,
    indicator: UUID | None,
    *,
    programme: UUID,
    actor: Actor,
    is_of_meeting: bool = False,
) -> RoundCard | None:
    """The round that agrees on an action, where the actor may write in its plan and the indicator is
    one to aim at; None without a round. What comes from its meeting may get its indicator later."""
    if assessed_in is None:
        return None
    if is_of_meeting and indicator is None:
        return promising.rounds_called([assessed_in])[assessed_in]
    check_here(actor, programme)
    card = promising.round_to_plan(assessed_in, programme=programme, actor=actor)
    if card.kind not in _WITH_A_PLAN:
        raise NotFound()
    if not promising.may_read(assessed_in, programme=programme, actor=actor, roles=rules.PROPOSERS):
        raise NotAllowed()
    if indicator is None:
        raise rules.IndicatorMissing()
    following = promising.round_after(card)
    mark = next((one for one in promising.marks_in(card) if one.node == indicator), None)
    rules.check_may_aim(
        is_asked=mark is not None,
        is_scored=mark is not None and mark.is_scored,
        is_closed=card.is_closed,
        next_is_closed=following is not None and following.edition > 0,
    )
    return card


@transaction.atomic
def tie_to_indicator(
    *, commitment: UUID, assessed_in: UUID, indicator: UUID, actor: Actor, moment: datetime
) -> None:
    """Say which indicator a promise is to move that the round's own meeting agreed on. Said again it is
    as it was; another indicator is not taken: the next round is to test what was said first."""
    row = locked(commitment)
    card = aimed(assessed_in, indicator, programme=row.programme_id, actor=actor)
    assert card is not None, "a round was named"
    if row.indicator_id is not None:
        if (row.assessed_in_id, row.indicator_id) == (assessed_in, indicator):
            return
        raise rules.TiedAlready()
    if row.assessed_in_id != assessed_in and not _is_of_meeting(row, card):
        raise rules.NotOfThisPlan()
    row.assessed_in_id, row.indicator_id = assessed_in, indicator
    row.save(update_fields=["assessed_in", "indicator"])
    record(
        CommitmentAimed(
            commitment=row.pk, place=row.place_id, round=assessed_in, indicator=indicator
        ),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def take_into_the_plan(*, assessed_in: UUID, meeting: UUID) -> int:
    """What a meeting agreed with offices belongs to the plan of the round that meets there, and what
    another meeting agreed does so no more, unless it has its indicator. Again: nothing. The answer is
    how many came new."""
    agreed = [one.id for one in activities.agreed_at(meeting)]
    bare = Commitment.objects.filter(indicator=None, recommendation__isnull=False)
    bare.filter(assessed_in=assessed_in).exclude(recommendation__in=agreed).update(assessed_in=None)
    return bare.filter(assessed_in=None, recommendation__in=agreed).update(
        assessed_in_id=assessed_in
    )


def _is_of_meeting(row: Commitment, card: RoundCard) -> bool:
    if row.recommendation_id is None or card.interface_meeting is None:
        return False
    agreed = activities.agreed_at(card.interface_meeting)
    return row.recommendation_id in {one.id for one in agreed}
