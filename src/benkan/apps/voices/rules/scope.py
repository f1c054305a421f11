"""Who reads and who deals with cases. An office holder never does: the case may be about them."""

from collections.abc import Collection
from uuid import UUID

from benkan.kit.actor import STAFF, Actor, Post, Role
from benkan.kit.refusals import NotFound

READERS = STAFF
SORTERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.COORDINATOR, Role.ANIMATOR)
"""May place, sort and group cases."""

ANSWERERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.COORDINATOR)
"""May answer a citizen, or set her message aside with a reason."""

CONFIDANTS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
"""May read a sensitive case: security, violence, corruption, threats."""


def answers_for(actor: Actor) -> frozenset[UUID]:
    """The places for which the actor holds an office: a message from there may be about her."""
    return frozenset(post.place for post in actor.posts if post.office and post.place)


def acts_as(actor: Actor) -> Post | None:
    """The post as which an actor deals with cases, for the history: the one with the most rights."""
    held = [post for role in SORTERS for post in actor.posts if post.role is role]
    return held[0] if held else None


def check_may_know(actor: Actor, *, line: Collection[UUID], is_sensitive: bool) -> None:
    """A case out of one's places, or too sensitive, does not exist for the actor. Nor does one from
    below her own office, or from nobody knows where, whatever else she is in the programme."""
    roles = CONFIDANTS if is_sensitive else READERS
    own = answers_for(actor)
    may_be_accused = bool(own) and (not line or not own.isdisjoint(line))
    if may_be_accused or not actor.holds(*roles, line=line):
        raise NotFound()
