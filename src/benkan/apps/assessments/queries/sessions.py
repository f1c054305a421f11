"""A prepared session: all that is needed to score with the groups of a round where there is no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from benkan.apps.assessments.models import Group, NodeText, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.apps.assessments.rules import WORKERS, GroupKind
from benkan.apps.assessments.rules.scales import ends
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class SessionGroup:
    """Who sits together; nobody is named. `name` tells two of a kind apart."""

    id: UUID
    kind: GroupKind
    name: str
    language: str
    is_provider: bool
    people: int | None


@dataclass(frozen=True)
class SessionLevel:
    """A level to touch, with its words. `recorded`: in which languages it can be heard."""

    level: str
    words: str
    recorded: tuple[str, ...]


@dataclass(frozen=True)
class SessionLeaf:
    """A question as it is put to a group. `words`: the question in each language that has it; `levels`
    is empty where one number is given, from `least` to `most`."""

    id: UUID
    label: str
    question: str
    words: Mapping[str, str]
    scale: str
    least: Decimal
    most: Decimal
    is_best_low: bool
    unit: str
    levels: tuple[SessionLevel, ...]
    recorded: tuple[str, ...]
    asked_of: str
    needs_evidence: bool


@dataclass(frozen=True)
class Session:
    """A round as it is taken along."""

    round: UUID
    title: str
    place: str
    service: str
    kind: str
    version: UUID
    is_open: bool
    languages: tuple[str, ...]
    groups: tuple[SessionGroup, ...]
    leaves: tuple[SessionLeaf, ...]

    def leaves_for(self, group: SessionGroup) -> tuple[SessionLeaf, ...]:
        """What a group is asked: the provider also its own questions."""
        return tuple(
            leaf for leaf in self.leaves if group.is_provider or leaf.asked_of != "provider"
        )


def session_of(round_id: UUID, *, programme: UUID, actor: Actor, language: str = "fr") -> Session:
    """What the round asks and whom, in the order in which it is asked, for those who work on it; in seven
    queries. Recordings that somebody has listened to again, in all languages.

    Raises:
        NotFound: there is no such round for the actor.
    """
    seen = rounds_seen_by(actor, programme, *WORKERS).select_related("assessment")
    found = seen.filter(pk=round_id).first()
    if found is None:
        raise NotFound()
    nodes = [node for node in asked_in(found.version_id, language=language) if node.leaf]
    texts = _texts({node.core for node in nodes} | {node.id for node in nodes})
    groups = tuple(map(_group, Group.objects.filter(round=found).order_by("position", "id")))
    spoken = {one.language for rows in texts.values() for one in rows if one.audio}
    wished = {*found.languages, *(group.language for group in groups if group.language)}
    return Session(
        round=found.pk,
        title=found.assessment.title,
        place=registry.place_card(found.place_id).name,
        service=found.service,
        kind=found.kind,
        version=found.version_id,
        is_open=found.closed_at is None,
        languages=tuple(sorted(spoken | wished | {"fr"})),
        groups=groups,
        leaves=tuple(_leaf(node, texts.get(node.core, [])) for node in nodes),
    )


def sound_of(
    round_id: UUID, *, node: UUID, part: str, language: str, programme: UUID, actor: Actor
) -> UUID:
    """The file of a recording of a question (`question`) or a level (`anchor-33`) of the round.

    Raises:
        NotFound: there is none, or the round is out of sight.
    """
    found = rounds_seen_by(actor, programme).filter(pk=round_id).first()
    if found is None:
        raise NotFound()
    of, _, level = part.partition("-")
    asked = _node_with_words(found, node)
    row = NodeText.objects.filter(
        node=asked, part=of, level=level, language=language, audio__isnull=False
    ).first()
    if row is None or row.audio is None:
        raise NotFound()
    return row.audio


def _node_with_words(found: Round, node: UUID) -> UUID:
    """Where the words of a node are: a node of the house keeps them there."""
    row = found.version.nodes.filter(pk=node).first()
    if row is None:
        raise NotFound()
    return row.core_id or row.pk


def _texts(nodes: set[UUID]) -> dict[UUID, list[NodeText]]:
    found: dict[UUID, list[NodeText]] = {}
    for text in NodeText.objects.filter(node__in=nodes, part__in=("question", "anchor")):
        if text.audio and text.reviewed_at is None:
            text.audio = None
        found.setdefault(text.node_id, []).append(text)
    return found


def _group(row: Group) -> SessionGroup:
    return SessionGroup(
        id=row.pk,
        kind=GroupKind(row.kind),
        name=row.name,
        language=row.language,
        is_provider=row.is_provider,
        people=row.people,
    )


def _leaf(node: AskedNode, texts: list[NodeText]) -> SessionLeaf:
    assert node.leaf is not None, "only leaves are asked"
    least, most = ends(node.leaf)

    def recorded(part: str, level: str = "") -> tuple[str, ...]:
        told = (one for one in texts if one.audio and (one.part, one.level) == (part, level))
        return tuple(sorted(one.language for one in told))

    return SessionLeaf(
        id=node.id,
        label=node.words.label,
        question=node.leaf.question,
        words={one.language: one.words for one in texts if one.part == "question" and one.words},
        scale=node.leaf.scale,
        least=least,
        most=most,
        is_best_low=node.leaf.best < node.leaf.worst,
        unit=node.unit,
        levels=tuple(
            SessionLevel(level, node.words.anchors.get(level, ""), recorded("anchor", level))
            for level in node.levels
        ),
        recorded=recorded("question"),
        asked_of=node.asked_of,
        needs_evidence=node.needs_evidence,
    )
