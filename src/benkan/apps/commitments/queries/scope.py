"""Which commitments an account may open: those of its places, and those of its own office."""

from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.commitments.models import Commitment
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor


def seen_by(actor: Actor, programme: UUID) -> QuerySet[Commitment]:
    """The commitments of a programme that the actor may open; asks nothing by itself."""
    if actor.programme != programme:
        return Commitment.objects.none()
    rows = Commitment.objects.filter(programme=programme)
    places = actor.places(*STAFF)
    if places is None:
        return rows
    return rows.filter(Q(place__in=registry.below(places)) | Q(office__in=own_offices(actor)))


def own_offices(actor: Actor) -> frozenset[UUID]:
    """The offices that the actor holds today."""
    return frozenset(post.office for post in actor.posts if post.office is not None)
