"""What groups can hear of a round, and what is still to be recorded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from benkan.apps.assessments.models import Node, Recording, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules.languages import QUESTION, pieces_of
from benkan.apps.assessments.rules.scales import Scale

Heard = Mapping[UUID, Mapping[str, Mapping[str, UUID]]]
"""By node (where its words are kept), piece and language: the recording that groups hear."""


class State(StrEnum):
    """How far the voice of a piece is in a language."""

    MISSING = "missing"
    OLD = "old"
    TO_HEAR = "to_hear"
    READY = "ready"


@dataclass(frozen=True)
class Piece:
    """A question or a level as it is to be said. `words` are in the language, or in French."""

    node: UUID
    piece: str
    scale: Scale
    question: str
    words: str
    state: State
    recording: UUID | None = None
    speaker: str = ""
    recorded_by: UUID | None = None
    recorded_at: datetime | None = None


def heard_in(programme: UUID, nodes: Collection[UUID]) -> Heard:
    """Recordings that somebody listened to, of these nodes, in one query."""
    rows = Recording.objects.filter(
        programme=programme, node__in=nodes, reviewed_at__isnull=False
    ).values_list("node_id", "piece", "language", "file")
    found: dict[UUID, dict[str, dict[str, UUID]]] = {}
    for node, piece, language, file in rows:
        found.setdefault(node, {}).setdefault(piece, {})[language] = file
    return found


def file_of(found: Round, *, node: UUID, piece: str, language: str) -> UUID | None:
    """The recording of a piece of a question that this round asks, in one query; None: there is none."""
    asked = Node.objects.filter(pk=node, version=found.version_id)
    return (
        Recording.objects.filter(
            Q(node__in=asked.values("core")) | Q(node__in=asked.values("pk")),
            programme=found.programme_id,
            piece=piece,
            language=language,
        )
        .values_list("file", flat=True)
        .first()
    )


def pieces_in(found: Round, *, language: str) -> list[Piece]:
    """All that a round has to say in a language, question by question, in three queries."""
    leaves = [node for node in asked_in(found.version_id, language=language) if node.leaf]
    rows = Recording.objects.filter(
        programme=found.programme_id, node__in=[leaf.core for leaf in leaves], language=language
    )
    known = {(row.node_id, row.piece): row for row in rows}
    return [
        _piece(leaf, leaf.leaf.scale, piece, known.get((leaf.core, piece)))
        for leaf in leaves
        if leaf.leaf
        for piece in pieces_of(leaf.leaf.scale)
    ]


def ready_in(found: Round, leaves: Sequence[AskedNode]) -> dict[str, int]:
    """How many pieces of a round can be heard in each language that has any, in one query."""
    counts: dict[str, int] = {}
    for pieces in heard_in(found.programme_id, [leaf.core for leaf in leaves]).values():
        for languages in pieces.values():
            for language in languages:
                counts[language] = counts.get(language, 0) + 1
    return counts


def words_for(leaf: AskedNode, piece: str) -> str:
    """The words that a speaker says, or puts into her language; empty where a level has none of its own."""
    if piece == QUESTION:
        return leaf.words.question or leaf.words.label or leaf.code
    return leaf.words.anchors.get(piece, "")


def _piece(leaf: AskedNode, scale: Scale, piece: str, row: Recording | None) -> Piece:
    words = words_for(leaf, piece)
    question = words_for(leaf, QUESTION)
    if row is None:
        return Piece(leaf.id, piece, scale, question, words, State.MISSING)
    state = State.READY if row.reviewed_at else State.TO_HEAR
    if row.words != words:
        state = State.OLD
    return Piece(
        leaf.id,
        piece,
        scale,
        question,
        words,
        state,
        row.file,
        row.speaker,
        row.recorded_by_id,
        row.recorded_at,
    )
