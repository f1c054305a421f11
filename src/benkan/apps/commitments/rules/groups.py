"""Who went to look: groups, never names."""

from collections.abc import Sequence
from enum import StrEnum

from benkan.kit.refusals import N_, Refused


class Group(StrEnum):
    """Who went to look: groups, never names."""

    WOMEN = "women"
    MEN = "men"
    YOUNG = "young"
    OLDER = "older"
    DISABILITY = "disability"
    DISPLACED = "displaced"
    USERS = "users"
    COMMITTEE = "committee"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    Group.WOMEN: N_("Women"),
    Group.MEN: N_("Men"),
    Group.YOUNG: N_("Young people"),
    Group.OLDER: N_("Elders"),
    Group.DISABILITY: N_("People with a disability"),
    Group.DISPLACED: N_("Displaced people"),
    Group.USERS: N_("Users of the service"),
    Group.COMMITTEE: N_("Health, school or water committee"),
}


class CheckIncomplete(Refused):
    code = "commitment_check_incomplete"
    text = N_("Say which groups went to look, how many people, and what they found.")


def check_findings(groups: Sequence[str], people: int, finding: str) -> tuple[Group, ...]:
    """The groups that went to look, once each; refused when the check says too little."""
    known = [group for group in Group if group in set(groups)]
    if not known or len(known) != len(set(groups)) or people < 1 or not finding.strip():
        raise CheckIncomplete()
    return tuple(known)
