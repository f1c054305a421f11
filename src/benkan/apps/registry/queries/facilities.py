"""Health facilities and schools."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.registry.models import Facility

MOST = 600


@dataclass(frozen=True)
class FacilityCard:
    """A facility as it is shown; `details` are the columns of its source, `flags` its known errors."""

    id: UUID
    sector: str
    kind: str
    name: str
    locality: str
    flags: tuple[str, ...]
    code: str
    commune: UUID | None
    latitude: float | None
    longitude: float | None
    details: Mapping[str, Any]


def _cards(facilities: QuerySet[Facility]) -> list[FacilityCard]:
    return [
        FacilityCard(
            id=facility.pk,
            sector=facility.sector,
            kind=facility.kind,
            name=facility.name,
            locality=facility.locality,
            flags=tuple(facility.flags),
            code=facility.code,
            commune=facility.commune_id,
            latitude=facility.latitude,
            longitude=facility.longitude,
            details=facility.details,
        )
        for facility in facilities
    ]


def facilities_in(commune: UUID, *, sector: str | None = None) -> list[FacilityCard]:
    """The facilities of a commune by sector and name, 600 at most (Bamako), in one query."""
    found = Facility.objects.filter(commune=commune)
    if sector is not None:
        found = found.filter(sector=sector)
    return _cards(found.order_by("-sector", "kind", "folded", "id")[:MOST])


def facility_card(facility: UUID) -> FacilityCard:
    """One facility, in one query."""
    return _cards(Facility.objects.filter(pk=facility))[0]


def facility_cards(ids: Collection[UUID]) -> dict[UUID, FacilityCard]:
    """Facilities by id, in one query; an id that names none is left out."""
    return {card.id: card for card in _cards(Facility.objects.filter(pk__in=ids))}
