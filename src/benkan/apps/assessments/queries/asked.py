"""What a round asks: its leaves in their order, with words in a language."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from benkan.apps.assessments.models import Node, NodeText
from benkan.apps.assessments.rules.scales import LEVELS, Asked, Scale

_FALLBACK = ("fr", "en")


@dataclass(frozen=True)
class Words:
    """Words of a node in one language, anchors by their level."""

    label: str = ""
    definition: str = ""
    question: str = ""
    anchors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AskedNode:
    """A node of a version. `core`: what it is compared by, itself where it is local or of the house."""

    id: UUID
    core: UUID
    parent: UUID | None
    code: str
    weight: Decimal
    is_local: bool
    asked_of: str
    leaf: Asked | None
    unit: str
    source_type: str
    needs_evidence: bool
    words: Words

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels to choose from; empty for a branch, and where a number is given."""
        return LEVELS.get(self.leaf.scale, ()) if self.leaf else ()

    @property
    def name(self) -> str:
        return self.words.label or self.words.question or self.code


def asked_in(version: UUID, *, language: str = "fr") -> list[AskedNode]:
    """All nodes of a version in their order, in two queries. Words that are missing in the language are
    taken from French, then English; a node of the house keeps its words there."""
    rows = list(Node.objects.filter(version=version).order_by("position", "code"))
    words = words_of({row.core_id or row.pk for row in rows}, language=language)
    return [_asked(row, words.get(row.core_id or row.pk, Words())) for row in rows]


def words_of(nodes: Collection[UUID], *, language: str = "fr") -> dict[UUID, Words]:
    """The words of nodes in a language, in one query."""
    order = [language, *(code for code in _FALLBACK if code != language)]
    texts = NodeText.objects.filter(node__in=nodes, language__in=order)
    found: dict[UUID, Words] = {}
    for text in sorted(texts, key=lambda one: order.index(one.language)):
        words = found.setdefault(text.node_id, Words())
        if not text.words:
            continue
        if text.part == NodeText.Part.ANCHOR:
            words.anchors.setdefault(text.level, text.words)
        elif not getattr(words, text.part):
            object.__setattr__(words, text.part, text.words)
    return found


def _asked(row: Node, words: Words) -> AskedNode:
    leaf = None
    if row.scale:
        assert row.worst is not None, "a leaf has a worst"
        assert row.best is not None, "a leaf has a best"
        question = words.question or words.label or row.code
        leaf = Asked(Scale(row.scale), row.worst, row.best, question)
    return AskedNode(
        id=row.pk,
        core=row.core_id or row.pk,
        parent=row.parent_id,
        code=row.code,
        weight=row.weight,
        is_local=row.is_local,
        asked_of=row.asked_of,
        leaf=leaf,
        unit=row.unit,
        source_type=row.source_type,
        needs_evidence=row.needs_evidence,
        words=words,
    )
