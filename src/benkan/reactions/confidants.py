"""No sensitive message waits for nobody: what follows for those who read them by name."""

from benkan.apps.journal.events import Occurrence
from benkan.apps.voices import actions as voices
from benkan.apps.voices.events import CaseAboutSaid, CaseGuarded, CaseOpened, ConfidantEnded


def entrust_the_case(
    occurrence: Occurrence[CaseOpened | CaseGuarded | CaseAboutSaid],
) -> None:
    """A sensitive message that nobody named may read goes to the administrators whom it is not
    about."""
    voices.entrust_what_waits(
        programme=occurrence.programme, case=occurrence.event.case, moment=occurrence.moment
    )


def entrust_what_was_left(occurrence: Occurrence[ConfidantEnded]) -> None:
    """When somebody is named no longer, what only she could read goes to the administrators."""
    voices.entrust_what_waits(programme=occurrence.programme, moment=occurrence.moment)
