"""What all groups come to together at a question: their mean, or what their representatives agreed on."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from benkan.kit.refusals import N_, Refused


class Way(StrEnum):
    """How a joint score came about. The names are in rows: never rename one."""

    MEAN = "mean"
    CONSENSUS = "consensus"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _WAYS[self]


_WAYS = {
    Way.MEAN: N_("Mean of the groups"),
    Way.CONSENSUS: N_("Agreed on by the representatives"),
}


class NothingToAverage(Refused):
    code = "joint_score_of_no_group"
    text = N_("No group has scored this question: there is no mean. Agree on a score, or wait.")


class ContestWithoutReason(Refused):
    code = "joint_score_contested_without_reason"
    text = N_("Say what some do not agree with: a contested score is read with its reason.")


def mean_of_groups(values: Sequence[Fraction]) -> Fraction:
    """Each group weighs the same, so that a large one does not drown a small one.

    Raises:
        NothingToAverage: no group has scored.
    """
    if not values:
        raise NothingToAverage()
    return sum(values, Fraction()) / len(values)


def check_contest(*, is_contested: bool, reason: str) -> None:
    if is_contested and not reason.strip():
        raise ContestWithoutReason()
