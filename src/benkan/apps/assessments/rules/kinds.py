"""What is assessed and why, and which groups sit together: the names are in rows and events."""

from collections.abc import Mapping
from enum import StrEnum

from benkan.kit.refusals import N_


class Kind(StrEnum):
    """The three uses of one engine."""

    SCORECARD = "scorecard"
    BAROMETER = "barometer"
    CAPACITY = "capacity"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _KINDS[self]


_KINDS: Mapping[Kind, str] = {
    Kind.SCORECARD: N_("Community scorecard"),
    Kind.BAROMETER: N_("Governance barometer"),
    Kind.CAPACITY: N_("Capacity of an organisation"),
}


class Purpose(StrEnum):
    """Why a round is held: a scorecard turns in cycles, the others are measured before and after."""

    CYCLE = "cycle"
    BASELINE = "baseline"
    MIDTERM = "midterm"
    ENDLINE = "endline"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _PURPOSES[self]


_PURPOSES: Mapping[Purpose, str] = {
    Purpose.CYCLE: N_("Cycle"),
    Purpose.BASELINE: N_("Baseline"),
    Purpose.MIDTERM: N_("Midterm"),
    Purpose.ENDLINE: N_("Endline"),
}


class GroupKind(StrEnum):
    """Who sits together. `provider` answers for the service, `own` for the organisation itself."""

    WOMEN = "women"
    MEN = "men"
    YOUNG_WOMEN = "young_women"
    YOUNG_MEN = "young_men"
    YOUTH = "youth"
    LEADERS = "leaders"
    DISABLED = "disabled"
    DISPLACED = "displaced"
    MIXED = "mixed"
    ELECTED = "elected"
    CIVIL_SOCIETY = "civil_society"
    PRIVATE_SECTOR = "private_sector"
    TECHNICAL_SERVICES = "technical_services"
    USERS = "users"
    PROVIDER = "provider"
    OWN = "own"
    VERIFIERS = "verifiers"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _GROUPS[self]


_GROUPS: Mapping[GroupKind, str] = {
    GroupKind.WOMEN: N_("Women"),
    GroupKind.MEN: N_("Men"),
    GroupKind.YOUNG_WOMEN: N_("Young women"),
    GroupKind.YOUNG_MEN: N_("Young men"),
    GroupKind.YOUTH: N_("Young people"),
    GroupKind.LEADERS: N_("Chiefs and leaders"),
    GroupKind.DISABLED: N_("People with a disability"),
    GroupKind.DISPLACED: N_("Displaced people"),
    GroupKind.MIXED: N_("Everybody together"),
    GroupKind.ELECTED: N_("Elected officials"),
    GroupKind.CIVIL_SOCIETY: N_("Civil society"),
    GroupKind.PRIVATE_SECTOR: N_("Private sector"),
    GroupKind.TECHNICAL_SERVICES: N_("Technical services"),
    GroupKind.USERS: N_("Users"),
    GroupKind.PROVIDER: N_("The service itself"),
    GroupKind.OWN: N_("The organisation itself"),
    GroupKind.VERIFIERS: N_("Those who check"),
}

GROUPS_OF: Mapping[Kind, tuple[GroupKind, ...]] = {
    Kind.SCORECARD: (
        GroupKind.WOMEN,
        GroupKind.MEN,
        GroupKind.YOUNG_WOMEN,
        GroupKind.YOUNG_MEN,
        GroupKind.YOUTH,
        GroupKind.LEADERS,
        GroupKind.DISABLED,
        GroupKind.DISPLACED,
        GroupKind.MIXED,
        GroupKind.PROVIDER,
    ),
    Kind.BAROMETER: (
        GroupKind.ELECTED,
        GroupKind.CIVIL_SOCIETY,
        GroupKind.PRIVATE_SECTOR,
        GroupKind.TECHNICAL_SERVICES,
        GroupKind.USERS,
    ),
    Kind.CAPACITY: (GroupKind.OWN, GroupKind.VERIFIERS),
}
"""Which groups each use knows; the provider's and the organisation's own come by themselves."""

PURPOSES_OF: Mapping[Kind, tuple[Purpose, ...]] = {
    Kind.SCORECARD: (Purpose.CYCLE,),
    Kind.BAROMETER: (Purpose.BASELINE, Purpose.MIDTERM, Purpose.ENDLINE),
    Kind.CAPACITY: (Purpose.BASELINE, Purpose.MIDTERM, Purpose.ENDLINE),
}
