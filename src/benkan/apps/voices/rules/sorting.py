"""What the desk may say about a case."""

from uuid import UUID

from benkan.kit.refusals import N_, Refused
from benkan.kit.services import Service


class FacilityIsElsewhere(Refused):
    code = "facility_is_elsewhere"
    text = N_("This school or health centre is in another commune. Choose one of this commune.")


class SecurityStaysSensitive(Refused):
    code = "security_stays_sensitive"
    text = N_(
        "A message about security stays sensitive. Change its service first if it is another."
    )


def check_facility_is_there(place: UUID, *, commune: UUID | None) -> None:
    if commune != place:
        raise FacilityIsElsewhere()


def check_may_open_to_all(service: Service) -> None:
    if service is Service.SECURITY:
        raise SecurityStaysSensitive()
