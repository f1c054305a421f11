"""Cards of places: what a page needs to name a place and to say how sure its facts are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from benkan.apps.registry.models import Place, PlaceAncestor, PlaceCode, PlaceParent
from benkan.apps.registry.rules.editions import FRAME, REFORMED
from benkan.apps.registry.rules.gazetteer import told_apart
from benkan.kit.lists import WrittenId
from benkan.kit.prepared import Prepared


@dataclass(frozen=True)
class PlaceCard:
    """A place as it is shown. `commune`, `cercle` and `region` are the names above it, or empty;
    `population_status` is `census`, `estimate`, `weak_estimate` or empty."""

    id: UUID
    kind: str
    name: str
    code: str
    cercle: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int | None
    population_status: str
    flags: tuple[str, ...]
    commune: str = ""

    @property
    def where(self) -> str:
        """The places above it that tell it from its namesakes: `Kati, Koulikoro`."""
        return told_apart(self.commune, self.cercle, self.region)


def _code() -> Coalesce:
    """The code of the frame, else the one of the reform. Not one question with an order: SQLite would
    then walk through all codes in that order."""
    return Coalesce(_in_scheme("pcode"), _in_scheme("region_2023"), Value(""))


def _in_scheme(scheme: str) -> Subquery:
    codes = PlaceCode.objects.filter(place=OuterRef("pk"), scheme=scheme, closes_on=None)
    return Subquery(codes.values("code")[:1])


def _cards(places: QuerySet[Place]) -> list[PlaceCard]:
    """Cards in the order of the question, in two queries."""
    cards = [
        PlaceCard(
            id=place.pk,
            kind=place.kind,
            name=place.name,
            code=place.code,
            cercle="",
            region="",
            latitude=place.latitude,
            longitude=place.longitude,
            population=place.population,
            population_status=place.population_status,
            flags=tuple(place.flags),
        )
        for place in places.annotate(code=_code())
    ]
    above = names_above([card.id for card in cards])
    return [_placed(card, above.get(card.id, {})) for card in cards]


def _placed(card: PlaceCard, above: Mapping[str, str]) -> PlaceCard:
    return replace(
        card,
        commune=above.get("commune", ""),
        cercle=above.get("cercle", ""),
        region=above.get("region", ""),
    )


def _ask_above(*, places: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = PlaceAncestor.objects.filter(
        place__in=places, depth__gt=0, ancestor__kind__in=("region", "cercle", "commune")
    )
    return rows.values_list("place_id", "ancestor__kind", "ancestor__name")


_above = Prepared(_ask_above, places=(UUID,))


def names_above(places: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """The names of the region, cercle and commune above each place, in one query."""
    above: dict[UUID, dict[str, str]] = {}
    for place, kind, name in _above(places=places):
        above.setdefault(place, {})[kind] = name
    return above


def place_card(place: UUID) -> PlaceCard:
    """One place, in two queries."""
    return _cards(Place.objects.filter(pk=place))[0]


def place_cards(ids: Collection[UUID]) -> dict[UUID, PlaceCard]:
    """Places by id, in two queries; an id that names no place is left out."""
    return {card.id: card for card in _cards(Place.objects.filter(pk__in=ids))}


@dataclass(frozen=True)
class PlaceLine:
    """A place as a list names it: its name, that of the cercle above it or nothing, and its line."""

    name: str
    cercle: str
    line: frozenset[UUID]


def _ask_lines(*, places: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = PlaceAncestor.objects.filter(place__in=places)
    return rows.values_list("place_id", "depth", "ancestor_id", "ancestor__kind", "ancestor__name")


_lines = Prepared(_ask_lines, places=(UUID,))


def place_lines(ids: Collection[UUID]) -> dict[UUID, PlaceLine]:
    """Places by id with what stands above them, in one query; an id that names no place is left out."""
    names: dict[UUID, str] = {}
    cercles: dict[UUID, str] = {}
    lines: dict[UUID, set[UUID]] = {}
    for place, depth, ancestor, kind, name in _lines(places=ids):
        lines.setdefault(place, set()).add(ancestor)
        if depth == 0:
            names[place] = name
        elif kind == Place.Kind.CERCLE:
            cercles[place] = name
    return {
        place: PlaceLine(name, cercles.get(place, ""), frozenset(lines[place]))
        for place, name in names.items()
    }


_names = Prepared(
    lambda places: Place.objects.filter(pk__in=places).values_list("pk", "name"), places=(UUID,)
)


def place_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of places by id, in one query; an id that names no place is left out."""
    return dict(_names(places=ids))


def places_among(rows: QuerySet[Any, Any]) -> list[tuple[str, str]]:
    """The places that other rows, `values("place")`, lie in, to choose from: ids as an address has them,
    and names, by name. One query, in which the rows themselves are not read."""
    named = Place.objects.filter(pk__in=rows).values_list(WrittenId("pk"), "name")
    return sorted(named, key=itemgetter(1))


def place_line(place: UUID) -> PlaceLine:
    """One place as a list names it, in one query."""
    return place_lines([place])[place]


def communes_of(place: UUID) -> list[PlaceCard]:
    """The communes at or below a place by name, 703 at most, in two queries."""
    return _cards(_below(place, "commune"))


def _below(place: UUID, kind: str) -> QuerySet[Place]:
    line = PlaceAncestor.objects.filter(place=OuterRef("pk"), ancestor=place)
    return Place.objects.filter(Exists(line), kind=kind).order_by("folded", "id")


def regions(*, edition: str = FRAME) -> list[PlaceCard]:
    """The regions of the frame of 2015 (9) or of 2023 (20) by name, in two queries."""
    scheme = "region_2023" if edition == REFORMED else "pcode"
    coded = PlaceCode.objects.filter(place=OuterRef("pk"), scheme=scheme, closes_on=None)
    return _cards(Place.objects.filter(Exists(coded), kind="region").order_by("folded", "id"))


def region_of_2023(commune: UUID) -> PlaceCard | None:
    """The region in which a commune probably lies since 2023, in three queries. Not official."""
    parent = PlaceParent.objects.filter(
        place=commune, edition=REFORMED, hierarchy=PlaceParent.Hierarchy.STATE
    ).values_list("parent_id", flat=True)
    above = parent.first()
    return place_card(above) if above else None


def place_by_code(code: str, *, scheme: str = "pcode") -> UUID | None:
    """The place that a code names today, in one query."""
    found = PlaceCode.objects.filter(scheme=scheme, code=code, closes_on=None)
    return found.values_list("place_id", flat=True).first()


def code_of(place: UUID, *, scheme: str = "pcode") -> str:
    """The code of a place today, or nothing, in one query."""
    found = PlaceCode.objects.filter(place=place, scheme=scheme, closes_on=None)
    return found.values_list("code", flat=True).first() or ""
