"""How people are counted everywhere: sex × age jointly, and each situation with sex.

Unknown is a value, never dropped. A full cross of everything cannot be filled in on paper.
"""

from enum import StrEnum


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class AgeBand(StrEnum):
    UNDER_18 = "under_18"
    FROM_18 = "18_24"
    FROM_25 = "25_34"
    FROM_35 = "35_44"
    FROM_45 = "45_59"
    FROM_60 = "60_plus"
    UNKNOWN = "unknown"


class Situation(StrEnum):
    DISABILITY = "disability"
    DISPLACED = "displaced"
