"""Two versions of a text, article beside article, with the words that came and those that went.

Articles that bear one number in both versions are compared. What is left over may have been given
another number: an old and a new article whose words are much the same are taken for one. Headings and
what stands before the first article are compared as pieces without a number, in their order.

Anybody may ask for a comparison, and finding the words that changed can take minutes where a text is
very long or says one word a thousand times. So a comparison has a bounded effort: where it is spent,
an article is shown as it was and as it is, whole.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from benkan.apps.commitments.rules.articles import Piece
from benkan.kit.refusals import N_

RENUMBERED_FROM = 0.7
"""How much alike, from 0 to 1, an old and a new article are that are taken for one renumbered."""

SHORTEST_RENUMBERED = 8
"""Words below which two articles are alike by chance."""

MOST_TRIED = 40
"""Left-over articles that are tried against each other: a text written anew is not searched."""

EFFORT = 3_000_000
"""Steps that one comparison may take: half a second, and more than any law we know of needs."""

REMEMBERED = 4
"""Comparisons that are kept at hand: versions never change, and one is read by many in turn."""


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Change.SAME: N_("Unchanged"),
    Change.CHANGED: N_("Changed"),
    Change.RENUMBERED: N_("Renumbered"),
    Change.ADDED: N_("New"),
    Change.REMOVED: N_("Taken out"),
}


class Kind(StrEnum):
    """What became of some words: in both versions, in the new one alone, in the old one alone."""

    KEPT = "kept"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True)
class Words:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Compared:
    """An article of two versions. `number` is the new one where there is one; `was` the old number of
    a renumbered article; the words of heading and body one after the other."""

    change: Change
    number: str
    was: str
    heading: tuple[Words, ...]
    body: tuple[Words, ...]


def compared(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Compared, ...]:
    """The pieces of both versions in the order of the new one; what was taken out stands where it
    stood. The words kept and gone make the old text, those kept and come the new one, exactly."""
    return _compared(tuple(old), tuple(new))


@lru_cache(maxsize=REMEMBERED)
def _compared(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> tuple[Compared, ...]:
    effort = _Effort()
    pairs = _pairs(old, new, effort)
    return tuple(
        _compare(old[a] if a is not None else None, new[b] if b is not None else None, effort)
        for a, b in _in_order(pairs, len(old), len(new))
    )


def words_of(text: str) -> list[str]:
    """Words, the spaces between them and the signs beside them, so that joined they are the text."""
    return re.findall(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]", text)


class _Spent(Exception):
    """The effort that a comparison may take is spent."""


class _Effort:
    """How many steps a comparison may still take."""

    def __init__(self) -> None:
        self._left = EFFORT

    def take(self, steps: int) -> None:
        if steps > self._left:
            raise _Spent  # what is left may do for a shorter article
        self._left -= steps


class _Matcher(SequenceMatcher[str]):
    """The matcher of the library, which counts its steps. Spaces match beside words, never alone."""

    def __init__(self, was: Sequence[str], now: Sequence[str], effort: _Effort) -> None:
        self._effort, self._was, self._counts = effort, was, Counter(now)
        effort.take(len(was) + len(now))
        super().__init__(str.isspace, was, now, autojunk=False)

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        words = (word for word in self._was[alo:ahi] if not word.isspace())
        self._effort.take(sum(1 + self._counts[word] for word in words))
        return super().find_longest_match(alo, ahi, blo, bhi)


def _pairs(old: Sequence[Piece], new: Sequence[Piece], effort: _Effort) -> dict[int, int]:
    """Which piece of the new version answers to which of the old."""
    there = {key: at for at, key in enumerate(_keys(new))}
    pairs = {at: there[key] for at, key in enumerate(_keys(old)) if key in there}
    taken = set(pairs.values())
    left = [at for at in range(len(old)) if at not in pairs and old[at].number][:MOST_TRIED]
    free = [at for at in range(len(new)) if at not in taken and new[at].number][:MOST_TRIED]
    words = {b: words_of(new[b].body) for b in free}
    for a in left:
        was = words_of(old[a].body)
        alike = max(((_likeness(was, words[b], effort), -b) for b in free), default=(0.0, 0))
        if alike[0] >= RENUMBERED_FROM:
            pairs[a] = -alike[1]
            free.remove(-alike[1])
    return pairs


def _keys(pieces: Sequence[Piece]) -> list[tuple[str, str, int]]:
    """What each piece is known by: its number, or its heading and the how-manieth it is of that name."""
    seen: Counter[str] = Counter()
    keys = []
    for piece in pieces:
        keys.append(
            (piece.number, "", 0) if piece.number else ("", piece.heading, seen[piece.heading])
        )
        if not piece.number:
            seen[piece.heading] += 1
    return keys


def _likeness(was: Sequence[str], now: Sequence[str], effort: _Effort) -> float:
    """How much alike two articles are; not at all where there is no time left to find out."""
    if min(len(was), len(now)) < SHORTEST_RENUMBERED:
        return 0.0
    try:
        matcher = _Matcher(was, now, effort)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < RENUMBERED_FROM:
            return 0.0
        return matcher.ratio()
    except _Spent:
        return 0.0


def _in_order(pairs: dict[int, int], olds: int, news: int) -> list[tuple[int | None, int | None]]:
    """The order of the new version; what was taken out follows what stood before it."""
    back = {b: a for a, b in pairs.items()}
    gone = [at for at in range(olds) if at not in pairs]
    order: list[tuple[int | None, int | None]] = []
    for b in range(news):
        a = back.get(b)
        while a is not None and gone and gone[0] < a:
            order.append((gone.pop(0), None))
        order.append((a, b))
    return order + [(a, None) for a in gone]


def _compare(old: Piece | None, new: Piece | None, effort: _Effort) -> Compared:
    was, now = old or Piece("", "", ""), new or Piece("", "", "")
    return Compared(
        change=_change(old, new),
        number=now.number if new else was.number,
        was=was.number if old and new and was.number != now.number else "",
        heading=_difference(was.heading, now.heading, effort),
        body=_difference(was.body, now.body, effort),
    )


def _change(old: Piece | None, new: Piece | None) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    if old.number != new.number:
        return Change.RENUMBERED
    return Change.SAME if old == new else Change.CHANGED


def _difference(old: str, new: str, effort: _Effort) -> tuple[Words, ...]:
    if old == new:
        return (Words(Kind.KEPT, old),) if old else ()
    was, now = words_of(old), words_of(new)
    try:
        changes = _Matcher(was, now, effort).get_opcodes()
    except _Spent:
        changes = [("replace", 0, len(was), 0, len(now))]
    found: list[Words] = []
    for kind, a, b, c, d in changes:
        if kind == "equal":
            found.append(Words(Kind.KEPT, "".join(was[a:b])))
            continue
        if b > a:
            found.append(Words(Kind.WENT, "".join(was[a:b])))
        if d > c:
            found.append(Words(Kind.CAME, "".join(now[c:d])))
    return tuple(found)
