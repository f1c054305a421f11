"""Counts of the people at a meeting or in a group, and which of them make sense."""

from collections.abc import Mapping

from benkan.kit.refusals import N_, Refused
from benkan.kit.splits import AgeBand, Sex, Situation

Headcounts = Mapping[tuple[Sex, AgeBand], int]
Situations = Mapping[tuple[Situation, Sex], int]

MOST_PEOPLE = 100_000
"""More than come together anywhere; a count above it is a slip of the finger."""


class NobodyCounted(Refused):
    code = "activity_nobody_counted"
    text = N_("Count at least one person. Who is not known by sex or age goes under “not known”.")


class CountNotPossible(Refused):
    code = "activity_count_not_possible"
    text = N_("%(people)s people is not possible here. Check the number.")


class MoreThanWereThere(Refused):
    code = "activity_more_than_were_there"
    text = N_(
        "%(people)s people in a situation, but only %(present)s of that sex were counted. "
        "Check both numbers."
    )


def people_of(headcounts: Headcounts, sex: Sex | None = None) -> int:
    """How many people were there, of a sex or in all."""
    return sum(people for (of, _), people in headcounts.items() if sex is None or of is sex)


def check_attendance(headcounts: Headcounts, situations: Situations) -> None:
    """Somebody was there, no number is absurd, and no situation holds more people of a sex than
    were there."""
    for people in (*headcounts.values(), *situations.values()):
        if not 0 <= people <= MOST_PEOPLE:
            raise CountNotPossible(people=people)
    if people_of(headcounts) == 0:
        raise NobodyCounted()
    for (_, sex), people in situations.items():
        present = people_of(headcounts, sex)
        if people > present:
            raise MoreThanWereThere(people=people, present=present)
