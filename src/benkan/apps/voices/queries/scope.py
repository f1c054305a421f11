"""Which cases an actor may know of."""

from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.rules import scope
from benkan.kit.actor import Actor, Role


def cases_known_to(actor: Actor, programme: UUID) -> QuerySet[Case]:
    """The cases of the actor's places, the sensitive ones only where they may be read, none from
    below an office of hers; up to two queries for the places, none for the whole country, and one
    more for the offices of who has any."""
    known = _in_places_of(actor, scope.READERS) & Q(is_sensitive=False)
    known |= _in_places_of(actor, scope.CONFIDANTS)
    cases = Case.objects.filter(known, programme=programme)
    if own := scope.answers_for(actor):
        cases = cases.exclude(place=None).exclude(place__in=registry.places_below(own))
    return cases


def _in_places_of(actor: Actor, roles: tuple[Role, ...]) -> Q:
    places = actor.places(*roles)
    if places is None:
        return Q(pk__isnull=False)  # an empty Q would vanish from the "or"
    return Q(place__in=registry.below(places)) if places else Q(pk__in=[])
