"""Scorecards: what people of several groups said of one thing, person by person.

Source: CARE Malawi, *The Community Score Card: A Generic Guide* (2013), phases II to IV: groups score
apart, then meet; the consolidated score is agreed there, or is the mean of the groups, so that a
large group does not drown a small one. Groups under five people: as small counts elsewhere in
Benkan, they are not shown alone in public.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from benkan.methods.barometer.rounds import Counts, people, total

FEWEST = 5


@dataclass(frozen=True)
class Spread:
    """What a group said: how many people, their mean and median, the lowest and highest, and the
    population variance (the mean of squared differences from the mean)."""

    people: int
    mean: Fraction
    median: Fraction
    lowest: Fraction
    highest: Fraction
    variance: Fraction


@dataclass(frozen=True)
class Card:
    """The spread of each group by name, and the consolidated value with how it came about: `is_agreed`
    when the meeting stated it, else the mean of the groups' means. None when nobody scored."""

    groups: Mapping[str, Spread]
    consolidated: Fraction | None
    is_agreed: bool


def spread(counts: Counts, *, scale: int = 1) -> Spread:
    """Of values (integers ÷ `scale`, ascending) and how many people gave each; the median of an even
    number is the mean of the two in the middle.

    >>> spread(((2, 1), (4, 2), (5, 1))).median
    Fraction(4, 1)
    """
    number = people(counts)
    assert number, "a group that said nothing has no spread"
    mean = Fraction(total(counts), number * scale)
    squares = Fraction(sum(value * value * count for value, count in counts), number * scale**2)
    middle = _at(counts, (number - 1) // 2) + _at(counts, number // 2)
    return Spread(
        people=number,
        mean=mean,
        median=Fraction(middle, 2 * scale),
        lowest=Fraction(counts[0][0], scale),
        highest=Fraction(counts[-1][0], scale),
        variance=squares - mean * mean,
    )


def card(groups: Mapping[str, Counts], *, scale: int = 1, agreed: Fraction | None = None) -> Card:
    """The card of one thing that was scored.

    Args:
        groups: by name, the values (integers ÷ `scale`) and how many people gave each; groups that
            gave none are passed over.
        scale: above zero.
        agreed: the value that the meeting of all groups stated; it stands for the mean.
    """
    spreads = {name: spread(groups[name], scale=scale) for name in sorted(groups) if groups[name]}
    if agreed is not None:
        return Card(spreads, agreed, True)
    return Card(
        spreads, mean_of([each.mean for each in spreads.values()]) if spreads else None, False
    )


def mean_of(values: Sequence[Fraction]) -> Fraction:
    """The plain mean of one value or more."""
    below = lcm(*(value.denominator for value in values))
    above = sum([value.numerator * (below // value.denominator) for value in values])
    return Fraction(above, below * len(values))


def shown_together(people: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """How groups are put together before anything is published.

    Groups under five people go into one; while that one has under five, the smallest of the others
    joins it. What is published (the mean of groups, too) is computed from these, so that a small
    group cannot be worked out from the rest.

    Args:
        people: by group, how many; for a whole barometer the fewest on any leaf.

    Returns:
        The groups, each as the names that it is made of. Empty when all together are under five.

    >>> shown_together({"women": 12, "men": 9, "youth": 3})
    (('men', 'youth'), ('women',))
    """
    small = sorted(name for name, count in people.items() if count < FEWEST)
    large = sorted((name for name in people if name not in small), key=lambda n: (people[n], n))
    while small and sum(people[name] for name in small) < FEWEST and large:
        small.append(large.pop(0))
    if sum(people.values()) < FEWEST:
        return ()
    made = [tuple(sorted(small))] if small else []
    return tuple(sorted([*made, *((name,) for name in large)]))


def _at(counts: Counts, place: int) -> int:
    """The value of the person at a place, counted from 0, when people stand in order."""
    for value, count in counts:
        place -= count
        if place < 0:
            return value
    raise AssertionError("the place is below the number of people")
