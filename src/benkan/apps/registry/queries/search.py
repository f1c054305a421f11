"""Find a place or a facility by typing, or guess it from the words of a message."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.queries.gazetteer import gazetteer, learned, take
from benkan.apps.registry.queries.places import PlaceCard, place_cards
from benkan.apps.registry.rules.facility_search import FacilityFound
from benkan.apps.registry.rules.gazetteer import Gazetteer, PlaceFound
from benkan.apps.registry.rules.guessing import guess

MOST = 50
LearnedPlaces = tuple[object, Gazetteer]
"""The index, and the state of the tables for which it holds."""


def learn_places() -> LearnedPlaces:
    """Have the index ready before anybody asks: building it takes seconds, which must not pass inside
    a transaction that others wait for. One query, five when places have changed."""
    return learned()


def take_learned_places(found: LearnedPlaces) -> None:
    """Have the index ready as another process has learned it."""
    take(found)


def find_places(
    text: str,
    *,
    kinds: Collection[str] = ("commune",),
    limit: int = 10,
    within: UUID | None = None,
) -> list[PlaceFound]:
    """The places that a text may name: best first, then in the order of `kinds`, then the larger.

    Letters are compared without accents and by ear, small mistakes are forgiven, and the last words
    may name the cercle. One query.
    """
    return gazetteer().find_places(
        text[:80], kinds=tuple(kinds), limit=min(limit, MOST), within=within
    )


def find_facilities(
    text: str, *, commune: UUID | None = None, sector: str | None = None, limit: int = 10
) -> list[FacilityFound]:
    """The facilities that a text may name, best first; `cscom` and `école` choose the sector. With a
    commune and no name, those of the commune. One query."""
    return gazetteer().facilities.search(
        text[:80], commune=commune, sector=sector, limit=min(limit, MOST)
    )


@dataclass(frozen=True)
class PlaceGuess:
    """The place, perhaps the facility, that a message seems to speak of, with a score from 0 to 100.
    `others` are namesakes that it may mean as well, at most four."""

    place: UUID
    facility: UUID | None
    score: float
    card: PlaceCard
    others: tuple[PlaceCard, ...] = ()


def guess_place(text: str) -> PlaceGuess | None:
    """The place that a message seems to speak of; None when unsure. One query, three with a guess."""
    found = guess(text, gazetteer())
    if found is None:
        return None
    cards = place_cards([found.place, *found.others])
    return PlaceGuess(
        place=found.place,
        facility=found.facility,
        score=found.score,
        card=cards[found.place],
        others=tuple(cards[other] for other in found.others),
    )
