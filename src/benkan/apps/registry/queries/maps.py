"""Maps of the country, a region, a commune. Places only: never a case, so that a map gives nobody
away."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.registry.models import Facility, Place, PlaceAncestor, PlaceShape
from benkan.apps.registry.queries.places import PlaceCard, communes_of, place_cards, regions
from benkan.apps.registry.queries.remembered import Remembered
from benkan.kit.maps import Area, Dot, Frame, Shape, draw, frame_around, middle, path, shape_of

MOST_VILLAGES = 60
MOST_LABELS = 7
_HEALTH_LIMIT = 40
_LEAST_SEEN = 60
_MOST_SAID = 12
_VILLAGES_READ = 400


@dataclass(frozen=True)
class Shade:
    """How dark an area is, from 0 (little) to 4 (much), or None when hidden or unknown, and the
    words that say it."""

    level: int | None
    words: str


Values = Mapping[UUID, Shade]
Address = Callable[[PlaceCard], str]

_STATE = """
SELECT (SELECT count(*) FROM registry_placeshape),
       (SELECT id FROM registry_placeshape ORDER BY id DESC LIMIT 1),
       (SELECT max(digest) FROM registry_datapack)
"""


def shapes() -> dict[UUID, Shape]:
    """The borders of all places, kept in the process; one query, two when they have changed."""
    return _REMEMBERED.now()


def _read() -> dict[UUID, Shape]:
    rows = PlaceShape.objects.values_list("place_id", "geometry")
    return {place: shape_of(json.loads(text)) for place, text in rows}


_REMEMBERED = Remembered(_STATE, _read)


def borders_of(places: Collection[UUID]) -> dict[UUID, str]:
    """The borders of places as GeoJSON geometry, in one query; where none is known there is none."""
    rows = PlaceShape.objects.filter(place__in=places)
    return dict(rows.values_list("place_id", "geometry"))


@lru_cache(maxsize=2048)
def _line(shape: Shape, frame: Frame, coarse: float = 1.0) -> str:
    """A border in a frame, kept in the process: to reduce it takes longer than all the rest."""
    return path(shape, frame, coarse=coarse)


@lru_cache(maxsize=2048)
def _middle(shape: Shape, frame: Frame, *, least: float = 4) -> tuple[float, float] | None:
    return middle(shape, frame, least=least)


def country_map(
    *, values: Values | None = None, address: Address | None = None, edition: str = "2015"
) -> SafeString:
    """The country by region; empty where no border is known. Three queries."""
    known = shapes()
    cards = [card for card in regions(edition=edition) if card.id in known]
    if not cards:
        return SafeString("")
    title = gettext("Map of the country by region")
    return _of_parts(cards, known, title, values, address)


def region_map(
    region: UUID, *, values: Values | None = None, address: Address | None = None
) -> SafeString:
    """The communes of a region or cercle; empty where no border is known. Four queries."""
    known = shapes()
    cards = [card for card in communes_of(region) if card.id in known]
    if not cards:
        return SafeString("")
    name = Place.objects.values_list("name", flat=True).get(pk=region)
    title = gettext("Map of the communes of %(name)s") % {"name": name}
    return _of_parts(cards, known, title, values, address)


def _of_parts(
    cards: Sequence[PlaceCard],
    known: Mapping[UUID, Shape],
    title: str,
    values: Values | None,
    address: Address | None,
) -> SafeString:
    frame = frame_around(known[card.id] for card in cards)
    # Labels are set in this order: what the map speaks of finds room first.
    largest_first = sorted(
        cards, key=lambda card: (-_level(values, card.id), -_extent(known[card.id]))
    )
    areas = [_part(card, known, frame, values, address) for card in largest_first]
    words = gettext("The map shows %(count)s areas. The list beside it says the same.")
    return draw(areas, frame=frame, title=title, description=words % {"count": len(areas)})


def _part(
    card: PlaceCard,
    known: Mapping[UUID, Shape],
    frame: Frame,
    values: Values | None,
    address: Address | None,
) -> Area:
    shade = values.get(card.id) if values is not None else None
    look = "land" if values is None else "hidden"
    if shade is not None and shade.level is not None:
        look = f"level-{shade.level}"
    # Of a region's communes only the seats of its cercles are named: the rest would be a thicket.
    is_named = card.kind == "region" or card.name == card.cercle
    return Area(
        name=card.name,
        line=_line(known[card.id], frame),
        look=look,
        words=shade.words if shade else "",
        address=address(card) if address else "",
        label=card.name.removeprefix("District de ") if is_named else "",
        label_at=_middle(known[card.id], frame) if is_named else None,
    )


def _level(values: Values | None, place: UUID) -> int:
    shade = values.get(place) if values else None
    return -1 if shade is None or shade.level is None else shade.level


def _extent(shape: Shape) -> float:
    return (shape.east - shape.west) * (shape.north - shape.south)


def commune_map(commune: UUID, *, address: Address | None = None) -> SafeString:
    """A commune among its neighbours, with its villages and health centres; empty where its border
    is not known. Six queries."""
    known = shapes()
    if commune not in known:
        return SafeString("")
    frame = frame_around([known[commune]], tallest=340, margin=26)
    beside = [place for place in known if place != commune and _is_seen(known[place], frame)]
    beside = [place for place in beside if _middle(known[place], frame, least=_LEAST_SEEN)]
    cards = {
        place: card
        for place, card in place_cards([commune, *beside]).items()
        if card.kind == "commune"
    }
    here = cards.pop(commune)
    areas = [
        Area(
            name=card.name,
            line=_line(known[card.id], frame, 2 + len(cards) // 15),
            look="beside",
            address=address(card) if address else "",
            label=card.name,
            label_at=_middle(known[card.id], frame, least=400),
        )
        for card in cards.values()
    ]
    areas.append(Area(name=here.name, line=_line(known[commune], frame), look="here"))
    words = gettext(
        "%(name)s with its neighbours %(beside)s. Dots are villages, crosses are health centres."
    )
    return draw(
        areas,
        [*_health_dots(commune), *_village_dots(here)],
        frame=frame,
        title=gettext("Map of %(name)s") % {"name": here.name},
        description=words
        % {
            "name": here.name,
            "beside": ", ".join(sorted(card.name for card in cards.values())[:_MOST_SAID]),
        },
    )


def _is_seen(shape: Shape, frame: Frame) -> bool:
    window = Shape(
        rings=(),
        west=frame.west,
        south=frame.north - frame.height / frame.per_latitude,
        east=frame.west + frame.width / frame.per_longitude,
        north=frame.north,
    )
    return shape.touches(window)


def _village_dots(commune: PlaceCard) -> list[Dot]:
    """The villages of a commune, its seat first and labelled, then few more labels."""
    # In two steps: joined, SQLite would walk through the villages of the whole country.
    below = PlaceAncestor.objects.filter(ancestor=commune.id, depth=1)
    ids = list(below.values_list("place_id", flat=True)[:_VILLAGES_READ])
    found = Place.objects.filter(pk__in=ids, kind="village").exclude(latitude=None)
    rows = list(
        found.order_by("folded", "id").values_list("name", "longitude", "latitude")[:MOST_VILLAGES]
    )
    rows.sort(key=lambda row: row[0] != commune.name)
    step = max(1, len(rows) // MOST_LABELS)
    return [
        Dot(at=(longitude or 0, latitude or 0), label=name if at % step == 0 else "")
        for at, (name, longitude, latitude) in enumerate(rows)
    ]


def _health_dots(commune: UUID) -> list[Dot]:
    found = Facility.objects.filter(commune=commune, sector="health").exclude(latitude=None)
    rows = found.order_by("folded", "id").values_list("longitude", "latitude")[:_HEALTH_LIMIT]
    return [Dot(at=(longitude or 0, latitude or 0), look="health") for longitude, latitude in rows]
