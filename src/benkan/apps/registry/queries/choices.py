"""Places to choose from in a form, so that a form works without a script."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import ExpressionWrapper, F, IntegerField, Q, QuerySet, Value

from benkan.apps.registry.models import Place, PlaceAncestor
from benkan.kit.prepared import Prepared

Group = tuple[str, list[tuple[str, str]]]


def places_to_choose(
    within: Collection[UUID] | None, *, kinds: Collection[str] = ("region", "cercle", "commune")
) -> list[Group]:
    """Regions, cercles and communes at the places given and below (None: everywhere), grouped under
    the places above them, by name, in two queries."""
    found = Place.objects.filter(kind__in=kinds)
    if within is not None:
        below = PlaceAncestor.objects.filter(ancestor__in=within).values("place")
        found = found.filter(pk__in=below)
    places = list(found.order_by("folded").values_list("pk", "kind", "name"))
    above = _names_above([pk for pk, _, _ in places])
    groups: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    order = [Place.Kind.REGION.value, Place.Kind.CERCLE.value, Place.Kind.COMMUNE.value]
    for pk, kind, name in places:
        groups[order.index(kind), above.get(pk, "")].append((str(pk), name))
    return [(label, groups[rank, label]) for rank, label in sorted(groups)]


def countries() -> list[tuple[UUID, str]]:
    """The countries whose places are loaded, by name, in one query: one, as a rule."""
    return list(_named(Place.objects.filter(kind=Place.Kind.COUNTRY)))


@dataclass(frozen=True)
class PlacesStep:
    """One step down the country: the place chosen with those above it, and what lies inside."""

    path: tuple[tuple[UUID, str], ...] = ()
    inside: tuple[tuple[UUID, str], ...] = ()


_ONE_STEP = Q(ancestor__kind=Place.Kind.REGION, place__kind=Place.Kind.CERCLE) | Q(
    ancestor__kind=Place.Kind.CERCLE, place__kind=Place.Kind.COMMUNE
)


def places_step(place: UUID | None, *, roots: Collection[UUID] | None) -> PlacesStep:
    """The places to choose from at a place, 703 at most, in one query: its cercles or communes; without
    a place the regions, or `roots` where those are somebody's places."""
    if place is None:
        tops = _REGIONS() if roots is None else _named(Place.objects.filter(pk__in=roots))
        return PlacesStep(inside=tuple((pk, name) for pk, name in tops))
    # From the top down, itself at height 0; then what lies inside, by name.
    found_here = sorted(_STEP(place=place))
    path = tuple((pk, name) for height, _, pk, name in found_here if height <= 0)
    return PlacesStep(path, tuple((pk, name) for height, _, pk, name in found_here if height > 0))


def _ask_step(*, place: UUID) -> QuerySet[Any, Any]:
    """What is above a place, itself at height 0, and what lies one step below it at height 1."""
    above = PlaceAncestor.objects.filter(place=place).exclude(ancestor__kind=Place.Kind.COUNTRY)
    below = PlaceAncestor.objects.filter(_ONE_STEP, ancestor=place)
    of_above = ExpressionWrapper(-F("depth"), IntegerField())
    of_below = Value(1, output_field=IntegerField())
    return above.values_list(of_above, "ancestor__folded", "ancestor", "ancestor__name").union(
        below.values_list(of_below, "place__folded", "place", "place__name"), all=True
    )


def _named(places: QuerySet[Place]) -> QuerySet[Any, Any]:
    return places.order_by("folded", "pk").values_list("pk", "name")


_STEP = Prepared(_ask_step, place=UUID)
_REGIONS = Prepared(lambda: _named(Place.objects.filter(kind=Place.Kind.REGION)))


def _names_above(places: list[UUID]) -> dict[UUID, str]:
    names: dict[UUID, list[str]] = defaultdict(list)
    lines = PlaceAncestor.objects.filter(depth__gt=0).exclude(ancestor__kind=Place.Kind.COUNTRY)
    # The whole country has more places than SQLite takes arguments: narrow by kind, not by id.
    if len(places) < 500:
        lines = lines.filter(place__in=places)
    else:
        lines = lines.exclude(place__kind=Place.Kind.VILLAGE)
    pairs = lines.order_by("-depth").values_list("place_id", "ancestor__name")
    for place, name in pairs:
        names[place].append(name)
    return {place: " · ".join(found) for place, found in names.items()}
