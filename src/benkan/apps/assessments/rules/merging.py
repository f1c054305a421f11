"""Sheets of one group that meet: the same answer is one answer, different ones wait for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from benkan.apps.assessments.rules.scales import Tally
from benkan.kit.refusals import N_, Refused


class Choice(StrEnum):
    """What a person decides: one sheet holds, or both do since other people answered them."""

    THIS = "this"
    BOTH = "both"


class NotTheseSheets(Refused):
    code = "conflict_of_other_sheets"
    text = N_("These sheets have changed since. Look at them again, then choose.")


class CannotAdd(Refused):
    code = "conflict_cannot_be_added"
    text = N_("Only counts of people can be put together. Choose one of the two answers.")


@dataclass(frozen=True)
class Line:
    """What one sheet says of a leaf."""

    id: UUID
    tally: Tally
    value: Decimal | None


@dataclass(frozen=True)
class Held:
    """What holds after all lines are in: an answer, or a conflict of answers that differ."""

    line: UUID | None
    is_conflict: bool


def held(lines: Sequence[Line]) -> Held:
    """What holds of lines that nobody has decided on: the first where all say the same, whatever the
    order they came in."""
    first = lines[0]
    if all(same(first, other) for other in lines[1:]):
        return Held(first.id, is_conflict=False)
    return Held(None, is_conflict=True)


def same(one: Line, other: Line) -> bool:
    return _told(one) == _told(other)


def added(lines: Sequence[Line]) -> Tally:
    """Counts of different people put together.

    Raises:
        CannotAdd: one of them is no count.
    """
    if not all(line.tally for line in lines):
        raise CannotAdd()
    whole: dict[str, int] = {}
    for line in lines:
        for level, people in line.tally.items():
            whole[level] = whole.get(level, 0) + people
    return whole


def _told(line: Line) -> object:
    if line.tally:
        return {level: people for level, people in line.tally.items() if people}
    return line.value
