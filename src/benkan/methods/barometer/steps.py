"""A score in nine words: twice the score less one, from -1 to 1 in steps of a quarter."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from benkan.methods.refusals import N_

WORDS = {
    4: N_("as good as can be"),
    3: N_("very good"),
    2: N_("good"),
    1: N_("rather good"),
    0: N_("in the middle"),
    -1: N_("rather poor"),
    -2: N_("poor"),
    -3: N_("very poor"),
    -4: N_("as poor as can be"),
}


@dataclass(frozen=True)
class Reading:
    """One of nine steps, -4 to 4, and what it stands for: -1, -3/4, … 1."""

    step: int

    @property
    def value(self) -> Fraction:
        return Fraction(self.step, 4)

    @property
    def words(self) -> str:
        """In English, marked for translation."""
        return WORDS[self.step]


def reading(score: Fraction) -> Reading:
    """The step nearest to 2s - 1. Half-way between two, it is the one nearer to the middle: a step
    is reached when more than half of the way to it is behind.

    Args:
        score: from 0 to 1.

    >>> reading(Fraction(3, 4)).step, reading(Fraction(9, 16)).step, reading(Fraction(7, 16)).step
    (2, 0, 0)
    """
    quarters = 8 * score - 4
    step = ceil(abs(quarters) - Fraction(1, 2))
    return Reading(step if quarters >= 0 else -step)
