"""How people are counted everywhere: sex × age jointly, and each situation with sex.

Unknown is a value, never dropped. A full cross of everything cannot be filled in on paper.
"""

from enum import StrEnum

from benkan.kit.refusals import N_


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS_OF_SEX[self]


class AgeBand(StrEnum):
    UNDER_18 = "under_18"
    FROM_18 = "18_24"
    FROM_25 = "25_34"
    FROM_35 = "35_44"
    FROM_45 = "45_59"
    FROM_60 = "60_plus"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS_OF_AGE[self]


class Situation(StrEnum):
    DISABILITY = "disability"
    DISPLACED = "displaced"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS_OF_SITUATION[self]


# Two members of different lists may have one value (`unknown`), so each list has its own labels.
_LABELS_OF_SEX = {
    Sex.FEMALE: N_("Women"),
    Sex.MALE: N_("Men"),
    Sex.UNKNOWN: N_("Sex not known"),
}
_LABELS_OF_AGE = {
    AgeBand.UNDER_18: N_("Under 18"),
    AgeBand.FROM_18: N_("18 to 24"),
    AgeBand.FROM_25: N_("25 to 34"),
    AgeBand.FROM_35: N_("35 to 44"),
    AgeBand.FROM_45: N_("45 to 59"),
    AgeBand.FROM_60: N_("60 and over"),
    AgeBand.UNKNOWN: N_("Age not known"),
}
_LABELS_OF_SITUATION = {
    Situation.DISABILITY: N_("With a disability"),
    Situation.DISPLACED: N_("Displaced"),
}
