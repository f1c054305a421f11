"""Guess which place a message speaks of, from its words alone; rather nothing than a wrong place.

A guess is only ever offered back to the person as a question, but a wrong question costs an SMS and
trust, so a common word, a short one or a name of many villages is not taken for a place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.rules.common_words import AREA_POINTERS, COMMON, LITTLE, POINTERS
from benkan.apps.registry.rules.facility_search import (
    HEALTH_WORDS,
    KIND_WORDS,
    SCHOOL_WORDS,
    FacilityFound,
    sector_of,
)
from benkan.apps.registry.rules.gazetteer import Gazetteer
from benkan.apps.registry.rules.place_rows import PlaceEntry
from benkan.apps.registry.rules.spelling import sounded
from benkan.kit.text import folded

SURE = 60.0
_LONGEST = 5
_MOST_NAMESAKES = 2
_LIKELY = 0.6
_FOR_A_VILLAGE_ELSEWHERE = 2
_FACILITY_WORDS = HEALTH_WORDS | SCHOOL_WORDS
_FIGURES = frozenset(["i", "ii", "iii", "iv", "v", "vi", "1", "2", "3", "4", "5", "6"])
_NOT_A_LETTER = re.compile(r"[\s,.;:!?()\"«»/]+")
_FOR_KIND = {"commune": 12.0, "village": 0.0}


@dataclass(frozen=True)
class Guess:
    """What a message may speak of. `others` are namesakes that it may mean as well."""

    place: UUID
    facility: UUID | None
    score: float
    others: tuple[UUID, ...]


@dataclass(frozen=True)
class _Word:
    folded: str
    is_capital: bool


@dataclass(frozen=True)
class _Span:
    """Some neighbouring words that may be a name."""

    start: int
    end: int
    text: str
    is_pointed_at: bool
    is_area: bool
    is_capital: bool


@dataclass(frozen=True)
class _Candidate:
    span: _Span
    places: tuple[PlaceEntry, ...]
    score: float


def guess(text: str, gazetteer: Gazetteer) -> Guess | None:
    """The best guess with its score from 0 to 100, or None when unsure."""
    words = _words(text)
    spans = list(_spans(words))
    candidates = [c for span in spans for c in _candidates(span, gazetteer)]
    facility = _facility(words, spans, gazetteer)
    if facility is not None:
        return facility
    best = max(candidates, key=_order, default=None)
    if best is None:
        return None
    areas = _areas_beside(best, spans, gazetteer)
    told_apart = [p for p in best.places if areas and not areas.isdisjoint(p.line[1:])]
    chosen, *rest = sorted(told_apart or best.places, key=lambda p: (-p.weight, p.cercle, p.id))
    score = best.score - 5 * min(len(rest), 3)
    if not told_apart and not best.span.is_pointed_at:
        score -= _FOR_A_VILLAGE_ELSEWHERE * len(_villages_elsewhere(best, chosen, gazetteer))
    if score < SURE or _too_many(chosen, rest):
        return None
    return Guess(chosen.id, None, round(min(score, 100), 1), tuple(p.id for p in rest[:4]))


def _order(candidate: _Candidate) -> tuple[float, int]:
    """Longer names tell more, rarer ones too; of two equals the later in the message loses."""
    return (candidate.score - 2 * len(candidate.places), -candidate.span.start)


def _too_many(chosen: PlaceEntry, rest: Sequence[PlaceEntry]) -> bool:
    """Whether the name is borne by so many villages that none of them is likely. A quarter of a
    city is: more people live there than in all its namesakes."""
    people = chosen.weight + sum(place.weight for place in rest)
    return (
        chosen.kind == "village"
        and len(rest) >= _MOST_NAMESAKES
        and chosen.weight < _LIKELY * people
    )


def _villages_elsewhere(
    best: _Candidate, chosen: PlaceEntry, gazetteer: Gazetteer
) -> list[PlaceEntry]:
    """The villages that bear the name of a commune and lie outside it."""
    if chosen.kind != "commune" or "village" not in gazetteer.by_kind:
        return []
    named = gazetteer.by_kind["village"].named(best.span.text)
    villages = [gazetteer.places[number] for number in named]
    return [village for village in villages if chosen.id not in village.line]


def _words(text: str) -> list[_Word]:
    found = []
    for raw in _NOT_A_LETTER.split(text[:500]):
        for at, piece in enumerate(folded(raw).split()):
            found.append(_Word(piece, raw[:1].isupper() or (at > 0 and "'" in raw)))
    return found


def _spans(words: Sequence[_Word]) -> Iterator[_Span]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            piece = words[start:end]
            if piece[0].folded in LITTLE or piece[-1].folded in LITTLE:
                continue
            pointer = _pointer(words, start)
            pointed = pointer != ""
            if not pointed and all(word.folded in COMMON for word in piece):
                continue
            if _begins_beside_a_name(piece):
                continue
            text = " ".join(word.folded for word in piece)
            capital = piece[0].is_capital and start > 0
            yield _Span(start, end, text, pointed, pointer in AREA_POINTERS, capital)


def _begins_beside_a_name(piece: Sequence[_Word]) -> bool:
    """Whether `commune`, `cscom` come before what may be a name; but `commune 4` is one."""
    first, *more = (word.folded for word in piece)
    return bool(more) and first in POINTERS | _FACILITY_WORDS and more[0] not in _FIGURES


def _pointer(words: Sequence[_Word], start: int) -> str:
    """The word that points at a name, as `commune` does in `commune de San`; or nothing."""
    at = start - 1
    while at >= 0 and words[at].folded in LITTLE:
        at -= 1
    return words[at].folded if at >= 0 and words[at].folded in POINTERS else ""


def _candidates(span: _Span, gazetteer: Gazetteer) -> Iterator[_Candidate]:
    sound = sounded(span.text)
    letters = len(span.text.replace(" ", ""))
    if span.is_area or (letters < 4 and not span.is_pointed_at and not span.is_capital):
        return
    for kind, bonus in _FOR_KIND.items():
        names = gazetteer.by_kind.get(kind)
        if names is None:
            continue
        exact = names.named(span.text)
        if exact:
            yield _candidate(span, exact, 62 + bonus, gazetteer)
        elif heard := names.sounding(sound):
            town = _is_a_town(heard, gazetteer)
            if letters >= 5 or span.is_pointed_at or town:
                yield _candidate(span, heard, 56 + bonus + (6 if town else 0), gazetteer)
        elif letters >= 7:
            yield from _mistaken(span, sound, kind, gazetteer)


def _is_a_town(numbers: Sequence[int], gazetteer: Gazetteer) -> bool:
    """Whether a name is that of the seat of a cercle, which people write by ear."""
    places = [gazetteer.places[number] for number in numbers]
    return any(place.kind == "commune" and place.name == place.cercle for place in places)


def _mistaken(span: _Span, sound: str, kind: str, gazetteer: Gazetteer) -> Iterator[_Candidate]:
    """Near names: a letter in a commune's name of seven, two in one of ten, one in a village's of
    eight. Search allows more, but there a person sees the list."""
    if any(word in COMMON for word in span.text.split()):
        return
    allowed = int(len(sound) >= 8)
    if kind == "commune":
        allowed = 1 + (len(sound) >= 10)
    near = gazetteer.by_kind[kind].nearly(sound, mistakes=allowed) if allowed else []
    for wrong, numbers in near[:3]:
        if sound[0] == sounded(gazetteer.places[numbers[0]].name)[:1]:
            yield _candidate(span, numbers, 56 + _FOR_KIND[kind] - 10 * wrong, gazetteer)


def _candidate(
    span: _Span, numbers: Sequence[int], score: float, gazetteer: Gazetteer
) -> _Candidate:
    letters = len(span.text.replace(" ", ""))
    score += min(letters, 14) + (10 if span.is_pointed_at else 0) + (4 if span.is_capital else 0)
    score -= 14 if letters < 5 and not span.is_pointed_at else 0
    return _Candidate(span, tuple(gazetteer.places[number] for number in numbers), score)


def _areas_beside(best: _Candidate, spans: Sequence[_Span], gazetteer: Gazetteer) -> set[UUID]:
    """The communes, cercles and regions that the rest of the message names."""
    found: set[UUID] = set()
    for span in spans:
        if span.end <= best.span.start or span.start >= best.span.end:
            found |= {area.id for area in gazetteer.areas_called(sounded(span.text))}
    return found


def _facility(
    words: Sequence[_Word],
    spans: Sequence[_Span],
    gazetteer: Gazetteer,
) -> Guess | None:
    """A health centre or school by its name right after `cscom`, `csref`, `école`."""
    for at, word in enumerate(words):
        if word.folded not in _FACILITY_WORDS:
            continue
        after = at + 1
        while after < len(words) and words[after].folded in LITTLE | _FACILITY_WORDS | {
            "communautaire",
            "reference",
            "fondamentale",
            "fondamental",
        }:
            after += 1
        sector = sector_of([word.folded])
        for span in sorted(spans, key=lambda span: span.start - span.end):
            if span.start != after or span.is_pointed_at:
                continue
            found = _called(span, sector, word.folded, gazetteer)
            if found is not None and found.commune is not None:
                return Guess(found.commune, found.id, 85.0, ())
    return None


def _called(
    span: _Span, sector: str | None, word: str, gazetteer: Gazetteer
) -> FacilityFound | None:
    """The one facility of that name; None when there are several or none."""
    names = gazetteer.facilities.search(f"{word} {span.text}", commune=None, sector=sector, limit=8)
    good = [
        found
        for found in names
        if found.score >= 95 and found.kind == KIND_WORDS.get(word, found.kind)
    ]
    best = [found for found in good if found.score == good[0].score]
    return best[0] if len(best) == 1 else None
