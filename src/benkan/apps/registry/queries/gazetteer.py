"""The gazetteer of this process: built from the database when first asked, and again when the
places or facilities are no longer the same."""

from collections import Counter
from collections.abc import Iterator
from sys import intern
from typing import Any
from uuid import UUID

from benkan.apps.registry.models import Facility, Place, PlaceAncestor, PlaceName
from benkan.apps.registry.queries.remembered import Remembered
from benkan.apps.registry.rules.facility_rows import FacilityEntry
from benkan.apps.registry.rules.gazetteer import Gazetteer
from benkan.apps.registry.rules.place_rows import PlaceEntry, Places

# The digests of what was loaded, how many rows there are, and the greatest random key of each
# table: two different contents share all of these only by a chance of one in 2 to the 122.
_STATE = """
SELECT (SELECT count(*) FROM registry_place),
       (SELECT id FROM registry_place ORDER BY id DESC LIMIT 1),
       (SELECT count(*) FROM registry_facility),
       (SELECT id FROM registry_facility ORDER BY id DESC LIMIT 1),
       (SELECT max(digest) FROM registry_datapack)
"""


def gazetteer() -> Gazetteer:
    """The gazetteer of what the database holds now; one query, and four more when it has changed."""
    return _REMEMBERED.now()


def learned() -> tuple[object, Gazetteer]:
    """The gazetteer, for another process to take over."""
    return _REMEMBERED.learned()


def take(learned: tuple[object, Gazetteer]) -> None:
    """Take over the gazetteer that another process has learned."""
    _REMEMBERED.take(learned)


def _build() -> Gazetteer:
    places = Places(_Read().entries())
    return Gazetteer(places, _facilities(places))


class _Read:
    """The places by number, as the tables have them. What is here goes when the gazetteer is built;
    since an allocator seldom gives back what was held once, it is kept small: rows are read one by
    one, each key is one object, and lines are numbers."""

    def __init__(self) -> None:
        self._kinds: list[str] = []
        self._names: list[str] = []
        self._people: list[int] = []
        self._numbers: dict[UUID, int] = {}
        rows = Place.objects.values_list("id", "kind", "name", "population")
        for number, (id_, kind, name, people) in enumerate(rows.iterator()):
            self._numbers[id_] = number
            self._kinds.append(intern(kind))
            self._names.append(name)
            self._people.append(people or 0)
        self._ids = list(self._numbers)
        self._lines = self._read_lines()
        self._further = self._read_further()

    def _read_lines(self) -> dict[int, list[int]]:
        """Itself and all above, by number of the place; where a line is not kept, nothing."""
        lines: dict[int, list[int]] = {}
        rows = PlaceAncestor.objects.order_by("depth").values_list("place_id", "ancestor_id")
        for place, ancestor in rows.iterator():
            lines.setdefault(self._numbers[place], []).append(self._numbers[ancestor])
        return lines

    def _read_further(self) -> dict[int, list[str]]:
        further: dict[int, list[str]] = {}
        for place, name in PlaceName.objects.values_list("place_id", "name").iterator():
            number = self._numbers[place]
            if name != self._names[number]:
                further.setdefault(number, []).append(name)
        return further

    def entries(self) -> Iterator[PlaceEntry]:
        weights = self._weights()
        for number, id_ in enumerate(self._ids):
            # A region of 2023 lies in no line of the frame of 2015: it would double its namesake.
            if self._kinds[number] == "region" and len(self._lines.get(number, ())) == 1:
                continue
            line, name = self._lines.get(number, [number]), self._names[number]
            at = {self._kinds[one]: self._names[one] for one in line if one != number}
            yield PlaceEntry(
                id=id_,
                kind=self._kinds[number],
                name=name,
                commune=at.get("commune", ""),
                cercle=at.get("cercle", ""),
                region=at.get("region", ""),
                line=tuple(self._ids[one] for one in line),
                weight=weights[number],
                others=(*self._further.get(number, ()), *_in_figures(name)),
            )

    def _weights(self) -> list[int]:
        """How many people a name probably means: a village counts as an equal part of its commune."""
        weights = list(self._people)
        commune_of = {
            number: self._first_above(number, "commune")
            for number, kind in enumerate(self._kinds)
            if kind == "village"
        }
        villages = Counter(commune_of.values())
        for village, commune in commune_of.items():
            if commune is not None and not weights[village]:
                weights[village] = weights[commune] // villages[commune]
        return weights

    def _first_above(self, number: int, kind: str) -> int | None:
        line = self._lines.get(number, ())
        return next((one for one in line if self._kinds[one] == kind), None)


def _facilities(places: Places) -> Iterator[FacilityEntry]:
    communes = {places[at].id: places[at] for at in places.of_kinds("commune")}
    fields = ("id", "sector", "kind", "name", "locality", "commune_id")
    found: Any = Facility.objects.values_list(*fields)
    for id_, sector, kind, name, locality, commune in found.iterator():
        yield FacilityEntry(
            id=id_,
            sector=sector,
            kind=kind,
            name=name,
            locality=locality,
            commune=commune,
            commune_name=communes[commune].name if commune else "",
            cercle=communes[commune].cercle if commune else "",
        )


_REMEMBERED = Remembered(_STATE, _build)
_FIGURES = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}


def _in_figures(name: str) -> tuple[str, ...]:
    """`Commune IV` is typed as `commune 4` too."""
    head, _, last = name.rpartition(" ")
    return (f"{head} {_FIGURES[last]}",) if head and last in _FIGURES else ()
