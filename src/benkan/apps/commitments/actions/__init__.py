"""What is done with commitments, a file a subject."""

from benkan.apps.commitments.actions.aiming import tie_to_indicator
from benkan.apps.commitments.actions.completing import complete
from benkan.apps.commitments.actions.planning import Planned, propose_plan
from benkan.apps.commitments.actions.policy_comments import (
    erase_comments_again,
    let_comments_go,
)
from benkan.apps.commitments.actions.proposing import propose
from benkan.apps.commitments.actions.publishing import publish, publish_several, withdraw
from benkan.apps.commitments.actions.stepping import (
    accept,
    begin,
    break_off,
    decline,
    keep,
    postpone,
    record_check,
    report_done,
    take_step,
)

__all__ = [
    "Planned",
    "accept",
    "begin",
    "break_off",
    "complete",
    "decline",
    "erase_comments_again",
    "keep",
    "let_comments_go",
    "postpone",
    "propose",
    "propose_plan",
    "publish",
    "publish_several",
    "record_check",
    "report_done",
    "take_step",
    "tie_to_indicator",
    "withdraw",
]
