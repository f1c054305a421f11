"""What the citizens hear when it is over."""

from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.events import CommitmentSettled
from benkan.apps.commitments.rules import State
from benkan.apps.journal.events import Occurrence
from benkan.apps.voices import actions as voices
from benkan.kit.actor import Actor


def tell_the_citizens(occurrence: Occurrence[CommitmentSettled]) -> None:
    """Everybody who spoke about the issue hears whether it was put right, once nothing promised
    about it is open any more."""
    issue = commitments.issue_of(occurrence.event.commitment)
    outcome = commitments.outcome_of_issue(issue) if issue else None
    if issue is None or outcome is None:
        return
    voices.answer_cases_of_issue(
        issue=issue,
        wording="put_right" if outcome is State.KEPT else "not_put_right",
        actor=Actor(account=occurrence.actor),
        moment=occurrence.moment,
    )
