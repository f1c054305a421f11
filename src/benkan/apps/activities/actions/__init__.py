"""What is done with meetings, a file a subject."""

from benkan.apps.activities.actions.concluding import (
    ask,
    end_recommendation,
    note_recommendation,
    promise_recommendation,
    recommend,
)
from benkan.apps.activities.actions.naming import (
    Kept,
    add_names,
    erase_again,
    erase_attendee,
    let_names_go,
    note_reading,
)
from benkan.apps.activities.actions.planning import (
    cancel_activity,
    plan_activity,
    postpone_activity,
)
from benkan.apps.activities.actions.publishing import publish_summary, withdraw_summary
from benkan.apps.activities.actions.reporting import complete_activity, hold_activity

__all__ = [
    "Kept",
    "add_names",
    "ask",
    "cancel_activity",
    "complete_activity",
    "end_recommendation",
    "erase_again",
    "erase_attendee",
    "hold_activity",
    "let_names_go",
    "note_reading",
    "note_recommendation",
    "plan_activity",
    "postpone_activity",
    "promise_recommendation",
    "publish_summary",
    "recommend",
    "withdraw_summary",
]
