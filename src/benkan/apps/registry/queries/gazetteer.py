"""The gazetteer of this process: built from the database when first asked, and again when the
places or facilities are no longer the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from benkan.apps.registry.models import Facility, Place, PlaceAncestor, PlaceName
from benkan.apps.registry.queries.remembered import Remembered
from benkan.apps.registry.rules.facility_search import FacilityEntry
from benkan.apps.registry.rules.gazetteer import Gazetteer, PlaceEntry

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


def _build() -> Gazetteer:
    names: dict[UUID, str] = {}
    kinds: dict[UUID, str] = {}
    rows = list(Place.objects.values_list("id", "kind", "name", "population"))
    for id_, kind, name, _ in rows:
        names[id_], kinds[id_] = name, kind
    # Each key once: a driver makes a new object for every row, which would cost some 10 MB.
    same = {id_: id_ for id_ in names}
    above: dict[UUID, list[UUID]] = {}
    for place, ancestor in PlaceAncestor.objects.order_by("depth").values_list(
        "place_id", "ancestor_id"
    ):
        above.setdefault(same[place], []).append(same[ancestor])
    further: dict[UUID, list[str]] = {}
    for place, name in PlaceName.objects.values_list("place_id", "name"):
        if name != names[place]:
            further.setdefault(place, []).append(name)

    def entry(id_: UUID, kind: str, name: str, _: int | None) -> PlaceEntry:
        line = above.get(id_, [id_])
        at = {kinds[ancestor]: names[ancestor] for ancestor in line if ancestor != id_}
        others = (*further.get(id_, ()), *_in_figures(name))
        return PlaceEntry(
            id=id_,
            kind=kind,
            name=name,
            commune=at.get("commune", ""),
            cercle=at.get("cercle", ""),
            region=at.get("region", ""),
            line=tuple(line),
            weight=weights.get(id_, 0),
            others=others,
        )

    weights = _weights(rows, above, kinds)
    # A region of 2023 lies in no line of the frame of 2015: it would double its old namesake.
    framed = [row for row in rows if row[1] != "region" or len(above.get(row[0], ())) != 1]
    return Gazetteer([entry(*row) for row in framed], _facilities(names, kinds, above))


def _weights(
    rows: Iterable[tuple[UUID, str, str, int | None]],
    above: Mapping[UUID, Sequence[UUID]],
    kinds: Mapping[UUID, str],
) -> dict[UUID, int]:
    """How many people a name probably means: a village counts as an equal part of its commune."""
    weights = {id_: population or 0 for id_, _, _, population in rows}
    commune_of = {
        id_: next((a for a in above.get(id_, ()) if kinds[a] == "commune"), None)
        for id_, kind, _, _ in rows
        if kind == "village"
    }
    villages = Counter(commune_of.values())
    for village, commune in commune_of.items():
        if commune is not None and not weights[village]:
            weights[village] = weights[commune] // villages[commune]
    return weights


def _facilities(
    names: dict[UUID, str], kinds: dict[UUID, str], above: dict[UUID, list[UUID]]
) -> list[FacilityEntry]:
    def cercle(commune: UUID | None) -> str:
        line = above.get(commune, ()) if commune else ()
        return next((names[place] for place in line if kinds[place] == "cercle"), "")

    fields = ("id", "sector", "kind", "name", "locality", "commune_id")
    found: Any = Facility.objects.values_list(*fields)
    return [
        FacilityEntry(
            id=id_,
            sector=sector,
            kind=kind,
            name=name,
            locality=locality,
            commune=commune,
            commune_name=names[commune] if commune else "",
            cercle=cercle(commune),
        )
        for id_, sector, kind, name, locality, commune in found
    ]


_REMEMBERED = Remembered(_STATE, _build)
_FIGURES = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}


def _in_figures(name: str) -> tuple[str, ...]:
    """`Commune IV` is typed as `commune 4` too."""
    head, _, last = name.rpartition(" ")
    return (f"{head} {_FIGURES[last]}",) if head and last in _FIGURES else ()
