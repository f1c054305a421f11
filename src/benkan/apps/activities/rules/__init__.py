"""The rules of meetings, a file a subject: kinds, attendance, calendar, ending, questions, publishing.

What every page of the chapter asks is here; a subject's own rules are asked by their file's name.
"""

from benkan.apps.activities.rules.meetings import (
    OPEN_TO_ALL,
    ORGANISERS,
    ActionMissing,
    AlreadyClosed,
    DueDayHasPassed,
    DueDayTooFar,
    NotHeldYet,
    OfficeNotHere,
    TitleMissing,
    check_agreed,
    check_begun,
    check_open,
    check_title,
    organises,
)
from benkan.kit.counts import (
    MOST_PEOPLE,
    CountNotPossible,
    Headcounts,
    MoreThanWereThere,
    NobodyCounted,
    Situations,
    check_attendance,
    people_of,
)

__all__ = [
    "MOST_PEOPLE",
    "OPEN_TO_ALL",
    "ORGANISERS",
    "ActionMissing",
    "AlreadyClosed",
    "CountNotPossible",
    "DueDayHasPassed",
    "DueDayTooFar",
    "Headcounts",
    "MoreThanWereThere",
    "NobodyCounted",
    "NotHeldYet",
    "OfficeNotHere",
    "Situations",
    "TitleMissing",
    "check_agreed",
    "check_attendance",
    "check_begun",
    "check_open",
    "check_title",
    "organises",
    "people_of",
]
