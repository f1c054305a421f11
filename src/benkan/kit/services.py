"""The public services that people speak about: one list for cases, commitments and figures."""

from enum import StrEnum

from benkan.kit.refusals import N_


class Service(StrEnum):
    """A service, by the code that is stored; `icon` of the same name is in the sprite."""

    HEALTH = "health"
    EDUCATION = "education"
    WATER = "water"
    ROADS = "roads"
    CIVIL_REGISTRY = "civil_registry"
    MARKET = "market"
    LAND = "land"
    SECURITY = "security"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Service.HEALTH: N_("Health"),
    Service.EDUCATION: N_("School"),
    Service.WATER: N_("Water"),
    Service.ROADS: N_("Roads"),
    Service.CIVIL_REGISTRY: N_("Civil registry"),
    Service.MARKET: N_("Market and taxes"),
    Service.LAND: N_("Land and pasture"),
    Service.SECURITY: N_("Security"),
    Service.OTHER: N_("Something else"),
}
