"""What groups can hear of a round, and what is still to be recorded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext, override

from benkan.apps.assessments.models import Recording, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules.languages import QUESTION, pieces_of
from benkan.apps.assessments.rules.levels import SHOWN
from benkan.apps.assessments.rules.scales import Scale

Heard = Mapping[UUID | None, Mapping[str, Mapping[str, UUID]]]
"""By node (where its words are kept; None: of all questions), piece and language: what groups hear."""


class State(StrEnum):
    """How far the voice of a piece is in a language."""

    MISSING = "missing"
    OLD = "old"
    TO_HEAR = "to_hear"
    READY = "ready"


@dataclass(frozen=True)
class Home:
    """Where the recording of a piece is: at a question, or (no node) once for all on a scale."""

    node: UUID | None
    piece: str


@dataclass(frozen=True)
class Piece:
    """A question or a level as it is to be said. `words` are in the language, or in French; a level
    that is `for_all` is said once, whichever question shows it."""

    node: UUID
    piece: str
    scale: Scale
    question: str
    words: str
    for_all: bool
    state: State
    recording: UUID | None = None
    speaker: str = ""
    recorded_by: UUID | None = None
    recorded_at: datetime | None = None


def home_of(leaf: AskedNode, piece: str) -> Home:
    """Where a piece of a leaf is recorded: a level without words of its own is the same everywhere."""
    assert leaf.leaf is not None, "only leaves are asked"
    words = words_for(leaf, piece)
    if piece == QUESTION or (words and words not in _plain_words(leaf.leaf.scale, piece)):
        return Home(leaf.core, piece)
    return Home(None, f"{leaf.leaf.scale}-{piece}")


def homes_of(leaves: Iterable[AskedNode]) -> dict[Home, tuple[AskedNode, str]]:
    """All that is to be recorded of leaves, each once, with the first leaf that shows it."""
    found: dict[Home, tuple[AskedNode, str]] = {}
    for leaf in leaves:
        for piece in pieces_of(leaf.leaf.scale) if leaf.leaf else ():
            found.setdefault(home_of(leaf, piece), (leaf, piece))
    return found


def heard_in(programme: UUID, nodes: Collection[UUID]) -> Heard:
    """Recordings that somebody listened to, of these nodes and of all questions, in one query."""
    rows = Recording.objects.filter(
        Q(node__in=nodes) | Q(node=None), programme=programme, reviewed_at__isnull=False
    ).values_list("node_id", "piece", "language", "file")
    found: dict[UUID | None, dict[str, dict[str, UUID]]] = {}
    for node, piece, language, file in rows:
        found.setdefault(node, {}).setdefault(piece, {})[language] = file
    return found


def file_of(found: Round, *, node: UUID, piece: str, language: str) -> UUID | None:
    """The recording of a piece of a question that this round asks, in three queries; None: there is none."""
    leaf = next((one for one in asked_in(found.version_id) if one.id == node), None)
    if leaf is None or leaf.leaf is None or piece not in pieces_of(leaf.leaf.scale):
        return None
    home = home_of(leaf, piece)
    return (
        Recording.objects.filter(
            programme=found.programme_id, node=home.node, piece=home.piece, language=language
        )
        .values_list("file", flat=True)
        .first()
    )


def pieces_in(found: Round, *, language: str) -> list[Piece]:
    """All that a round has to say in a language, question by question, in three queries."""
    homes = homes_of(asked_in(found.version_id, language=language))
    rows = Recording.objects.filter(programme=found.programme_id, language=language)
    known = {Home(row.node_id, row.piece): row for row in rows}
    return [_piece(leaf, piece, home, known.get(home)) for home, (leaf, piece) in homes.items()]


def ready_in(found: Round, nodes: Iterable[AskedNode]) -> tuple[dict[str, int], int]:
    """How many pieces of a round can be heard in each language that has any, and how many there are, in
    one query."""
    homes = homes_of(nodes)
    heard = heard_in(found.programme_id, {home.node for home in homes if home.node})
    counts: dict[str, int] = {}
    for home in homes:
        for language in heard.get(home.node, {}).get(home.piece, {}):
            counts[language] = counts.get(language, 0) + 1
    return counts, len(homes)


def words_for(leaf: AskedNode, piece: str) -> str:
    """The words that a speaker says, or puts into her language; empty where a level has none of its own."""
    if piece == QUESTION:
        return leaf.words.question or leaf.words.label or leaf.code
    return leaf.words.anchors.get(piece, "")


def words_at(home: Home, leaf: AskedNode, piece: str) -> str:
    """The words that a recording says; none where it says the plain word of a level for all questions."""
    return words_for(leaf, piece) if home.node else ""


@cache
def _plain_words(scale: Scale, level: str) -> frozenset[str]:
    """The word of a level in the languages in which packs write it."""
    told = set()
    for shown in SHOWN.get(scale, ()):
        for language in ("fr", "en") if shown.level == level else ():
            with override(language):
                told.add(gettext(shown.word))
    return frozenset(told)


def _piece(leaf: AskedNode, piece: str, home: Home, row: Recording | None) -> Piece:
    assert leaf.leaf is not None, "only leaves are asked"
    words = words_at(home, leaf, piece)
    told = Piece(
        node=leaf.id,
        piece=piece,
        scale=leaf.leaf.scale,
        question=words_for(leaf, QUESTION),
        words=words,
        for_all=home.node is None,
        state=State.MISSING,
    )
    if row is None:
        return told
    state = State.READY if row.reviewed_at else State.TO_HEAR
    return replace(
        told,
        state=State.OLD if row.words != words else state,
        recording=row.file,
        speaker=row.speaker,
        recorded_by=row.recorded_by_id,
        recorded_at=row.recorded_at,
    )
