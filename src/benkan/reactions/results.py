"""What follows in results."""

from benkan.apps.commitments.events import CommitmentSettled, CommitmentStepped
from benkan.apps.journal.events import Occurrence
from benkan.apps.results import actions as results
from benkan.apps.results.rules import COMMITMENTS_KEPT

_MOVES_THE_FIGURE = {"accept", "postpone"}


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
