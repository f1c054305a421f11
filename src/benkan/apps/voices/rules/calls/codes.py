"""What the columns of the hotline's file may say. Unknown is a value, never dropped.

The file is that of the SOS Démocratie line of 2013 (`packs/hotline/README.md`). Its words are kept
where they are names (`CALL_ME` is a service of the operators); the rest has the codes of the house.
"""

from enum import StrEnum

from benkan.kit.refusals import N_
from benkan.kit.splits import AgeBand, Sex


class Vote(StrEnum):
    """Before which vote the line was open."""

    PRESIDENTIAL = "presidential"
    LEGISLATIVE = "legislative"

    @property
    def label(self) -> str:
        return _LABELS_OF_VOTE[self]


class Way(StrEnum):
    """How somebody asked to be called back."""

    RING = "ring"
    CALL_ME = "call_me"
    CHARGE_ME = "charge_me"
    SMS_HOTLINE = "sms_hotline"
    SMS_SPAM = "sms_spam"
    SMS_USHAHIDI = "sms_ushahidi"

    @property
    def label(self) -> str:
        return _LABELS_OF_WAY[self]


class Operator(StrEnum):
    ORANGE = "orange"
    MALITEL = "malitel"
    FOREIGN = "foreign"

    @property
    def label(self) -> str:
        return _LABELS_OF_OPERATOR[self]


class Origin(StrEnum):
    """Whether the region of the caller is known."""

    REGION = "region"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _LABELS_OF_ORIGIN[self]


AGE_IMPOSSIBLE = "impossible"
"""An age was written down that nobody has: not the same as none."""

VOTES = {"presidentielle": Vote.PRESIDENTIAL, "legislatives": Vote.LEGISLATIVE}
WAYS = {way.value.upper(): way for way in Way}
OPERATORS = {operator.value: operator for operator in Operator}
SEXES = {"": Sex.UNKNOWN, "F": Sex.FEMALE, "H": Sex.MALE}
AGES = {
    "": AgeBand.UNKNOWN.value,
    "<18": AgeBand.UNDER_18.value,
    "18-24": AgeBand.FROM_18.value,
    "25-34": AgeBand.FROM_25.value,
    "35-44": AgeBand.FROM_35.value,
    "45-59": AgeBand.FROM_45.value,
    "60+": AgeBand.FROM_60.value,
    "aberrant": AGE_IMPOSSIBLE,
}
OUTSIDE = "HORS"

_LABELS_OF_VOTE = {
    Vote.PRESIDENTIAL: N_("Presidential election"),
    Vote.LEGISLATIVE: N_("Legislative elections"),
}
_LABELS_OF_WAY = {
    Way.RING: N_("Rang and hung up"),
    Way.CALL_ME: N_("“Call me” of the operator"),
    Way.CHARGE_ME: N_("“Charge me” of the operator"),
    Way.SMS_HOTLINE: N_("SMS to the line"),
    Way.SMS_SPAM: N_("SMS, noted as SPAM"),
    Way.SMS_USHAHIDI: N_("SMS by Ushahidi"),
}
_LABELS_OF_OPERATOR = {
    Operator.ORANGE: N_("Orange"),
    Operator.MALITEL: N_("Malitel"),
    Operator.FOREIGN: N_("Foreign operator"),
}
_LABELS_OF_ORIGIN = {
    Origin.REGION: N_("Region known"),
    Origin.OUTSIDE: N_("Outside the regions (HORS)"),
    Origin.UNKNOWN: N_("Region not known"),
}


def age_label(age: str) -> str:
    """The English name of an age band, or of an impossible age."""
    return N_("Age impossible") if age == AGE_IMPOSSIBLE else AgeBand(age).label


def said_number(number: int) -> str:
    """The number of a call as its file writes it: `SOS-00042`."""
    return f"SOS-{number:05}"
