"""Find a place or a facility by typing, or guess it from the words of a message."""

from collections.abc import Collection
from uuid import UUID

from benkan.apps.registry.queries.gazetteer import gazetteer
from benkan.apps.registry.rules.facility_search import FacilityFound
from benkan.apps.registry.rules.gazetteer import PlaceFound

MOST = 50


def find_places(
    text: str,
    *,
    kinds: Collection[str] = ("commune",),
    limit: int = 10,
    within: UUID | None = None,
) -> list[PlaceFound]:
    """The places that a text may name: best first, then in the order of `kinds`, then the larger.

    Letters are compared without accents and by ear, small mistakes are forgiven, and the last words
    may name the cercle. One query.
    """
    return gazetteer().find_places(
        text[:80], kinds=tuple(kinds), limit=min(limit, MOST), within=within
    )


def find_facilities(
    text: str, *, commune: UUID | None = None, sector: str | None = None, limit: int = 10
) -> list[FacilityFound]:
    """The facilities that a text may name, best first; `cscom` and `école` choose the sector. With a
    commune and no name, those of the commune. One query."""
    return gazetteer().facilities.search(
        text[:80], commune=commune, sector=sector, limit=min(limit, MOST)
    )
