"""Scales: which levels people choose from, and what a tally of them comes to. Exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from benkan.kit.refusals import N_, Refused

Tally = Mapping[str, int]
"""How many people chose each level, by the level as it is written: {"1": 4, "3": 7}."""


class Scale(StrEnum):
    """How a leaf is answered. The names are in rows: never rename one."""

    FACES = "faces"  # 1 very bad … 5 very good
    FACES_3 = "faces_3"  # 1 bad, 2 so-so, 3 good
    DOCUMENT = "document"  # 0 none, 5 begun, 10 seen
    FOUR = "four"  # 0, 33, 67, 100
    YES_NO = "yes_no"
    LEVELS = "levels"  # 1 to 4, each described
    SIX = "six"  # 0 to 6 competences
    PERCENT = "percent"
    COUNT = "count"


LEVELS: Mapping[Scale, tuple[str, ...]] = {
    Scale.FACES: ("1", "2", "3", "4", "5"),
    Scale.FACES_3: ("1", "2", "3"),
    Scale.DOCUMENT: ("0", "5", "10"),
    Scale.FOUR: ("0", "33", "67", "100"),
    Scale.YES_NO: ("0", "1"),
    Scale.LEVELS: ("1", "2", "3", "4"),
    Scale.SIX: ("0", "1", "2", "3", "4", "5", "6"),
}
"""Scales with levels to touch, worst-sounding number first; the others take one number."""

MOST = Decimal(1_000_000)


class OutsideScale(Refused):
    code = "score_outside_scale"
    text = N_("%(value)s is not on the scale of “%(question)s”: choose from %(least)s to %(most)s.")


class NobodyScored(Refused):
    code = "score_of_nobody"
    text = N_("Nobody has answered “%(question)s”: leave it empty, or count at least one person.")


class TooManyScored(Refused):
    code = "score_of_too_many"
    text = N_("“%(question)s”: that many people cannot be. Count again: at most %(most)s.")


@dataclass(frozen=True)
class Asked:
    """A leaf as a score is held against it. `question` names it in a refusal."""

    scale: Scale
    worst: Decimal
    best: Decimal
    question: str = ""


def check_answer(leaf: Asked, *, tally: Tally, value: Decimal | None) -> None:
    """An answer is on the scale: levels that it has with people behind them, or one number.

    Raises:
        OutsideScale: a level that there is not, or a number beyond the ends.
        NobodyScored: a tally of nobody, or neither tally nor value.
        TooManyScored: a slip of the finger.
    """
    levels = LEVELS.get(leaf.scale)
    if tally:
        wrong = [level for level in tally if levels is None or level not in levels]
        if wrong:
            raise _outside(leaf, wrong[0])
        if any(people < 0 for people in tally.values()) or not sum(tally.values()):
            raise NobodyScored(question=leaf.question)
        if sum(tally.values()) > MOST:
            raise TooManyScored(question=leaf.question, most=MOST)
    elif value is None:
        raise NobodyScored(question=leaf.question)
    elif not _is_on(leaf, value):
        raise _outside(leaf, value)


def mean(tally: Tally) -> Fraction:
    """What the people of a tally come to together: the mean of their levels."""
    people = sum(tally.values())
    return sum((Fraction(level) * count for level, count in tally.items()), Fraction()) / people


def value_of(tally: Tally, value: Decimal | None) -> Fraction:
    """The answer as an exact number, whichever way it was given."""
    if tally:
        return mean(tally)
    assert value is not None, "an answer is a tally or a value"
    return Fraction(value)


def people_of(tally: Tally) -> int | None:
    """How many people answered; None where the group gave one value."""
    return sum(tally.values()) if tally else None


def rounded(exact: Fraction) -> Decimal:
    """As it is stored beside the tally: to four places."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"))


def ends(leaf: Asked) -> tuple[Decimal, Decimal]:
    """The least and the largest number that may be given."""
    if levels := LEVELS.get(leaf.scale):
        return Decimal(levels[0]), Decimal(levels[-1])
    return (Decimal(0), Decimal(100)) if leaf.scale is Scale.PERCENT else (Decimal(0), MOST)


def _is_on(leaf: Asked, value: Decimal) -> bool:
    least, most = ends(leaf)
    # One value for a whole group may lie between two levels: it is a mean that they told us.
    return value.is_finite() and least <= value <= most


def _outside(leaf: Asked, value: object) -> OutsideScale:
    least, most = ends(leaf)
    return OutsideScale(value=str(value), question=leaf.question, least=least, most=most)
