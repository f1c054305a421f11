"""The home of a programme: what was promised and kept, and in which communes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry

A_PAGE = 24
LATEST = 3
_DARKEST = 4


@dataclass(frozen=True)
class CommuneLine:
    """A commune of the programme and how many commitments were asked for there."""

    card: registry.PlaceCard
    promises: int


@dataclass(frozen=True)
class PromiseHere:
    """A promise with the code of its commune, where it was made at a commune."""

    line: commitments.PromiseLine
    code: str


@dataclass(frozen=True)
class Home:
    """`communes` is a page of them by name; what was kept and the map are of the whole programme."""

    kept: commitments.KeptInPublic
    communes: list[CommuneLine]
    page: "Page[UUID]"
    settled: list[PromiseHere]
    promised: list[PromiseHere]
    map: SafeString


@dataclass(frozen=True)
class Region:
    """A region with all its communes by cercle and name, and a map on which each leads to its page."""

    name: str
    communes: list[registry.PlaceCard]
    map: SafeString


def home_of(
    programme: UUID,
    *,
    on: date,
    page: str | None = None,
    region_address: Callable[[registry.PlaceCard], str] | None = None,
) -> Home:
    """Everything on the home of a programme, in 20 queries however much there is."""
    works_in = registry.communes_of_programme(programme)
    shown = Paginator(works_in, A_PAGE).get_page(page)
    settled = commitments.settled_lately(programme, today=on, limit=LATEST)
    promised = commitments.promised_lately(programme, today=on, limit=LATEST)
    promises = commitments.promises_by_place(programme, shown)
    cards = registry.place_cards({*shown, *(line.place for line in [*settled, *promised])})
    return Home(
        kept=commitments.kept_in_public(programme, today=on),
        communes=[CommuneLine(cards[place], promises.get(place, 0)) for place in shown],
        page=shown,
        settled=_with_codes(settled, cards),
        promised=_with_codes(promised, cards),
        map=_map(registry.communes_by_region(programme), region_address),
    )


def _with_codes(
    lines: Iterable[commitments.PromiseLine], cards: Mapping[UUID, registry.PlaceCard]
) -> list[PromiseHere]:
    found = [(line, cards[line.place]) for line in lines]
    return [PromiseHere(line, card.code if card.kind == "commune" else "") for line, card in found]


def _map(
    counted: Mapping[UUID, int],
    address: Callable[[registry.PlaceCard], str] | None,
) -> SafeString:
    """The regions, darker the more communes of the programme they have; empty without borders."""
    shades = {
        region.id: registry.Shade(
            min(count, _DARKEST) if (count := counted.get(region.id, 0)) else None,
            _communes(count),
        )
        for region in registry.regions()
    }
    return registry.country_map(values=shades, address=address)


def _communes(count: int) -> str:
    words = ngettext(
        "%(count)s commune of the programme", "%(count)s communes of the programme", count
    )
    return words % {"count": count}


def communes_called(text: str) -> list[registry.PlaceCard]:
    """The communes that somebody may have meant, the likeliest first, in three queries."""
    best = registry.find_places(text, kinds=("commune",), limit=8)
    cards = registry.place_cards([place.id for place in best])
    return [cards[place.id] for place in best if place.id in cards]


def region_coded(
    programme: UUID, code: str, *, address: Callable[[registry.PlaceCard], str]
) -> Region | None:
    """The region with this code and its communes, those of the programme in colour; None when there
    is none. Nine queries, and none without a code."""
    here = registry.place_by_code(code) if code else None
    card = registry.place_cards([here]).get(here) if here else None
    if card is None or card.kind != "region":
        return None
    shade = registry.Shade(3, _communes(1))
    values = dict.fromkeys(registry.communes_of_programme(programme), shade)
    return Region(
        name=card.name,
        communes=sorted(registry.communes_of(card.id), key=lambda one: (one.cercle, one.name)),
        map=registry.region_map(card.id, values=values, address=address),
    )
