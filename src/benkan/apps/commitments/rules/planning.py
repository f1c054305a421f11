"""The action plan of a round: each action is a promise tied to the indicator that it is to move.

How well an action is followed is a chain: an office that promised it for a day, an indicator, a proof, the look of
citizens, and the next round's score on the same indicator.
"""

from collections.abc import Collection
from enum import StrEnum

from benkan.kit.refusals import N_, Refused


class Link(StrEnum):
    """What an agreed action needs, in the order in which it comes."""

    OFFICE = "office"
    INDICATOR = "indicator"
    PROOF = "proof"
    CHECK = "check"
    SCORE = "score"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LINKS[self]


_LINKS = {
    Link.OFFICE: N_("An office has promised, for a day"),
    Link.INDICATOR: N_("An indicator"),
    Link.PROOF: N_("A proof"),
    Link.CHECK: N_("Citizens went to look"),
    Link.SCORE: N_("The next score"),
}


class IndicatorMissing(Refused):
    code = "plan_indicator_missing"
    text = N_("Choose the indicator that this action is to move: the next round is read by it.")


class IndicatorOfAnother(Refused):
    code = "plan_indicator_of_another"
    text = N_("This indicator is not asked in this round. Choose one from the list.")


class NotScoredYet(Refused):
    code = "plan_not_scored_yet"
    text = N_("Nobody has scored this indicator yet. Score it first, then agree on what to do.")


class PlanIsOver(Refused):
    code = "plan_is_over"
    text = N_("The next round has been scored already. Write the action in the plan of that round.")


class PlanEmpty(Refused):
    code = "plan_empty"
    text = N_("Write at least one action, with who will do it and by which day.")


class NotOfThisPlan(Refused):
    code = "plan_not_of_this_plan"
    text = N_("This promise was not agreed at the meeting of this round.")


class TiedAlready(Refused):
    code = "plan_tied_already"
    text = N_("This promise is tied to an indicator already, and stays so.")


def check_may_aim(
    *, is_asked: bool, is_scored: bool, is_closed: bool, next_is_closed: bool
) -> None:
    """An action aims at an indicator of its own round that people scored, before the next round says
    whether it moved."""
    if next_is_closed:
        raise PlanIsOver()
    if not is_asked:
        raise IndicatorOfAnother()
    if not is_closed and not is_scored:
        raise NotScoredYet()


def first_missing(there: Collection[Link]) -> Link | None:
    """The first link that an action lacks; None where the chain holds from end to end.

    >>> first_missing({Link.OFFICE, Link.INDICATOR, Link.CHECK})
    <Link.PROOF: 'proof'>
    """
    return next((link for link in Link if link not in there), None)
