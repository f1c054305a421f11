"""Whose a round is to change, asked by every action."""

from uuid import UUID

from benkan.apps.assessments import rules
from benkan.apps.assessments.models import Group, Round
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.apps.assessments.rules.rounds import check_open
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound


def own_round(round_id: UUID, actor: Actor, *roles: Role) -> Round:
    """The round, locked, if one of the roles (those who work on rounds unless told) is the actor's there.

    Raises:
        NotFound: there is none in the actor's programme, or it is out of sight.
        NotAllowed: it is seen, and another role is asked for.
    """
    if actor.programme is None:
        raise NotFound()
    mine = rounds_seen_by(actor, actor.programme, *(roles or rules.WORKERS)).filter(pk=round_id)
    found = Round.objects.select_for_update().filter(pk__in=mine.values("pk")).first()
    if found is not None:
        return found
    if rounds_seen_by(actor, actor.programme).filter(pk=round_id).exists():
        raise NotAllowed()
    raise NotFound()


def open_round_of(round_id: UUID, actor: Actor) -> Round:
    """The same, and still open: neither closed nor released.

    Raises:
        RoundReleased, RoundClosed: a change is a correction.
    """
    found = own_round(round_id, actor)
    check_open(is_closed=found.closed_at is not None, is_released=found.released_at is not None)
    return found


def own_group(group: UUID, actor: Actor) -> tuple[Round, Group]:
    """The group with its open round, locked."""
    found = Group.objects.filter(pk=group).first()
    if found is None:
        raise NotFound()
    return open_round_of(found.round_id, actor), found
