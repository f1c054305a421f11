"""Which rounds somebody knows of: those of the own places and, for a partner, of the own organisation."""

from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.assessments import rules
from benkan.apps.assessments.models import Round
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotFound


def rounds_seen_by(actor: Actor, programme: UUID, *roles: Role) -> QuerySet[Round]:
    """Rounds that the actor may read (or, with `roles`, work on), by its posts; asks nothing by itself.

    A post that is held for an organisation sees that organisation's rounds alone: those it carries
    out, and those that look at it.
    """
    if actor.programme != programme:
        return Round.objects.none()
    rows = Round.objects.filter(programme=programme)
    allowed = [_within(post) for post in actor.posts if post.role in (roles or rules.READERS)]
    if None in allowed:
        return rows
    seen = Q(pk__in=[])
    for condition in allowed:
        if condition is not None:
            seen |= condition
    return rows.filter(seen)


def _within(post: Post) -> Q | None:
    """What one post lets see; None: everything of the programme."""
    if post.organisation is None and post.place is None:
        return None
    within = Q()
    if post.organisation is not None:
        mine = post.organisation
        within &= Q(organisation=mine) | Q(assessment__subject=mine)
    if post.place is not None:
        within &= Q(place__in=registry.below([post.place]))
    return within


def seen_round(round_id: UUID, *, programme: UUID, actor: Actor) -> Round:
    """The round with its assessment and version, in one query.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    found = (
        rounds_seen_by(actor, programme)
        .select_related("assessment", "version")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found
