"""The places of the country as search keeps them: small, and each an object only while it is looked at."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.rules.packed import Groups, Keys, Numbering, Texts

_ID, _KIND, _NAME, _COMMUNE, _CERCLE, _REGION, _WEIGHT, _WIDTH = range(8)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place as search knows it. `line`: the ids of itself and all above it; `others`: further
    names; `weight` orders equals (the population, or 0)."""

    id: UUID
    kind: str
    name: str
    commune: str
    cercle: str
    region: str
    line: tuple[UUID, ...]
    weight: int
    others: tuple[str, ...] = ()


class Places:
    """Entries by number, in the order in which they were given. Never changed, so threads share it."""

    def __init__(self, entries: Iterable[PlaceEntry]) -> None:
        keys, texts = Numbering[UUID](), Numbering[str]()
        self._rows = array("I")
        self._lines = Groups()
        self._others: dict[int, tuple[str, ...]] = {}
        for number, one in enumerate(entries):
            named = (one.kind, one.name, one.commune, one.cercle, one.region)
            self._rows.extend((keys.of(one.id), *map(texts.of, named), one.weight))
            self._lines.append(map(keys.of, one.line))
            if one.others:
                self._others[number] = one.others
        self._keys, self._texts = Keys(keys), Texts(texts)

    def __len__(self) -> int:
        return len(self._rows) // _WIDTH

    def __getitem__(self, number: int) -> PlaceEntry:
        return PlaceEntry(
            id=self._keys[self.key(number)],
            kind=self.kind(number),
            name=self._text(number, _NAME),
            commune=self._text(number, _COMMUNE),
            cercle=self._text(number, _CERCLE),
            region=self._text(number, _REGION),
            line=tuple(self._keys[key] for key in self.line(number)),
            weight=self.weight(number),
            others=self._others.get(number, ()),
        )

    def of_kinds(self, *kinds: str) -> Iterator[int]:
        return (number for number in range(len(self)) if self.kind(number) in kinds)

    def kind(self, number: int) -> str:
        return self._text(number, _KIND)

    def names(self, number: int) -> tuple[str, ...]:
        return (self._text(number, _NAME), *self._others.get(number, ()))

    def weight(self, number: int) -> int:
        return self._rows[number * _WIDTH + _WEIGHT]

    def key(self, number: int) -> int:
        """The number of its id."""
        return self._rows[number * _WIDTH + _ID]

    def line(self, number: int) -> tuple[int, ...]:
        """The numbers of the ids of itself and all above it."""
        return self._lines[number]

    def key_of(self, place: UUID) -> int | None:
        """The number of an id; None if no line knows it."""
        return self._keys.number(place)

    def order(self, number: int) -> tuple[str, str, str, bytes]:
        """Sorts as name, cercle, commune and id do."""
        name, cercle, commune = (self._text(number, c) for c in (_NAME, _CERCLE, _COMMUNE))
        return (name, cercle, commune, self._keys.sorting(self.key(number)))

    def _text(self, number: int, column: int) -> str:
        return self._texts[self._rows[number * _WIDTH + column]]
