"""Named questions to the registry, a file a subject."""

from benkan.apps.registry.queries.facilities import FacilityCard, facilities_in, facility_card
from benkan.apps.registry.queries.lines import line_of, lines_of
from benkan.apps.registry.queries.places import (
    PlaceCard,
    cercles_of,
    code_of,
    communes_of,
    place_by_code,
    place_card,
    place_cards,
    region_of_2023,
    regions,
)
from benkan.apps.registry.queries.programmes import programme_called, programme_here, programmes
from benkan.apps.registry.queries.roles import actor_for
from benkan.apps.registry.queries.search import find_facilities, find_places
from benkan.apps.registry.rules.facility_search import FacilityFound
from benkan.apps.registry.rules.gazetteer import PlaceFound

__all__ = [
    "FacilityCard",
    "FacilityFound",
    "PlaceCard",
    "PlaceFound",
    "actor_for",
    "cercles_of",
    "code_of",
    "communes_of",
    "facilities_in",
    "facility_card",
    "find_facilities",
    "find_places",
    "line_of",
    "lines_of",
    "place_by_code",
    "place_card",
    "place_cards",
    "programme_called",
    "programme_here",
    "programmes",
    "region_of_2023",
    "regions",
]
