"""What every file of open data has: its columns, its lines, and whose programme it is."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.kit.open_tables import Cell, Column
from benkan.kit.pages import ProgrammeHere
from benkan.kit.refusals import N_

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
NATURE = {"real": "reel", "demonstration": "demonstration", "historical": "passe"}

Row = Sequence[Cell]


@dataclass(frozen=True)
class Asked:
    """Whose file is asked for, on which day; `address` makes a path of ours one to follow from
    anywhere."""

    programme: ProgrammeHere
    on: date
    address: Callable[[str], str]


@dataclass(frozen=True)
class Table:
    """One file: its name, what it holds in English sentences to be translated, and its lines. It is
    read as it is written, some hundred rows at a time."""

    name: str
    title: str
    words: str
    columns: tuple[Column, ...]
    rows: Callable[[Asked], Iterator[Row]]


NATURE_COLUMN = Column(
    "nature",
    "#meta+programme+type",
    N_("reel, demonstration (everything is made up) or passe (a past programme)"),
)
PLACE_COLUMNS = (
    Column("code_lieu", "#loc+code", N_("Code of the place; of a commune as OCHA has it (ML…)")),
    Column("lieu", "#loc+name", N_("The place")),
    Column("cercle", "#adm2+name", N_("Its cercle, in the frame of 2015")),
    Column("region", "#adm1+name", N_("Its region, in the frame of 2015")),
)


def place_cells(places: "Places", place: UUID) -> Row:
    card = places.card(place)
    return (card.code, card.name, card.cercle, card.region)


class Places:
    """The cards of the places of a file, each asked once."""

    def __init__(self) -> None:
        self._known: dict[UUID, registry.PlaceCard] = {}

    def learn(self, places: Collection[UUID]) -> None:
        """Have these ready, in two queries when some are new."""
        new = set(places) - set(self._known)
        if new:
            self._known |= registry.place_cards(new)

    def card(self, place: UUID) -> registry.PlaceCard:
        if place not in self._known:
            self.learn([place])
        return self._known[place]
