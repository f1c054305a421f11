"""The communes that are like one, and what the public lists count in each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Count

from benkan.apps.registry.models import Facility, Place, PlaceCode
from benkan.apps.registry.queries.places import PlaceCard, names_above, place_cards
from benkan.apps.registry.queries.remembered import Remembered
from benkan.apps.registry.rules.similar import CommuneLike, kind_of, per_ten_thousand, similar

MOST = 900
_STATE = """
SELECT (SELECT count(*) FROM registry_place),
       (SELECT id FROM registry_place ORDER BY id DESC LIMIT 1),
       (SELECT sum(population) FROM registry_place WHERE kind = 'commune'),
       (SELECT max(digest) FROM registry_datapack)
"""


@dataclass(frozen=True)
class ServicesHere:
    """A commune with how many health facilities and schools it has in the public lists; the rates are
    for 10,000 inhabitants, None where their number is not known."""

    card: PlaceCard
    health: int
    schools: int

    @property
    def health_rate(self) -> Fraction | None:
        return per_ten_thousand(self.health, self.card.population)

    @property
    def schools_rate(self) -> Fraction | None:
        return per_ten_thousand(self.schools, self.card.population)


def similar_communes(place: UUID, *, at_work: Collection[UUID]) -> list[ServicesHere]:
    """The commune itself and those like it (`registry.rules.similar` says which), in four queries;
    empty where it has no like. The list of all communes is kept in the process."""
    known = _REMEMBERED.now()
    here = known.get(place)
    like = similar(here, known.values(), at_work=frozenset(at_work)) if here else []
    return services_in([place, *like]) if like else []


def services_in(places: Collection[UUID]) -> list[ServicesHere]:
    """How many health facilities and schools there are in the communes, in the order given, in three
    queries."""
    counted: dict[tuple[UUID, str], int] = {}
    rows = Facility.objects.filter(commune__in=places).values_list("commune", "sector")
    for commune, sector, count in rows.annotate(Count("id")):
        counted[commune, sector] = count
    cards = place_cards(places)
    return [
        ServicesHere(
            cards[place],
            health=counted.get((place, "health"), 0),
            schools=counted.get((place, "education"), 0),
        )
        for place in places
        if place in cards
    ]


def _build() -> Mapping[UUID, CommuneLike]:
    codes = PlaceCode.objects.filter(scheme="pcode", closes_on=None, place__kind="commune")
    named = dict(codes.values_list("place_id", "code")[:MOST])
    above = names_above(list(named))
    rows = Place.objects.filter(kind="commune").values_list("id", "name", "population")
    return {
        id_: CommuneLike(
            id=id_,
            code=named[id_],
            region=above.get(id_, {}).get("region", ""),
            kind=kind_of(name=name, cercle=above.get(id_, {}).get("cercle", "")),
            population=population,
        )
        for id_, name, population in rows
        if id_ in named
    }


_REMEMBERED = Remembered(_STATE, _build)
