"""What follows in results."""

from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.events import (
    CommitmentProposed,
    CommitmentSettled,
    CommitmentStepped,
)
from benkan.apps.journal.events import Occurrence
from benkan.apps.results import actions as results
from benkan.apps.results.rules import COMMITMENTS_KEPT
from benkan.apps.results.rules.facts import PROPOSED
from benkan.apps.voices import queries as voices

_MOVES_THE_FIGURE = {"accept", "postpone"}


def count_from_the_first_voice(occurrence: Occurrence[CommitmentProposed]) -> None:
    """What is asked of an office is a fact from the start: whom, and since when people speak of it.

    The issue of a promise does not change; its earliest voice is written down as it is known now."""
    event = occurrence.event
    issue = commitments.issue_of(event.commitment)
    results.count_outcome(
        entry=occurrence.id,
        programme=occurrence.programme,
        indicator=COMMITMENTS_KEPT,
        record=event.commitment,
        place=event.place,
        service=event.service,
        due_on=event.due_on,
        outcome=PROPOSED,
        moment=occurrence.moment,
        office=event.office,
        heard_at=voices.first_voice_of(issue) if issue else None,
    )


def count_the_outcome(occurrence: Occurrence[CommitmentStepped | CommitmentSettled]) -> None:
    """A promise made, moved or settled is a fact for the share of commitments kept."""
    event = occurrence.event
    if isinstance(event, CommitmentStepped) and event.step not in _MOVES_THE_FIGURE:
        return
    results.count_outcome(
        entry=occurrence.id,
        programme=occurrence.programme,
        indicator=COMMITMENTS_KEPT,
        record=event.commitment,
        place=event.place,
        service=event.service,
        due_on=event.due_on,
        outcome=event.state if isinstance(event, CommitmentStepped) else event.outcome,
        moment=occurrence.moment,
    )
