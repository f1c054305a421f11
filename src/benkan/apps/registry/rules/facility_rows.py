"""The facilities of the country as search keeps them: small, and each an object only while looked at."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.rules.packed import Keys, Numbering, Texts

_SECTOR, _KIND, _NAME, _LOCALITY, _COMMUNE_NAME, _CERCLE, _COMMUNE, _WIDTH = range(8)
_NOWHERE = 2**32 - 1


@dataclass(frozen=True, slots=True)
class FacilityEntry:
    """A facility as search knows it."""

    id: UUID
    sector: str
    kind: str
    name: str
    locality: str
    commune: UUID | None
    commune_name: str
    cercle: str


class Facilities:
    """Entries by number, in the order in which they were given. Never changed, so threads share it."""

    def __init__(self, entries: Iterable[FacilityEntry]) -> None:
        communes, texts = Numbering[UUID](), Numbering[str]()
        self._rows = array("I")

        def taken(one: FacilityEntry) -> UUID:
            named = (one.sector, one.kind, one.name, one.locality, one.commune_name, one.cercle)
            commune = communes.of(one.commune) if one.commune else _NOWHERE
            self._rows.extend((*map(texts.of, named), commune))
            return one.id

        self._ids = Keys(map(taken, entries))
        self._communes, self._texts = Keys(communes), Texts(texts)

    def __len__(self) -> int:
        return len(self._rows) // _WIDTH

    def __getitem__(self, number: int) -> FacilityEntry:
        commune = self.commune(number)
        return FacilityEntry(
            id=self._ids[number],
            sector=self.sector(number),
            kind=self.kind(number),
            name=self.name(number),
            locality=self.locality(number),
            commune=None if commune is None else self._communes[commune],
            commune_name=self.commune_name(number),
            cercle=self._text(number, _CERCLE),
        )

    def sector(self, number: int) -> str:
        return self._text(number, _SECTOR)

    def kind(self, number: int) -> str:
        return self._text(number, _KIND)

    def name(self, number: int) -> str:
        return self._text(number, _NAME)

    def locality(self, number: int) -> str:
        return self._text(number, _LOCALITY)

    def commune_name(self, number: int) -> str:
        return self._text(number, _COMMUNE_NAME)

    def commune(self, number: int) -> int | None:
        """The number of the id of the commune that it lies in."""
        at = self._rows[number * _WIDTH + _COMMUNE]
        return None if at == _NOWHERE else at

    def commune_of(self, commune: UUID) -> int | None:
        """The number of an id; None if no facility lies in it."""
        return self._communes.number(commune)

    def order(self, number: int) -> tuple[str, str, bytes]:
        """Sorts as name, cercle and id do."""
        return (self.name(number), self._text(number, _CERCLE), self._ids.sorting(number))

    def _text(self, number: int, column: int) -> str:
        return self._texts[self._rows[number * _WIDTH + column]]
