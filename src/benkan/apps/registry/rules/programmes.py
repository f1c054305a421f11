"""When a programme may be founded on this host, and who its first administrator may be."""

from benkan.kit.refusals import N_, Refused


class SlugTaken(Refused):
    code = "slug_taken"
    text = N_("There is already a programme with the address %(slug)s: choose another one.")


class AlreadyAdministered(Refused):
    code = "already_administered"
    text = N_(
        "This programme has an administrator. Roles are given by invitation from now on, on the "
        "page of the team."
    )


def check_slug_free(slug: str, *, taken: bool) -> None:
    """An address names one programme of the host."""
    if taken:
        raise SlugTaken(slug=slug)


def check_no_administrator_yet(administrators: int) -> None:
    """Only the very first administrator is named from the machine itself."""
    if administrators:
        raise AlreadyAdministered()
