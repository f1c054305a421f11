"""Who went to look: groups, never names."""

from collections.abc import Mapping
from dataclasses import dataclass
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


class GroupLargerThanAll(Refused):
    code = "commitment_group_larger_than_all"
    text = N_("No group can be more people than went to look in all. Correct one of the numbers.")


def check_findings(groups: Mapping[str, int], people: int, finding: str) -> dict[Group, int]:
    """How many of each group went to look; refused when the check says too little."""
    known = {group: groups[group] for group in Group if group in groups}
    if not known or len(known) != len(groups) or min(known.values()) < 1 or not finding.strip():
        raise CheckIncomplete()
    if max(known.values()) > people:
        raise GroupLargerThanAll()
    return known


FEW = 5
"""Fewer than these could be guessed by somebody who knows the village."""


@dataclass(frozen=True)
class Lookers:
    """Who went to look, as far as may be told: `people` is None where the number would give away a
    few, and `hides_some` says that there were groups too small to be named."""

    groups: dict[Group, int]
    people: int | None
    hides_some: bool


def lookers_told(groups: Mapping[Group, int], people: int) -> Lookers:
    """What the office that is judged, and the public, are told of who went to look.

    Neither a group of few, nor one that is few by taking a group from all: women 8 of 11 says
    that there were three men.
    """
    told = {group: count for group, count in groups.items() if count >= FEW}
    remainders = [people - count for count in told.values()]
    is_safe = people >= FEW and not any(0 < left < FEW for left in remainders)
    hides_some = len(told) < len(groups)
    return Lookers(told, people if is_safe and not hides_some else None, hides_some)
