"""What of a meeting is shown to anybody: a summary written for it, and counts that point at nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from benkan.kit.actor import Role
from benkan.kit.counts import Headcounts, people_of
from benkan.kit.refusals import N_, Refused
from benkan.kit.splits import Sex
from benkan.methods.suppression import parts_of_total

Key = TypeVar("Key")

PUBLISHERS = (Role.COORDINATOR, Role.PROGRAMME_STAFF)
"""Who decides that everybody may read what a meeting said."""

MINIMUM = 10
"""Twice what figures show at the least: fives beside the table of a quarter left four people to choose from,
which `tests/soak/test_suppression.py` found."""


class SummaryMissing(Refused):
    code = "activity_summary_missing"
    text = N_("Write what everybody may read: what was asked, answered and agreed, without names.")


class NotHeld(Refused):
    code = "activity_not_held"
    text = N_("Close the report first: a summary is published of a meeting that was held.")


class WithdrawalReasonMissing(Refused):
    code = "activity_withdrawal_reason_missing"
    text = N_("Say why the summary is taken back: the reason stays with the meeting.")


@dataclass(frozen=True)
class PublicAttendance:
    """Who came at the least, as anybody may know it: all numbers are rounded down to tens, since the
    figures of a quarter less the meetings that are public would else be those of one that is not. A split
    that would point at a few people is left out whole (None), a small group inside one that is shown is
    None; so is a total below the minimum. Ages, disability and displacement are left to the figures of a
    quarter: beside these a second split of each meeting leaves too few people to choose from."""

    people: int | None
    by_sex: Mapping[Sex, int | None] | None


def check_summary(text: str, *, is_closed: bool) -> None:
    """There is something to read, of a meeting that was held."""
    if not is_closed:
        raise NotHeld()
    if not text.strip():
        raise SummaryMissing()


def check_withdrawal(reason: str) -> None:
    if not reason.strip():
        raise WithdrawalReasonMissing()


def shown_attendance(headcounts: Headcounts) -> PublicAttendance:
    """The total, and women and men beside it, or the total alone: what is hidden in the one then cannot be
    found by subtraction in the other."""
    everybody = people_of(headcounts)
    if everybody < MINIMUM:
        return PublicAttendance(None, None)
    return PublicAttendance(
        people=_in_tens(everybody),
        by_sex=_split({sex: people_of(headcounts, sex) for sex in Sex}),
    )


def _in_tens(people: int) -> int:
    return people - people % MINIMUM


def _split(counts: Mapping[Key, int]) -> Mapping[Key, int | None] | None:
    """The groups that were there; None where the total would give one of them back. That there was
    nobody of a group says nothing of anybody."""
    hides = parts_of_total(counts, minimum=MINIMUM)
    if hides.total_is_hidden:
        return None
    return {
        key: None if key in hides.hidden else _in_tens(people)
        for key, people in counts.items()
        if people
    }
