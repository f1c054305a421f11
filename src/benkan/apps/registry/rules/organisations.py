"""What is refused when an organisation is written down."""

from benkan.kit.refusals import N_, Refused


class OrganisationNameTaken(Refused):
    code = "organisation_name_taken"
    text = N_(
        "Another organisation of this programme already has this name. Add its place to the name, "
        "or change the other one."
    )
