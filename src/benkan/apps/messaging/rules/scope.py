"""Who may care for the contacts and gateways of a programme."""

from uuid import UUID

from benkan.kit.actor import Actor, Role, require
from benkan.kit.refusals import NotFound


def check_may_care(actor: Actor, *roles: Role, programme: UUID) -> None:
    """One of the roles for the whole of this programme; or the machine itself, which has no account.
    What belongs to another programme is not there."""
    if actor.account is not None and actor.programme != programme:
        raise NotFound()
    require(actor, *roles, line=())
