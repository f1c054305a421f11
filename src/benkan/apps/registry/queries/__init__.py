"""Named questions to the registry, a file a subject."""

from benkan.apps.registry.queries.choices import places_to_choose
from benkan.apps.registry.queries.communes import CommuneList, commune_list
from benkan.apps.registry.queries.demonstration import (
    demonstration_accounts,
    is_demonstration_address,
    is_demonstration_only,
)
from benkan.apps.registry.queries.facilities import (
    FacilityCard,
    facilities_in,
    facility_card,
    facility_cards,
)
from benkan.apps.registry.queries.lines import line_of, line_or_country, lines_of, places_below
from benkan.apps.registry.queries.maps import Shade, commune_map, country_map, region_map
from benkan.apps.registry.queries.offices import (
    OfficeCard,
    holdings_of,
    office_card,
    office_cards,
    office_of_holding,
    offices_at,
    offices_count,
    offices_of,
    programme_of_office,
)
from benkan.apps.registry.queries.organisations import (
    OrganisationCard,
    organisation_card,
    organisation_kinds,
    organisations_called,
    organisations_count,
    organisations_of,
)
from benkan.apps.registry.queries.packs import LoadedPack, loaded_packs
from benkan.apps.registry.queries.people import (
    InvitationSeen,
    account_of_address,
    invitation_of,
    invitations_open,
    names_of,
    people_count,
    people_of,
    people_to_choose,
    role_line,
)
from benkan.apps.registry.queries.places import (
    PlaceCard,
    code_of,
    communes_of,
    place_by_code,
    place_card,
    place_cards,
    region_of_2023,
    regions,
)
from benkan.apps.registry.queries.programmes import (
    communes_of_programme,
    programme_called,
    programme_here,
    programmes,
    programmes_of,
)
from benkan.apps.registry.queries.retention import (
    Run,
    last_retention,
    retention_begun,
    retention_runs,
)
from benkan.apps.registry.queries.roles import (
    accounts_with,
    actor_for,
    actors_for,
    administers_for_real,
    was_ever_here,
)
from benkan.apps.registry.queries.search import (
    PlaceGuess,
    find_facilities,
    find_places,
    guess_place,
    learn_places,
)
from benkan.apps.registry.queries.ties import (
    Ties,
    below,
    holders_of,
    ties_of,
    ties_of_holders,
    ties_of_office,
)
from benkan.apps.registry.rules.facility_search import FacilityFound
from benkan.apps.registry.rules.flags import sentence_of as flag_sentence
from benkan.apps.registry.rules.gazetteer import PlaceFound

__all__ = [
    "CommuneList",
    "FacilityCard",
    "FacilityFound",
    "InvitationSeen",
    "LoadedPack",
    "OfficeCard",
    "OrganisationCard",
    "PlaceCard",
    "PlaceFound",
    "PlaceGuess",
    "Run",
    "Shade",
    "Ties",
    "account_of_address",
    "accounts_with",
    "actor_for",
    "actors_for",
    "administers_for_real",
    "below",
    "code_of",
    "commune_list",
    "commune_map",
    "communes_of",
    "communes_of_programme",
    "country_map",
    "demonstration_accounts",
    "facilities_in",
    "facility_card",
    "facility_cards",
    "find_facilities",
    "find_places",
    "flag_sentence",
    "guess_place",
    "holders_of",
    "holdings_of",
    "invitation_of",
    "invitations_open",
    "is_demonstration_address",
    "is_demonstration_only",
    "last_retention",
    "learn_places",
    "line_of",
    "line_or_country",
    "lines_of",
    "loaded_packs",
    "names_of",
    "office_card",
    "office_cards",
    "office_of_holding",
    "offices_at",
    "offices_count",
    "offices_of",
    "organisation_card",
    "organisation_kinds",
    "organisations_called",
    "organisations_count",
    "organisations_of",
    "people_count",
    "people_of",
    "people_to_choose",
    "place_by_code",
    "place_card",
    "place_cards",
    "places_below",
    "places_to_choose",
    "programme_called",
    "programme_here",
    "programme_of_office",
    "programmes",
    "programmes_of",
    "region_map",
    "region_of_2023",
    "regions",
    "retention_begun",
    "retention_runs",
    "role_line",
    "ties_of",
    "ties_of_holders",
    "ties_of_office",
    "was_ever_here",
]
