"""What a barometer asks, and how it came to ask that: the universal model, local questions, versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from benkan.apps.assessments import rules
from benkan.apps.assessments.models import InstrumentVersion, Node, Round, Sheet
from benkan.apps.assessments.queries.asked import AskedNode, Words, asked_in, words_of
from benkan.apps.assessments.queries.scope import rounds_seen_by, seen_round
from benkan.apps.assessments.queries.tree import Branch, tree_of
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.local_indicators import LEVEL_WORDS, LocalIndicator
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.assessments.rules.versions_compared import Difference, Told, differences
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound

MOST_VERSIONS = 20


@dataclass(frozen=True)
class Part:
    """A sub-criterion with its questions, each with the words of its levels, the worst first."""

    node: AskedNode
    questions: list[tuple[AskedNode, list[str]]]

    @property
    def has_local(self) -> bool:
        """Whether a question of the commune stands below it."""
        return any(leaf.is_local for leaf, _ in self.questions)


@dataclass(frozen=True)
class BarometerModel:
    """The questions of a barometer. `number` 0: the universal model alone, without a version of one's own.
    `is_draft`: local questions may be written now; `may_begin`: a draft may be opened."""

    criteria: list[tuple[AskedNode, list[Part]]]
    number: int
    reason: str
    universal: int
    local: int
    source: str
    is_draft: bool
    may_begin: bool
    is_answered: bool


@dataclass(frozen=True)
class VersionLine:
    """A version with why it was made and what changed since the one before; the first stands on the
    universal model. `scores_differ`: scores of the two are of two rulers."""

    number: int
    reason: str
    made_at: datetime
    is_draft: bool
    rounds: int
    differences: list[Difference]

    @property
    def scores_differ(self) -> bool:
        return any(one.is_of_ruler for one in self.differences)


def seen_barometer(round_id: UUID, *, programme: UUID, actor: Actor) -> Round:
    """The round, if it is a barometer within the actor's sight, in one query.

    Raises:
        NotFound: there is none.
    """
    found = seen_round(round_id, programme=programme, actor=actor)
    if found.kind != Kind.BAROMETER:
        raise NotFound()
    return found


def barometer_model(found: Round, *, actor: Actor, language: str) -> BarometerModel:
    """What the round asks and whether it may be changed now, in six queries."""
    version = InstrumentVersion.objects.select_related("instrument").get(pk=found.version_id)
    nodes = asked_in(version.pk, language=language)
    leaves = [node for node in nodes if node.leaf]
    is_own = version.instrument.programme_id is not None
    is_answered = Sheet.objects.filter(round=found).exists()
    is_shared = Round.objects.filter(version=version).exclude(pk=found.pk).exists()
    may_write = (
        rounds_seen_by(actor, found.programme_id, *rules.RELEASERS).filter(pk=found.pk).exists()
        and not is_answered
        and found.closed_at is None
    )
    is_draft = is_own and version.frozen_at is None and not is_shared
    return BarometerModel(
        criteria=[(one.node, list(map(_part, one.below))) for one in tree_of(nodes)],
        number=version.number if is_own else 0,
        reason=version.reason,
        universal=sum(not node.is_local for node in leaves),
        local=sum(node.is_local for node in leaves),
        source=version.instrument.source,
        is_draft=is_draft and may_write,
        may_begin=may_write and not is_draft,
        is_answered=is_answered,
    )


def local_indicator(node: UUID, *, version: UUID) -> LocalIndicator:
    """A local question of a version, as it was written down, in two queries.

    Raises:
        NotFound: there is none, or it is of the universal model.
    """
    row = Node.objects.filter(pk=node, version=version, is_local=True).exclude(scale="").first()
    if row is None:
        raise NotFound()
    french = words_of([row.pk], language="fr").get(row.pk, Words())
    return LocalIndicator(
        label={"fr": french.label},
        question={"fr": french.question},
        scale=Scale(row.scale),
        worst=row.worst,
        best=row.best,
        unit=row.unit,
        weight=row.weight,
        source_type=row.source_type,
        needs_evidence=row.needs_evidence,
        anchors=french.anchors,
    )


def versions_of(found: Round, *, language: str) -> list[VersionLine]:
    """The commune's own versions, the latest first, each beside the one before it; five queries."""
    own = list(
        InstrumentVersion.objects.filter(
            instrument=found.assessment.instrument_id, instrument__programme__isnull=False
        ).order_by("-number")[: MOST_VERSIONS + 1]
    )
    read = {version.pk for version in own} | {version.core_id for version in own if version.core_id}
    told = _told({each for each in read if each is not None}, language=language)
    used = list(Round.objects.filter(version__in=own).values_list("version", flat=True))
    lines = []
    for at, version in enumerate(own[:MOST_VERSIONS]):
        before = own[at + 1].pk if at + 1 < len(own) else version.core_id
        lines.append(
            VersionLine(
                number=version.number,
                reason=version.reason,
                made_at=version.made_at,
                is_draft=version.frozen_at is None,
                rounds=used.count(version.pk),
                differences=differences(
                    told.get(before, []) if before else [], told.get(version.pk, [])
                ),
            )
        )
    return lines


def levels_of(node: AskedNode) -> list[tuple[str, str]]:
    """The levels of a question with their words in the reader's language, the worst first; none where
    a number is given."""
    assert node.leaf is not None, "a question has a scale"
    plain_words = LEVEL_WORDS.get(node.leaf.scale, {})
    return [
        (level, node.words.anchors.get(level) or gettext(plain_words.get(level, level)))
        for level in node.levels
    ]


def _part(branch: Branch) -> Part:
    return Part(branch.node, [(leaf, [w for _, w in levels_of(leaf)]) for leaf in branch.leaves])


def _told(versions: set[UUID], *, language: str) -> dict[UUID, list[Told]]:
    rows = list(
        Node.objects.filter(version__in=versions)
        .select_related("parent")
        .order_by("position", "code")
    )
    words = words_of({row.core_id or row.pk for row in rows}, language=language)
    found: dict[UUID, list[Told]] = {}
    for row in rows:
        told = _as_told(row, words.get(row.core_id or row.pk, Words()))
        found.setdefault(row.version_id, []).append(told)
    return found


def _as_told(row: Node, words: Words) -> Told:
    return Told(
        code=row.code,
        name=words.label or words.question or row.code,
        is_local=row.is_local,
        aspects={
            "question": words.question,
            "name": words.label,
            "parent": row.parent.code if row.parent else "",
            "weight": plain(row.weight),
            "scale": row.scale,
            "worst": plain(row.worst),
            "best": plain(row.best),
            "anchors": " · ".join(words.anchors[level] for level in sorted(words.anchors)),
        },
    )


def plain(number: object) -> str:
    """A stored number as people write it: without noughts behind the point."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
