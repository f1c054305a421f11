"""What is read out of a barometer: marks in words, the gaps to talk about, what holds it down."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from benkan.methods.barometer.scoring import Mark
from benkan.methods.barometer.steps import reading

FEWEST = 5
"""Below so many people a group is not shown alone outside the programme."""

WIDE = Fraction(1, 4)
"""Groups that are a quarter of the scale apart live different things: that is where talk begins."""


@dataclass(frozen=True)
class Reading:
    """A mark as it is read: points of a hundred and one of nine steps. Nothing where nobody scored."""

    points: int | None
    step: int | None
    words: str
    coverage: int

    @property
    def is_scored(self) -> bool:
        return self.points is not None


UNREAD = Reading(None, None, "", 0)


def read(mark: Mark) -> Reading:
    """Put a mark into points, step and words (English, to be translated where they are shown)."""
    if mark.score is None:
        return Reading(None, None, "", points(mark.coverage))
    found = reading(mark.score)
    return Reading(points(mark.score), found.step, found.words, points(mark.coverage))


def points(share: Fraction) -> int:
    """Of a hundred; half a point counts up, so that nobody's half is lost to an even number.

    >>> points(Fraction(1, 8)), points(Fraction(0)), points(Fraction(1))
    (13, 0, 100)
    """
    return int(share * 100 + Fraction(1, 2))


def may_show_groups(people: Mapping[str, int | None], agreed: Collection[str]) -> bool:
    """Whether what each group says may hang on a wall: all that scored have agreed, and none is so small
    that somebody could be recognised. With one left out, it could be found from the others and from
    what all say together, so that it is all or none."""
    return bool(people) and all(
        group in agreed and count is not None and count >= FEWEST for group, count in people.items()
    )
