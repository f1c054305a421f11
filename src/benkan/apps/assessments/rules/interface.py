"""The meeting of citizens and the service: who came, by what they are there for, and what was said."""

from collections.abc import Mapping
from enum import StrEnum

from benkan.kit.counts import MOST_PEOPLE, CountNotPossible
from benkan.kit.refusals import N_, Refused
from benkan.kit.splits import Sex


class Category(StrEnum):
    """As what somebody came: one each. The names are in rows: never rename one."""

    USERS = "users"
    PROVIDER = "provider"
    COMMITTEE = "committee"
    TRADITIONAL = "traditional"
    COUNCIL = "council"
    STATE = "state"
    ASSOCIATIONS = "associations"
    MEDIA = "media"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Category.USERS: N_("Users of the service"),
    Category.PROVIDER: N_("Staff of the service"),
    Category.COMMITTEE: N_("Management committee (ASACO, CGS, water)"),
    Category.TRADITIONAL: N_("Chiefs and religious leaders"),
    Category.COUNCIL: N_("Town council"),
    Category.STATE: N_("Services of the State"),
    Category.ASSOCIATIONS: N_("Associations"),
    Category.MEDIA: N_("Radios and press"),
    Category.OTHER: N_("Others"),
}

BOTH_SIDES = (Category.USERS, Category.PROVIDER)
"""Without these two it is no meeting of both sides."""

Came = Mapping[tuple[Category, Sex], int]


class NotSuchAMeeting(Refused):
    code = "not_an_interface_meeting"
    text = N_("Choose a meeting of citizens and officials of this place that is not cancelled.")


class SaidAlready(Refused):
    code = "meeting_said_already"
    text = N_(
        "This round is public: what was written of its meeting stays. Correct it with a new version "
        "and a reason."
    )


class NobodyCame(Refused):
    code = "meeting_of_nobody"
    text = N_("Count at least one person, by what she came as.")


def check_came(came: Came) -> None:
    """Somebody came, and no number is absurd."""
    for people in came.values():
        if not 0 <= people <= MOST_PEOPLE:
            raise CountNotPossible(people=people)
    if not sum(came.values()):
        raise NobodyCame()


def check_change(before: str, after: str, *, is_released: bool) -> None:
    """Of a public round gaps are filled; what was said stays.

    Raises:
        SaidAlready: it was written already.
    """
    if is_released and before.strip() and before.strip() != after.strip():
        raise SaidAlready()


def absent(came: Came) -> list[Category]:
    """Which of the two sides nobody came of."""
    return [
        side
        for side in BOTH_SIDES
        if not sum(people for (of, _), people in came.items() if of is side)
    ]
