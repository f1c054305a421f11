"""A commitment is public once somebody of the programme says so, and can be taken back."""

from collections.abc import Collection
from uuid import UUID

from benkan.apps.commitments.rules.takers import is_of
from benkan.kit.actor import Actor, Role, require
from benkan.kit.refusals import N_, Refused

PUBLISHERS = (Role.COORDINATOR, Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER)
"""Who may show a commitment to everybody, at its place, and take it back."""


class PublishedByItself(Refused):
    code = "commitment_published_by_itself"
    text = N_(
        "The office that promised, and its organisation, do not publish the promise or take it "
        "back. Ask the programme."
    )


class NotPublic(Refused):
    code = "commitment_not_public"
    text = N_("It is not public, so there is nothing to take back.")


class WithdrawnWithoutReason(Refused):
    code = "commitment_withdrawn_without_reason"
    text = N_(
        "Say why it is taken back. The programme keeps the reason; the public does not see it."
    )


def check_may_publish(
    actor: Actor, *, office: UUID, organisation: UUID | None, line: Collection[UUID]
) -> None:
    """Somebody of the programme at the place, and never the office that is judged."""
    if is_of(actor, office, organisation):
        raise PublishedByItself()
    require(actor, *PUBLISHERS, line=line)


def may_publish(
    actor: Actor, *, office: UUID, organisation: UUID | None, line: Collection[UUID]
) -> bool:
    """Whether this actor may show the commitment to everybody and take it back."""
    return not is_of(actor, office, organisation) and actor.holds(*PUBLISHERS, line=line)


def check_withdrawal(*, is_public: bool, reason: str) -> None:
    """What is public can be taken back, with a reason."""
    if not is_public:
        raise NotPublic()
    if not reason.strip():
        raise WithdrawnWithoutReason()
