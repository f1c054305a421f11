"""The line of a place: the place itself and everything above it."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from benkan.apps.registry.models import PlaceAncestor


def line_of(place: UUID) -> frozenset[UUID]:
    """The place and all above it, in one query; the unit in which scope is asked."""
    found = PlaceAncestor.objects.filter(place=place).values_list("ancestor_id", flat=True)
    return frozenset(found)


def lines_of(places: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """The line of each place, in one query."""
    lines: dict[UUID, set[UUID]] = defaultdict(set)
    pairs = PlaceAncestor.objects.filter(place__in=places).values_list("place_id", "ancestor_id")
    for place, ancestor in pairs:
        lines[place].add(ancestor)
    return {place: frozenset(line) for place, line in lines.items()}


def line_or_country(place: UUID | None) -> frozenset[UUID]:
    """The line of a place; for the whole country an empty one, which only a role everywhere covers."""
    return frozenset() if place is None else line_of(place)


def places_below(places: Collection[UUID]) -> frozenset[UUID]:
    """The places and everything below them, in one query; for lists kept to somebody's places."""
    found = PlaceAncestor.objects.filter(ancestor__in=places).values_list("place_id", flat=True)
    return frozenset(found)


def commune_of(place: UUID) -> UUID | None:
    """The commune in which a place lies, or which it is, in one query; None above the communes."""
    found = PlaceAncestor.objects.filter(place=place, ancestor__kind="commune")
    return found.values_list("ancestor_id", flat=True).first()
