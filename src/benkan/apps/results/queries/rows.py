"""By what a figure is split into rows, and how the rows are named."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.results.rules.indicators import Cut

UNPLACED = "unplaced"
"""The row of what has no place yet: unknown is a value."""


def commune_of_each(
    places: Collection[UUID],
) -> tuple[dict[UUID, UUID], dict[UUID, frozenset[UUID]]]:
    """The commune of each place (what is above the communes stands for itself), and the line of each;
    three queries."""
    lines = registry.lines_of(places)
    kinds = registry.place_cards({of for line in lines.values() for of in line})
    communes = {
        place: next((of for of in lines[place] if kinds[of].kind == "commune"), place)
        for place in places
    }
    return communes, lines


@dataclass(frozen=True)
class RowName:
    """How a row is called, and the code of the commune that it is."""

    name: str
    code: str = ""


def names_of_rows(keys: Collection[str], cut: Cut, *, on: date) -> dict[str, RowName]:
    """The names of rows that are places or offices, in at most two queries; the others are words, for
    the page to say."""
    if cut is Cut.PLACE:
        cards = registry.place_cards({UUID(key) for key in keys if key != UNPLACED})
        return {
            str(card.id): RowName(card.name, card.code if card.kind == "commune" else "")
            for card in cards.values()
        }
    if cut is Cut.OFFICE:
        offices = registry.office_cards({UUID(key) for key in keys if key}, on=on)
        return {str(o.id): RowName(f"{o.title}, {o.place_name}") for o in offices.values()}
    return {}
