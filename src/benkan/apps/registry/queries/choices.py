"""Places to choose from in a form, so that a form works without a script."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from benkan.apps.registry.models import Place, PlaceAncestor

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
