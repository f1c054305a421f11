"""Who acts: an account with its posts in one programme, as plain values.

A post is a role, held for an organisation or for the whole programme, at a place and
everything below it or everywhere. Questions are asked of the actor, never of the request,
so that a page, a command and a field form are refused alike.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from benkan.kit.refusals import N_, NotAllowed, NotFound


class Role(StrEnum):
    """What an account may be in a programme."""

    ADMINISTRATOR = "administrator"
    PROGRAMME_STAFF = "programme_staff"
    MONITORING_OFFICER = "monitoring_officer"
    COORDINATOR = "coordinator"
    ANIMATOR = "animator"
    OFFICE_HOLDER = "office_holder"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.PROGRAMME_STAFF: N_("Programme staff"),
    Role.MONITORING_OFFICER: N_("Monitoring officer"),
    Role.COORDINATOR: N_("CSO coordinator"),
    Role.ANIMATOR: N_("Animator"),
    Role.OFFICE_HOLDER: N_("Office holder"),
}


STAFF = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_STAFF,
    Role.MONITORING_OFFICER,
    Role.COORDINATOR,
    Role.ANIMATOR,
)
"""Those who work for the programme or a partner organisation; an office holder is not one."""

EVERY_ROLE = tuple(Role)


@dataclass(frozen=True)
class Post:
    """A role held in a programme; `place` None is the whole country."""

    role: Role
    organisation: UUID | None = None
    place: UUID | None = None
    office: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody who asks for something in one programme. `account` None is the house itself or a
    citizen without an account. Posts hold in `programme` alone: a row of another one is not found,
    even for somebody whose post covers the whole country."""

    account: UUID | None = None
    posts: tuple[Post, ...] = ()
    programme: UUID | None = None

    def holds(self, *roles: Role, line: Collection[UUID] = ()) -> bool:
        """Whether one of the roles is held at the place whose line (itself and all above) is given."""
        return any(
            post.role in roles and (post.place is None or post.place in line) for post in self.posts
        )

    def holds_anywhere(self, *roles: Role) -> bool:
        """Whether one of the roles is held at any place: enough to see a page, never to change a row."""
        return any(post.role in roles for post in self.posts)

    def sits_in(self, office: UUID) -> bool:
        """Whether the actor holds that office today."""
        return any(post.office == office for post in self.posts)

    def places(self, *roles: Role) -> frozenset[UUID] | None:
        """The places where one of the roles is held; None when it is held everywhere."""
        held = [post.place for post in self.posts if post.role in roles]
        return None if None in held else frozenset(place for place in held if place is not None)


NOBODY = Actor()
"""A citizen without an account."""


def require(actor: Actor, *roles: Role, line: Collection[UUID]) -> None:
    """Refuse an actor who holds none of the roles at the place."""
    if not actor.holds(*roles, line=line):
        raise NotAllowed()


def check_here(actor: Actor, programme: UUID) -> None:
    """Posts hold in their own programme alone: what belongs to another is not there."""
    if actor.programme != programme:
        raise NotFound()
