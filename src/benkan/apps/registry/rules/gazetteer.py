"""All places and facilities of the country in memory, to be found by typing.

Built once from plain values and never changed, so that threads share it without a lock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.rules.common_words import ARTICLES
from benkan.apps.registry.rules.facility_search import FacilityEntry, FacilityNames
from benkan.apps.registry.rules.name_search import EXACT, Names
from benkan.apps.registry.rules.spelling import sounded
from benkan.kit.text import folded

_BESIDE_A_NAME = ARTICLES.union(
    [
        "commune",
        "communes",
        "rurale",
        "rural",
        "urbaine",
        "urbain",
        "village",
        "ville",
        "quartier",
        "cercle",
        "region",
        "regions",
    ],
    ["hameau", "fraction", "mairie", "dans", "dugu", "kin", "mara"],
)
_LISTED_BELOW = 70
_OTHER_KIND = 3


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


def told_apart(*above: str) -> str:
    """The names of the places above one, as a reader is told them: each once, none that is empty."""
    return ", ".join(dict.fromkeys(name for name in above if name))


@dataclass(frozen=True)
class PlaceFound:
    """A place that may be meant, with a score from 0 to 100. `commune` is empty for a commune."""

    id: UUID
    kind: str
    name: str
    cercle: str
    region: str
    score: float
    commune: str = ""

    @property
    def where(self) -> str:
        """The places above it that tell it from its namesakes: `Kati, Koulikoro`."""
        return told_apart(self.commune, self.cercle, self.region)


class Gazetteer:
    """Search over places and facilities; see the queries of the same names."""

    def __init__(
        self, places: Sequence[PlaceEntry], facilities: Sequence[FacilityEntry] = ()
    ) -> None:
        self.places = places
        self.by_kind = {kind: self._names(kind) for kind in {place.kind for place in places}}
        self.facilities = FacilityNames(facilities)
        self._areas: dict[str, list[PlaceEntry]] = defaultdict(list)
        for place in places:
            if place.kind in ("region", "cercle", "commune"):
                for name in (place.name, *place.others):
                    self._areas[sounded(_core(folded(name)) or folded(name))].append(place)

    def _names(self, kind: str) -> Names:
        return Names(
            (folded(name), number)
            for number, place in enumerate(self.places)
            if place.kind == kind
            for name in (place.name, *place.others)
        )

    def find_places(
        self, text: str, *, kinds: Collection[str], limit: int, within: UUID | None
    ) -> list[PlaceFound]:
        """The places that a text may name, best first."""
        query = folded(text)
        scores = self._scored(_core(query) or query, kinds)
        if max(scores.values(), default=0) < EXACT:
            for number, score in self._with_area(query, kinds).items():
                scores[number] = max(score, scores.get(number, 0))
        found = [
            (score, self.places[number])
            for number, score in scores.items()
            if within is None or within in self.places[number].line
        ]
        order = {kind: rank for rank, kind in enumerate(kinds)}
        found.sort(key=lambda pair: self._rank(pair[0], pair[1], order))
        return [_found(score, place) for score, place in found[:limit]]

    def _rank(self, score: float, place: PlaceEntry, order: dict[str, int]) -> tuple[object, ...]:
        later = _OTHER_KIND * order[place.kind]
        return (later - score, -place.weight, place.name, place.cercle, place.commune, place.id)

    def _scored(self, query: str, kinds: Collection[str]) -> dict[int, float]:
        scores: dict[int, float] = {}
        if not query:
            return scores
        for kind in kinds:
            if kind in self.by_kind:
                scores.update(self.by_kind[kind].search(query))
        return scores | {
            number: _LISTED_BELOW
            for number in self._below(query, kinds)
            if scores.get(number, 0) < _LISTED_BELOW
        }

    def _below(self, query: str, kinds: Collection[str]) -> Iterable[int]:
        """Who types a cercle or a region and looks for a commune is shown its communes."""
        if "commune" not in kinds:
            return []
        areas = {a.id for a in self.areas_called(sounded(query)) if a.kind in ("cercle", "region")}
        return [
            number
            for number, place in enumerate(self.places)
            if areas and place.kind == "commune" and not areas.isdisjoint(place.line)
        ]

    def areas_called(self, sound: str) -> list[PlaceEntry]:
        """The communes, cercles and regions with a name of this sound."""
        return self._areas.get(sound, [])

    def _with_area(self, query: str, kinds: Collection[str]) -> dict[int, float]:
        """`niamana san`: the last words name what the place lies in."""
        words = [word for word in query.split() if word not in _BESIDE_A_NAME]
        best: dict[int, float] = {}
        for cut in range(max(1, len(words) - 3), len(words)):
            areas = {area.id for area in self.areas_called(sounded(" ".join(words[cut:])))}
            if not areas:
                continue
            for number, score in self._scored(" ".join(words[:cut]), kinds).items():
                place = self.places[number]
                if not areas.isdisjoint(place.line[1:]):
                    best[number] = max(score, best.get(number, 0))
        return best


def _core(query: str) -> str:
    """The query without the words that stand beside a name: `commune rurale de`."""
    words = query.split()
    while len(words) > 1 and words[0] in _BESIDE_A_NAME and not words[1].isdigit():
        if len(words[1]) <= 3 and words[1] not in _BESIDE_A_NAME and words[0] == "commune":
            break
        words = words[1:]
    return " ".join(words)


def _found(score: float, place: PlaceEntry) -> PlaceFound:
    return PlaceFound(
        id=place.id,
        kind=place.kind,
        name=place.name,
        cercle=place.cercle,
        region=place.region,
        score=round(score, 1),
        commune=place.commune,
    )
