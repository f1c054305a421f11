"""Who may give which role to whom: one table, and what it refuses.

Nobody gives more than they hold: a post gives roles at its own place and below only, and a
coordinator gives them for the own organisation only.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import N_, NotAllowed, Refused

MAY_GIVE: Mapping[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.PROGRAMME_STAFF: frozenset({Role.COORDINATOR, Role.ANIMATOR, Role.OFFICE_HOLDER}),
    Role.COORDINATOR: frozenset({Role.ANIMATOR}),
}
GIVES_FOR_OWN_ORGANISATION_ONLY = frozenset({Role.COORDINATOR})
NEEDS_ORGANISATION = frozenset({Role.COORDINATOR, Role.ANIMATOR})
KEEPS_THE_REGISTER = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
"""Who writes organisations and offices down."""
SEES_PEOPLE = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_STAFF,
    Role.MONITORING_OFFICER,
    Role.COORDINATOR,
)
INVITATION_LASTS = timedelta(days=7)


class OrganisationNeeded(Refused):
    code = "organisation_needed"
    text = N_("This role is held for an organisation: choose which one.")


class LastAdministrator(Refused):
    code = "last_administrator"
    text = N_(
        "This is the last administrator of the whole programme. Name another one first, then end "
        "this role."
    )


class OfficeIsNotARole(Refused):
    code = "office_is_not_a_role"
    text = N_("An office is given on the page of offices: choose the office and invite its holder.")


class InvitationNotOpen(Refused):
    """Unknown, used, withdrawn, expired: the reader learns one thing, what to do."""

    code = "invitation_not_open"
    text = N_(
        "This invitation is no longer open: it has been used, or is more than seven days old. "
        "Ask the person who invited you for a new one."
    )


class InvitationForAnother(Refused):
    code = "invitation_for_another"
    text = N_(
        "This invitation is for another address than the one you are logged in with. Log out, "
        "then open the link again."
    )


class LogInToAccept(Refused):
    code = "log_in_to_accept"
    text = N_("You already have an account here: log in to accept the invitation.")


def check_may_give(
    actor: Actor,
    role: Role,
    *,
    organisation: UUID | None,
    line: Collection[UUID],
) -> None:
    """One post of the actor must allow the role for that organisation, at the place whose line is
    given; an empty line is the whole country."""
    if not may_give(actor, role, organisation=organisation, line=line):
        raise NotAllowed()
    if role in NEEDS_ORGANISATION and organisation is None:
        raise OrganisationNeeded()


def may_give(
    actor: Actor, role: Role, *, organisation: UUID | None, line: Collection[UUID]
) -> bool:
    """Whether one post of the actor allows it: the table asked, for buttons."""
    return any(_gives(post, role, organisation, line) for post in actor.posts)


def _gives(post: Post, role: Role, organisation: UUID | None, line: Collection[UUID]) -> bool:
    own = post.role not in GIVES_FOR_OWN_ORGANISATION_ONLY or (
        post.organisation is not None and post.organisation == organisation
    )
    here = post.place is None or post.place in line
    return role in MAY_GIVE.get(post.role, frozenset()) and own and here


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles that the actor may give somewhere, the widest first, without offices."""
    given = {role for post in actor.posts for role in MAY_GIVE.get(post.role, frozenset())}
    return [role for role in Role if role in given and role is not Role.OFFICE_HOLDER]


def organisations_to_give_for(actor: Actor) -> frozenset[UUID] | None:
    """The organisations for which the actor gives roles; None: any of the programme."""
    giving = [post for post in actor.posts if post.role in MAY_GIVE]
    if any(post.role not in GIVES_FOR_OWN_ORGANISATION_ONLY for post in giving):
        return None
    return frozenset(post.organisation for post in giving if post.organisation is not None)


def check_invitation_open(*, expires_at: datetime, used_at: datetime | None, now: datetime) -> None:
    if used_at is not None or now >= expires_at:
        raise InvitationNotOpen()


class NoSecondStep(Refused):
    code = "no_second_step"
    text = N_("This account has no second step: there is nothing to take away.")


class DemonstrationAccountStays(Refused):
    code = "demonstration_account_stays"
    text = N_(
        "Everybody may try this demonstration account, so its password and second step stay as "
        "they are."
    )
