"""Two versions of a text, article beside article, with the words that came and those that went.

Articles that bear one number in both versions are compared. What is left over may have been given
another number: an old and a new article whose words are much the same are taken for one. Headings and
what stands before the first article are compared as pieces without a number, in their order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from benkan.apps.commitments.rules.articles import Piece
from benkan.kit.refusals import N_

RENUMBERED_FROM = 0.7
"""How much alike, from 0 to 1, an old and a new article are that are taken for one renumbered."""

SHORTEST_RENUMBERED = 8
"""Words below which two articles are alike by chance."""

MOST_TRIED = 40
"""Left-over articles that are tried against each other: a text written anew is not searched."""


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
    pairs = _pairs(old, new)
    return tuple(
        _compare(old[a] if a is not None else None, new[b] if b is not None else None)
        for a, b in _in_order(pairs, len(old), len(new))
    )


def words_of(text: str) -> list[str]:
    """Words, the spaces between them and the signs beside them, so that joined they are the text."""
    return re.findall(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]", text)


def _pairs(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    """Which piece of the new version answers to which of the old."""
    there = {_key(new, at): at for at in range(len(new))}
    pairs = {at: there[key] for at in range(len(old)) if (key := _key(old, at)) in there}
    taken = set(pairs.values())
    left = [at for at in range(len(old)) if at not in pairs and old[at].number][:MOST_TRIED]
    free = [at for at in range(len(new)) if at not in taken and new[at].number][:MOST_TRIED]
    for a in left:
        alike = max(((_likeness(old[a], new[b]), -b) for b in free), default=(0.0, 0))
        if alike[0] >= RENUMBERED_FROM:
            pairs[a] = -alike[1]
            free.remove(-alike[1])
    return pairs


def _key(pieces: Sequence[Piece], at: int) -> tuple[str, str, int]:
    """What a piece is known by: its number, or its heading and the how-manieth it is of that name."""
    piece = pieces[at]
    if piece.number:
        return piece.number, "", 0
    before = [one.heading for one in pieces[:at] if not one.number]
    return "", piece.heading, before.count(piece.heading)


def _likeness(old: Piece, new: Piece) -> float:
    was, now = words_of(old.body), words_of(new.body)
    if min(len(was), len(now)) < SHORTEST_RENUMBERED:
        return 0.0
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.real_quick_ratio() < RENUMBERED_FROM or matcher.quick_ratio() < RENUMBERED_FROM:
        return 0.0
    return matcher.ratio()


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


def _compare(old: Piece | None, new: Piece | None) -> Compared:
    was, now = old or Piece("", "", ""), new or Piece("", "", "")
    return Compared(
        change=_change(old, new),
        number=now.number if new else was.number,
        was=was.number if old and new and was.number != now.number else "",
        heading=_difference(was.heading, now.heading),
        body=_difference(was.body, now.body),
    )


def _change(old: Piece | None, new: Piece | None) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    if old.number != new.number:
        return Change.RENUMBERED
    return Change.SAME if old == new else Change.CHANGED


def _difference(old: str, new: str) -> tuple[Words, ...]:
    was, now = words_of(old), words_of(new)
    found: list[Words] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words(Kind.KEPT, "".join(was[a:b])))
            continue
        if b > a:
            found.append(Words(Kind.WENT, "".join(was[a:b])))
        if d > c:
            found.append(Words(Kind.CAME, "".join(now[c:d])))
    return tuple(found)
