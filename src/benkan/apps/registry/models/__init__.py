"""Tables of the registry, a file a subject."""

from benkan.apps.registry.models.accounts import Account, Invitation, RoleGrant
from benkan.apps.registry.models.facilities import Facility
from benkan.apps.registry.models.offices import Office, OfficeHolding
from benkan.apps.registry.models.organisations import Organisation
from benkan.apps.registry.models.places import (
    Place,
    PlaceAncestor,
    PlaceCode,
    PlaceName,
    PlaceParent,
    PlaceShape,
    PlaceSuccession,
)
from benkan.apps.registry.models.programmes import Programme
from benkan.apps.registry.models.reference import DataPack, Language, Law, PhonePrefix, Right
from benkan.apps.registry.models.retention import RetentionRun

__all__ = [
    "Account",
    "DataPack",
    "Facility",
    "Invitation",
    "Language",
    "Law",
    "Office",
    "OfficeHolding",
    "Organisation",
    "PhonePrefix",
    "Place",
    "PlaceAncestor",
    "PlaceCode",
    "PlaceName",
    "PlaceParent",
    "PlaceShape",
    "PlaceSuccession",
    "Programme",
    "RetentionRun",
    "Right",
    "RoleGrant",
]
