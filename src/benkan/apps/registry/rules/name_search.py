"""Find names by typing: exact first, then by ear, by beginning, by a later word, by mistake."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benkan.apps.registry.rules.packed import Groups, Texts
from benkan.apps.registry.rules.spelling import allowed_mistakes, sounded

EXACT, BY_EAR, BEGINNING, WORD, WORD_BEGINNING = 100, 97, 92, 88, 84
ONE_MISTAKE = 80
EACH_MORE = 8
_FEWEST_FOR_MISTAKES = 3


class Names:
    """Folded names with the numbers of what they name. One name may stand for several things.

    Built once, never changed, so that threads can share it.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        by_name: dict[str, list[int]] = defaultdict(list)
        for name, number in pairs:
            by_name[name].append(number)
        ordered = sorted(by_name)
        self.names = Texts(ordered)
        self._numbers = Groups(dict.fromkeys(by_name[name]) for name in ordered)
        # Compared by the thousand at each search: these alone are texts of their own.
        self._sounds = [sounded(name) for name in ordered]
        self._by_sound = array("I", sorted(range(len(ordered)), key=self._sounds.__getitem__))
        later = sorted((word, at) for at, name in enumerate(ordered) for word in name.split()[1:])
        self._words = Texts(word for word, _ in later)
        self._with_word = array("I", (at for _, at in later))

    def named(self, folded_name: str) -> tuple[int, ...]:
        """What has exactly this folded name."""
        at = bisect_left(self.names, folded_name)
        found = at < len(self.names) and self.names[at] == folded_name
        return self._numbers[at] if found else ()

    def sounding(self, sound: str) -> tuple[int, ...]:
        """What has a name of this sound."""
        return tuple(n for at in self._sounding(sound) for n in self._numbers[at])

    def _sounding(self, sound: str) -> Iterator[int]:
        first = bisect_left(self._by_sound, sound, key=self._sounds.__getitem__)
        for place in range(first, len(self._by_sound)):
            at = self._by_sound[place]
            if self._sounds[at] != sound:
                return
            yield at

    def nearly(self, sound: str, *, mistakes: int) -> list[tuple[int, tuple[int, ...]]]:
        """What sounds alike but for some mistakes, fewest mistakes first."""
        found = process.extract(
            sound, self._sounds, scorer=OSA.distance, score_cutoff=mistakes, limit=None
        )
        return sorted((int(wrong), self._numbers[at]) for _, wrong, at in found)

    def search(self, query: str) -> dict[int, float]:
        """Everything that a folded query may mean, with a score from 0 to 100."""
        best: dict[int, float] = {}
        for at, score in self._matches(query):
            for number in self._numbers[at]:
                if score > best.get(number, 0):
                    best[number] = score
        return best

    def _matches(self, query: str) -> Iterator[tuple[int, float]]:
        sound = sounded(query)
        for at in self._sounding(sound):
            yield at, EXACT if self.names[at] == query else BY_EAR
        yield from self._beginning(query)
        if len(sound) >= _FEWEST_FOR_MISTAKES:
            yield from self._mistaken(sound)

    def _beginning(self, query: str) -> Iterator[tuple[int, float]]:
        for at in _begun_by(query, self.names):
            longer = min(len(self.names[at]) - len(query), 30)
            yield at, EXACT if longer == 0 else BEGINNING - longer / 10
        for place in _begun_by(query, self._words):
            whole = self._words[place] == query
            yield self._with_word[place], WORD if whole else WORD_BEGINNING

    def _mistaken(self, sound: str) -> Iterator[tuple[int, float]]:
        mistakes = allowed_mistakes(sound)
        whole = process.extract(
            sound, self._sounds, scorer=OSA.distance, score_cutoff=mistakes, limit=None
        )
        for _, wrong, at in whole:
            yield at, ONE_MISTAKE - EACH_MORE * (wrong - 1) if wrong else BY_EAR
        # A name half typed, perhaps with one mistake: compare it with the beginnings.
        begun = process.extract(
            sound,
            [each[: len(sound)] for each in self._sounds],
            scorer=OSA.distance,
            score_cutoff=min(mistakes, 1),
            limit=None,
        )
        for _, wrong, at in begun:
            longer = min(len(self._sounds[at]) - len(sound), 30)
            yield at, (BEGINNING - 3 if wrong == 0 else ONE_MISTAKE - 12) - longer / 10


def _begun_by(query: str, ordered: Texts) -> Iterator[int]:
    """The positions in an ordered list of what begins with the query."""
    at = bisect_left(ordered, query)
    while at < len(ordered) and ordered[at].startswith(query):
        yield at
        at += 1
