"""Named questions to the registry, a file a subject."""

from benkan.apps.registry.queries.demonstration import (
    demonstration_accounts,
    is_demonstration_address,
    is_demonstration_only,
)
from benkan.apps.registry.queries.lines import line_of, line_or_country, lines_of, places_below
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
from benkan.apps.registry.queries.people import (
    InvitationSeen,
    account_card,
    account_of_address,
    invitation_of,
    invitations_open,
    people_count,
    people_of,
    role_line,
)
from benkan.apps.registry.queries.programmes import programme_called, programme_here, programmes
from benkan.apps.registry.queries.roles import actor_for, administers_for_real

__all__ = [
    "InvitationSeen",
    "OfficeCard",
    "OrganisationCard",
    "account_card",
    "account_of_address",
    "actor_for",
    "administers_for_real",
    "demonstration_accounts",
    "holdings_of",
    "invitation_of",
    "invitations_open",
    "is_demonstration_address",
    "is_demonstration_only",
    "line_of",
    "line_or_country",
    "lines_of",
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
    "places_below",
    "programme_called",
    "programme_here",
    "programme_of_office",
    "programmes",
    "role_line",
]
