"""All places and facilities of the country in memory, to be found by typing.

Built once from plain values and never changed, so that threads share it without a lock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.rules.common_words import ARTICLES
from benkan.apps.registry.rules.facility_rows import FacilityEntry
from benkan.apps.registry.rules.facility_search import FacilityNames
from benkan.apps.registry.rules.name_search import EXACT, Names
from benkan.apps.registry.rules.place_rows import PlaceEntry, Places
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

    def __init__(self, places: Places, facilities: Iterable[FacilityEntry] = ()) -> None:
        self.places = places
        kinds = {self.places.kind(number) for number in range(len(self.places))}
        self.by_kind = {kind: self._names(kind) for kind in kinds}
        self.facilities = FacilityNames(facilities)
        self._areas: dict[str, list[int]] = defaultdict(list)
        for number in self.places.of_kinds("region", "cercle", "commune"):
            for name in self.places.names(number):
                self._areas[sounded(_core(folded(name)) or folded(name))].append(number)

    def _names(self, kind: str) -> Names:
        return Names(
            (folded(name), number)
            for number in self.places.of_kinds(kind)
            for name in self.places.names(number)
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
        if within is not None:
            area = self.places.key_of(within)
            scores = {n: score for n, score in scores.items() if area in self.places.line(n)}
        best = self._best(scores, {kind: rank for rank, kind in enumerate(kinds)}, limit)
        return [_found(scores[number], self.places[number]) for number in best]

    def _best(self, scores: dict[int, float], order: dict[str, int], limit: int) -> list[int]:
        """The first of the found: by score and kind, then the larger, then by name."""
        places = self.places
        rank = {
            number: (_OTHER_KIND * order[places.kind(number)] - score, -places.weight(number))
            for number, score in scores.items()
        }
        # Names are made only of those that may be among the first.
        last = sorted(rank.values())[:limit][-1:]
        near = [number for number in rank if [rank[number]] <= last]
        return sorted(near, key=lambda number: (rank[number], places.order(number)))[:limit]

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
        called = self._areas.get(sounded(query), ())
        areas = {self.places.key(n) for n in called if self.places.kind(n) in ("cercle", "region")}
        if not areas:
            return []
        return [
            n for n in self.places.of_kinds("commune") if not areas.isdisjoint(self.places.line(n))
        ]

    def areas_called(self, sound: str) -> list[PlaceEntry]:
        """The communes, cercles and regions with a name of this sound."""
        return [self.places[number] for number in self._areas.get(sound, ())]

    def _with_area(self, query: str, kinds: Collection[str]) -> dict[int, float]:
        """`niamana san`: the last words name what the place lies in."""
        words = [word for word in query.split() if word not in _BESIDE_A_NAME]
        best: dict[int, float] = {}
        for cut in range(max(1, len(words) - 3), len(words)):
            called = self._areas.get(sounded(" ".join(words[cut:])), ())
            areas = {self.places.key(number) for number in called}
            if not areas:
                continue
            for number, score in self._scored(" ".join(words[:cut]), kinds).items():
                if not areas.isdisjoint(self.places.line(number)[1:]):
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
