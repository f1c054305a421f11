"""What follows from what: the one place that shows all consequences.

Each reaction is called once for each event, in a transaction of its own, some moments after the
action that caused it. It writes only the database; to send something is to put it in the outbox.
"""

from benkan.apps.activities.events import ActionAgreed
from benkan.apps.assessments.events import (
    InterfaceMeetingSet,
    RoundClosed,
    RoundReleased,
    RoundWithdrawn,
)
from benkan.apps.commitments.events import (
    CommitmentProposed,
    CommitmentSettled,
    CommitmentStepped,
)
from benkan.apps.journal.actions import Follows
from benkan.apps.messaging.events import ContactErased, MessageReceived
from benkan.apps.voices.events import CaseAboutSaid, CaseGuarded, CaseOpened, ConfidantEnded
from benkan.reactions.answers import tell_the_citizens
from benkan.reactions.commitments import (
    close_what_climbed,
    draft_the_commitment,
    take_into_the_plan,
)
from benkan.reactions.confidants import entrust_the_case, entrust_what_was_left
from benkan.reactions.results import (
    count_from_the_first_voice,
    count_the_check,
    count_the_outcome,
    count_the_release,
    count_the_round,
    count_the_withdrawal,
)
from benkan.reactions.round_results import tell_who_asked
from benkan.reactions.voices import forget_the_words, hear_the_message

FOLLOWS: Follows = {
    MessageReceived: [hear_the_message],
    ContactErased: [forget_the_words],
    CaseOpened: [entrust_the_case],
    CaseGuarded: [entrust_the_case],
    CaseAboutSaid: [entrust_the_case],
    ConfidantEnded: [entrust_what_was_left],
    ActionAgreed: [draft_the_commitment],
    CommitmentProposed: [count_from_the_first_voice],
    CommitmentStepped: [count_the_outcome, count_the_check],
    CommitmentSettled: [count_the_outcome, tell_the_citizens, close_what_climbed],
    InterfaceMeetingSet: [take_into_the_plan],
    RoundClosed: [count_the_round],
    RoundReleased: [count_the_release, tell_who_asked],
    RoundWithdrawn: [count_the_withdrawal],
}
