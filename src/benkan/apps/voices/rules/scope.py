"""Who reads and who deals with cases. `queries.scope` puts it into one question, which everybody asks.

- One's own places, for the roles below. A case without a place is for those who work everywhere.
- A sensitive case is for the people named for it, whatever the role.
- Whoever holds an office sees no case of its place or below: it may be about her.
- Whom a case is about never sees it, nor whoever answers for them (`registry.queries.ties`).
"""

from uuid import UUID

from benkan.kit.actor import STAFF, Actor, Post, Role

READERS = STAFF
SORTERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.COORDINATOR, Role.ANIMATOR)
"""May place, sort and group cases, and say whom one is about."""

ANSWERERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.COORDINATOR)
"""May answer a citizen, set her message aside with a reason, or put it before an office."""

FORGETTERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
"""May erase what somebody said who asks for it, when they work for the whole programme."""


def answers_for(actor: Actor) -> frozenset[UUID]:
    """The places for which the actor holds an office: a message from there may be about her."""
    return frozenset(post.place for post in actor.posts if post.office and post.place)


def acts_as(actor: Actor) -> Post | None:
    """The post as which an actor deals with cases, for the history: the one with the most rights."""
    held = [post for role in SORTERS for post in actor.posts if post.role is role]
    return held[0] if held else None
