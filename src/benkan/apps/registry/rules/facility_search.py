"""Find a health centre or a school by the words of its name, its village and its commune."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benkan.apps.registry.rules.common_words import ARTICLES
from benkan.apps.registry.rules.facility_rows import Facilities, FacilityEntry
from benkan.apps.registry.rules.name_search import Names
from benkan.apps.registry.rules.packed import Groups
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

    def __init__(self, facilities: Iterable[FacilityEntry]) -> None:
        self.entries = entries = Facilities(facilities)
        every = range(len(entries))
        self.names = {
            sector: Names(
                (" ".join(name_words(entries.name(number))) or folded(entries.name(number)), number)
                for number in every
                if entries.sector(number) == sector
            )
            for sector in {entries.sector(number) for number in every}
        }
        self._length = bytes(min(255, len(name_words(entries.name(number)))) for number in every)
        in_commune: dict[int | None, list[int]] = defaultdict(list)
        for number in every:
            in_commune[entries.commune(number)].append(number)
        self._communes = sorted(at for at in in_commune if at is not None)
        self._in_commune = Groups(in_commune[at] for at in self._communes)
        self._index_words()

    def _index_words(self) -> None:
        """Which facilities have a word of a sound in their name, and which beside it."""
        sound = cache(sounded)
        named: dict[str, list[int]] = defaultdict(list)
        beside: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.entries)):
            own = set(map(sound, name_words(self.entries.name(number))))
            around = f"{self.entries.locality(number)} {self.entries.commune_name(number)}"
            for one in own:
                named[one].append(number)
            for one in set(map(sound, name_words(around))) - own:
                beside[one].append(number)
        # Compared by the thousand at each search: these alone are texts of their own.
        self._sounds = sorted(named.keys() | beside.keys())
        self._named = Groups(named[sound] for sound in self._sounds)
        self._beside = Groups(beside[sound] for sound in self._sounds)

    def search(
        self, text: str, *, commune: UUID | None, sector: str | None, limit: int
    ) -> list[FacilityFound]:
        """The facilities that a text may name, best first; all of a commune for an empty text."""
        spoken = folded(text).split()
        sector = sector or sector_of(spoken)
        words = name_words(text)
        at = None if commune is None else self.entries.commune_of(commune)
        if words:
            scores = self._by_words(words)
            for of_sector, names in self.names.items():
                if sector in (None, of_sector):
                    for number, score in names.search(" ".join(words)).items():
                        scores[number] = max(score, scores.get(number, 0))
        else:
            scores = dict.fromkeys(self._all_in(at), 50.0)
        kinds = {KIND_WORDS[word] for word in spoken if word in KIND_WORDS}
        ranked = {
            number: score + (2 if kinds and self.entries.kind(number) in kinds else 0)
            for number, score in scores.items()
            if (sector in (None, self.entries.sector(number)))
            and (commune is None or at == self.entries.commune(number))
        }
        return [
            _found(min(ranked[number], 100), self.entries[number])
            for number in self._best(ranked, limit)
        ]

    def _best(self, scores: dict[int, float], limit: int) -> list[int]:
        last = sorted(scores.values(), reverse=True)[:limit][-1:]
        # Names are made only of those that may be among the first.
        near = [number for number in scores if [scores[number]] >= last]
        return sorted(near, key=lambda number: (-scores[number], self.entries.order(number)))[
            :limit
        ]

    def _all_in(self, commune: int | None) -> tuple[int, ...]:
        if commune is None:
            return ()
        at = bisect_left(self._communes, commune)
        is_there = at < len(self._communes) and self._communes[at] == commune
        return self._in_commune[at] if is_there else ()

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

        def take(at: int, factor: float) -> None:
            for numbers, place in ((self._named[at], _IN_NAME), (self._beside[at], _BESIDE)):
                for number in numbers:
                    found[number] = max(found.get(number, 0), factor * place)

        at = bisect_left(self._sounds, sound)
        if at < len(self._sounds) and self._sounds[at] == sound:
            take(at, _EXACT)
            at += 1
        if is_last and len(sound) > 1:
            while at < len(self._sounds) and self._sounds[at].startswith(sound):
                take(at, _BEGUN)
                at += 1
        if not found:
            for _, wrong, at in process.extract(
                sound,
                self._sounds,
                scorer=OSA.distance,
                score_cutoff=allowed_mistakes(sound),
                limit=None,
            ):
                take(at, _MISTAKEN - 0.1 * wrong)
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
