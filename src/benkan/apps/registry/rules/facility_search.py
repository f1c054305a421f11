"""Find a health centre or a school by the words of its name, its village and its commune."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benkan.apps.registry.rules.common_words import ARTICLES
from benkan.apps.registry.rules.name_search import Names
from benkan.apps.registry.rules.spelling import allowed_mistakes, sounded
from benkan.kit.text import folded

HEALTH_WORDS = frozenset(
    [
        "cscom",
        "cscoms",
        "csref",
        "csrefs",
        "centre",
        "sante",
        "hopital",
        "maternite",
        "dispensaire",
        "clinique",
        "polyclinique",
        "dogotoroso",
    ]
)
SCHOOL_WORDS = frozenset(
    [
        "ecole",
        "ecoles",
        "medersa",
        "medersas",
        "lycee",
        "fondamental",
        "fondamentale",
        "lakoliso",
        "kalanso",
    ]
)
KIND_WORDS = {"cscom": "CSCOM", "csref": "CSRéf"}
_BESIDE_A_NAME = ARTICLES | {"et", "communautaire", "reference"}
_IN_NAME, _BESIDE = 1.0, 0.8
_EXACT, _BEGUN, _MISTAKEN = 1.0, 0.9, 0.8
_FOR_A_WORD_LEFT_OVER = 3


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


@dataclass(frozen=True)
class FacilityFound:
    """A facility that may be meant, with a score from 0 to 100."""

    id: UUID
    name: str
    kind: str
    sector: str
    commune: UUID | None
    commune_name: str
    cercle: str
    score: float


def sector_of(words: Sequence[str]) -> str | None:
    """The sector that the words speak of, if they do: `cscom` is health."""
    if HEALTH_WORDS.intersection(words):
        return "health"
    return "education" if SCHOOL_WORDS.intersection(words) else None


def name_words(text: str) -> list[str]:
    """The words that tell a facility from others of its kind."""
    common = HEALTH_WORDS | SCHOOL_WORDS | _BESIDE_A_NAME
    return [word for word in folded(text).split() if word not in common]


class FacilityNames:
    """Facilities by the sounds of their words."""

    def __init__(self, facilities: Sequence[FacilityEntry]) -> None:
        self.entries = facilities
        self.names = {
            sector: Names(
                (" ".join(name_words(entry.name)) or folded(entry.name), number)
                for number, entry in enumerate(facilities)
                if entry.sector == sector
            )
            for sector in {entry.sector for entry in facilities}
        }
        self._having: dict[str, dict[int, float]] = defaultdict(dict)
        self._length = [0] * len(facilities)
        self._in_commune: dict[UUID, list[int]] = defaultdict(list)
        for number, entry in enumerate(facilities):
            own = name_words(entry.name)
            self._length[number] = len(own)
            beside = [*name_words(entry.locality), *name_words(entry.commune_name)]
            for word in beside:
                self._having[sounded(word)][number] = _BESIDE
            for word in own:
                self._having[sounded(word)][number] = _IN_NAME
            if entry.commune:
                self._in_commune[entry.commune].append(number)
        self._sounds = sorted(self._having)

    def search(
        self, text: str, *, commune: UUID | None, sector: str | None, limit: int
    ) -> list[FacilityFound]:
        """The facilities that a text may name, best first; all of a commune for an empty text."""
        spoken = folded(text).split()
        sector = sector or sector_of(spoken)
        words = name_words(text)
        if words:
            scores = self._by_words(words)
            for of_sector, names in self.names.items():
                if sector in (None, of_sector):
                    for number, score in names.search(" ".join(words)).items():
                        scores[number] = max(score, scores.get(number, 0))
        else:
            scores = dict.fromkeys(self._in_commune.get(commune, ()) if commune else (), 50.0)
        kinds = {KIND_WORDS[word] for word in spoken if word in KIND_WORDS}
        found = [
            (score + (2 if self.entries[number].kind in kinds else 0), self.entries[number])
            for number, score in scores.items()
            if (sector in (None, self.entries[number].sector))
            and (commune is None or self.entries[number].commune == commune)
        ]
        found.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].cercle, pair[1].id))
        return [_found(min(score, 100), entry) for score, entry in found[:limit]]

    def _by_words(self, words: Sequence[str]) -> dict[int, float]:
        """What has all the words, each somewhere in its name, village or commune."""
        scores: dict[int, float] | None = None
        for at, word in enumerate(words):
            having = self._near(sounded(word), is_last=at == len(words) - 1)
            if scores is None:
                scores = having
            else:
                scores = {n: scores[n] + having[n] for n in scores.keys() & having.keys()}
        return {
            number: 96 * score / len(words)
            - _FOR_A_WORD_LEFT_OVER * max(0, min(5, self._length[number] - len(words)))
            for number, score in (scores or {}).items()
        }

    def _near(self, sound: str, *, is_last: bool) -> dict[int, float]:
        found: dict[int, float] = {}

        def take(key: str, factor: float) -> None:
            for number, place in self._having.get(key, {}).items():
                found[number] = max(found.get(number, 0), factor * place)

        take(sound, _EXACT)
        if is_last and len(sound) > 1:
            at = bisect_left(self._sounds, sound)
            while at < len(self._sounds) and self._sounds[at].startswith(sound):
                take(self._sounds[at], _EXACT if self._sounds[at] == sound else _BEGUN)
                at += 1
        if not found:
            for key, wrong, _ in process.extract(
                sound,
                self._sounds,
                scorer=OSA.distance,
                score_cutoff=allowed_mistakes(sound),
                limit=None,
            ):
                take(key, _MISTAKEN - 0.1 * wrong)
        return found


def _found(score: float, entry: FacilityEntry) -> FacilityFound:
    return FacilityFound(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        sector=entry.sector,
        commune=entry.commune,
        commune_name=entry.commune_name,
        cercle=entry.cercle,
        score=round(score, 1),
    )
