"""Why a case is kept to a few, and who those few may be."""

from enum import StrEnum
from uuid import UUID

from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import N_, NotAllowed, Refused


class Sensitivity(StrEnum):
    """What puts somebody in danger when the wrong one reads it."""

    VIOLENCE = "violence"
    CORRUPTION = "corruption"
    THREAT = "threat"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The English word, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Sensitivity.VIOLENCE: N_("Violence"),
    Sensitivity.CORRUPTION: N_("Corruption"),
    Sensitivity.THREAT: N_("Threat"),
    Sensitivity.OTHER: N_("Other danger"),
}

NAMERS = (Role.ADMINISTRATOR,)
"""Keep the list of those who read sensitive messages, within their own places."""


class NotOneOfUs(Refused):
    code = "not_one_of_us"
    text = N_("Only somebody who works for the programme can be named. Give her a role first.")


class NotForThisPerson(Refused):
    code = "not_for_this_person"
    text = N_("This person cannot be named here: the message may be about her or hers.")


def check_may_name(actor: Actor, *, line: frozenset[UUID] | None) -> None:
    """Who keeps the list does so for her own places only; None is the whole country."""
    if not actor.holds(*NAMERS, line=line or ()):
        raise NotAllowed()
