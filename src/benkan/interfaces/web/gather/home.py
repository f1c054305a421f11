"""The home of a programme: what was promised and kept, and in which communes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator

from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results

A_PAGE = 24
LATEST = 3


@dataclass(frozen=True)
class CommuneLine:
    """A commune of the programme and how many commitments were asked for there."""

    card: registry.PlaceCard
    promises: int


@dataclass(frozen=True)
class Home:
    """`communes` is a page of them by name; the figure is of the whole programme."""

    figure: results.ShareKept
    communes: list[CommuneLine]
    page: "Page[UUID]"
    settled: list[commitments.PromiseLine]
    promised: list[commitments.PromiseLine]
    codes: dict[UUID, str]


def home_of(programme: UUID, *, on: date, language: str, page: str | None = None) -> Home:
    """Everything on the home of a programme, in 19 queries however much there is."""
    shown = Paginator(registry.communes_of_programme(programme), A_PAGE).get_page(page)
    settled = commitments.settled_lately(programme, today=on, limit=LATEST)
    promised = commitments.promised_lately(programme, today=on, limit=LATEST)
    promises = commitments.promises_by_place(programme, shown)
    named = {line.place for line in [*settled, *promised]}
    cards = registry.place_cards({*shown, *named})
    return Home(
        figure=results.share_kept(programme=programme, place=None, on=on, language=language),
        communes=[CommuneLine(cards[place], promises.get(place, 0)) for place in shown],
        page=shown,
        settled=settled,
        promised=promised,
        codes={card.id: card.code for card in cards.values() if card.kind == "commune"},
    )


def communes_called(text: str) -> list[registry.PlaceCard]:
    """The communes that somebody may have meant, the likeliest first, in three queries."""
    best = registry.find_places(text, kinds=("commune",), limit=8)
    cards = registry.place_cards([place.id for place in best])
    return [cards[place.id] for place in best if place.id in cards]
