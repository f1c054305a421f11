"""Verbs of this chapter, a file a subject."""

from benkan.apps.assessments.actions.closing import (
    close_round,
    open_correction,
    release_round,
    withdraw_round,
)
from benkan.apps.assessments.actions.consent import say_release
from benkan.apps.assessments.actions.deciding import decide_conflict
from benkan.apps.assessments.actions.joint import agree_score
from benkan.apps.assessments.actions.opening import (
    add_group,
    count_group,
    note_agreement,
    open_assessment,
    open_next_round,
)
from benkan.apps.assessments.actions.sheets import (
    LineGiven,
    Taken,
    take_sheet,
)

__all__ = [
    "LineGiven",
    "Taken",
    "add_group",
    "agree_score",
    "close_round",
    "count_group",
    "decide_conflict",
    "note_agreement",
    "open_assessment",
    "open_correction",
    "open_next_round",
    "release_round",
    "say_release",
    "take_sheet",
    "withdraw_round",
]
