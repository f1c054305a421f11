"""How far an agreed action is followed: by the first thing that it lacks, so that the columns add up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from benkan.apps.commitments.rules import Link, State
from benkan.apps.results.rules.periods import Period
from benkan.kit.refusals import N_


class Followed(StrEnum):
    """The whole chain, or its first missing link. The first is the part of the share."""

    WHOLE = "whole"
    NO_SCORE = "no_score"
    NO_CHECK = "no_check"
    NO_PROOF = "no_proof"
    NO_INDICATOR = "no_indicator"
    NO_OFFICE = "no_office"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Followed.WHOLE: N_("Followed to the end"),
    Followed.NO_SCORE: N_("Not scored again"),
    Followed.NO_CHECK: N_("Not checked by citizens"),
    Followed.NO_PROOF: N_("Without a proof"),
    Followed.NO_INDICATOR: N_("Without an indicator"),
    Followed.NO_OFFICE: N_("No office has promised"),
}

LACKING: dict[Link | None, Followed] = {
    None: Followed.WHOLE,
    Link.SCORE: Followed.NO_SCORE,
    Link.CHECK: Followed.NO_CHECK,
    Link.PROOF: Followed.NO_PROOF,
    Link.INDICATOR: Followed.NO_INDICATOR,
    Link.OFFICE: Followed.NO_OFFICE,
}


@dataclass(frozen=True)
class Agreed:
    """What is known of an agreed action on a day. `due_on` None: nobody promised it for a day."""

    agreed_on: date
    due_on: date | None
    state: State | None
    lacks: Link | None


def counts_as(action: Agreed, period: Period, on: date) -> Followed | None:
    """How an action counts: in the period of the day it was promised for, once that day is past or it
    is over before; without a day, from the one on which it was agreed. What an office declined is agreed
    no more."""
    if action.state is State.DECLINED:
        return None
    day = action.due_on or action.agreed_on
    is_over = action.state in (State.KEPT, State.BROKEN)
    is_due = action.due_on is None or action.due_on < on or is_over
    return LACKING[action.lacks] if is_due and period.contains(day) else None
