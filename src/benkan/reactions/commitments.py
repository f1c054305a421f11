"""What follows in commitments."""

from django.conf import settings
from django.utils.translation import gettext, override

from benkan.apps.activities import queries as activities
from benkan.apps.activities.events import ActionAgreed
from benkan.apps.assessments.events import InterfaceMeetingSet
from benkan.apps.assessments.queries import promising
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.actions import aiming, escalating
from benkan.apps.commitments.events import CommitmentSettled
from benkan.apps.commitments.rules import State
from benkan.apps.journal.events import Occurrence
from benkan.apps.voices import queries as voices
from benkan.kit.actor import Actor


def draft_the_commitment(occurrence: Occurrence[ActionAgreed]) -> None:
    """What a meeting agreed on is put before the office as a commitment to accept or decline; of the
    interface meeting of a round, it is of that round's plan, and is told its indicator there."""
    agreed = activities.recommendation_card(occurrence.event.recommendation)
    assessed = promising.round_of_meeting(agreed.activity)
    commitments.propose(
        programme=occurrence.programme,
        recommendation=agreed.id,
        issue=voices.issue_of_recommendation(agreed.id),
        office=agreed.office,
        place=agreed.place,
        service=agreed.service,
        problem=agreed.problem,
        action=agreed.action,
        due_on=agreed.due_on,
        assessed_in=assessed.id if assessed else None,
        actor=Actor(account=occurrence.actor),
        moment=occurrence.moment,
    )


def close_what_climbed(occurrence: Occurrence[CommitmentSettled]) -> None:
    """A letter about a promise is over once the promise is."""
    with override(settings.LANGUAGE_CODE):
        reason = gettext(State(occurrence.event.outcome).label)
    escalating.close_what_climbed(
        commitment=occurrence.event.commitment, reason=reason, moment=occurrence.moment
    )


def take_into_the_plan(occurrence: Occurrence[InterfaceMeetingSet]) -> None:
    """What was agreed before anybody said that this was the meeting of a round is of its plan too."""
    event = occurrence.event
    aiming.take_into_the_plan(assessed_in=event.round, meeting=event.activity)
