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


class CountChoice(StrEnum):
    """What a person decides between the count of people that holds and another."""

    STAYS = "stays"
    THIS = "this"
    BOTH = "both"


class NotTheseSheets(Refused):
    code = "conflict_of_other_sheets"
    text = N_("These sheets have changed since. Look at them again, then choose.")


class SheetBefore(Refused):
    code = "sheet_of_an_earlier_edition"
    text = N_(
        "This sheet was begun before the correction. Write what is missing on a new sheet, so that "
        "what was public stays as it was."
    )


class CannotAdd(Refused):
    code = "conflict_cannot_be_added"
    text = N_("Only counts of people can be put together. Choose one of the two answers.")


@dataclass(frozen=True)
class Line:
    """What one sheet says of a leaf. `hand`: who wrote it at a desk, so that what she writes later stands
    for what she wrote before; empty for a telephone, where each sheet stands for itself."""

    id: UUID
    tally: Tally
    value: Decimal | None
    hand: str = ""


@dataclass(frozen=True)
class Held:
    """What holds after all lines are in: an answer, or a conflict of answers that differ."""

    line: UUID | None
    is_conflict: bool


def standing(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that the same hand has written anew since, in the order they came in."""
    last = {line.hand: line.id for line in lines if line.hand}
    return [line for line in lines if not line.hand or last[line.hand] == line.id]


def held(lines: Sequence[Line]) -> Held:
    """What holds of lines that nobody has decided on: the first where all say the same, whatever the
    order they came in."""
    first = lines[0]
    if all(same(first, other) for other in lines[1:]):
        return Held(first.id, is_conflict=False)
    return Held(None, is_conflict=True)


def same(one: Line, other: Line) -> bool:
    return _told(one) == _told(other)


def still_decided(before: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether what a person decided between the lines of before stands: what came since says nothing
    that she has not seen."""
    return bool(before) and all(any(same(one, other) for other in before) for one in new)


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
