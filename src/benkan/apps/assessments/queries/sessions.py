"""A prepared session: all that is needed to score with the groups of a round where there is no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.assessments.models import Group, Node, NodeText, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.recordings import Heard, heard_in
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.apps.assessments.rules import WORKERS, GroupKind
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
class Session:
    """A round as it is taken along. `words`: the questions in each language that they are written in."""

    round: UUID
    title: str
    place: str
    service: str
    kind: str
    version: UUID
    is_open: bool
    languages: tuple[str, ...]
    groups: tuple[SessionGroup, ...]
    leaves: tuple[AskedNode, ...]
    words: Mapping[UUID, Mapping[str, str]]
    heard: Heard

    @property
    def sounds(self) -> int:
        """How many recordings there are to listen to, in all languages."""
        return sum(len(voices) for pieces in self.heard.values() for voices in pieces.values())


def session_of(round_id: UUID, *, programme: UUID, actor: Actor, language: str = "fr") -> Session:
    """What the round asks and whom, in the order in which it is asked, for those who work on it; in
    eight queries. Recordings that somebody has listened to again, in all languages.

    Raises:
        NotFound: there is no such round for the actor.
    """
    seen = rounds_seen_by(actor, programme, *WORKERS).select_related("assessment")
    found = seen.filter(pk=round_id).first()
    if found is None:
        raise NotFound()
    leaves = tuple(node for node in asked_in(found.version_id, language=language) if node.leaf)
    heard = heard_in(programme, {leaf.core for leaf in leaves})
    groups = tuple(map(_group, Group.objects.filter(round=found).order_by("position", "id")))
    spoken = {code for pieces in heard.values() for voices in pieces.values() for code in voices}
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
        leaves=leaves,
        words=_words(leaves),
        heard=heard,
    )


def leaves_asked_of(group: UUID) -> set[UUID]:
    """The questions that the round of a group asks now, in one query."""
    of = Round.objects.filter(groups=group)
    leaves = Node.objects.filter(version__in=of.values("version")).exclude(scale="")
    return set(leaves.values_list("pk", flat=True))


def _words(leaves: tuple[AskedNode, ...]) -> dict[UUID, dict[str, str]]:
    words: dict[UUID, dict[str, str]] = {}
    rows = NodeText.objects.filter(node__in={leaf.core for leaf in leaves}, part="question")
    for node, language, text in rows.values_list("node_id", "language", "words"):
        words.setdefault(node, {})[language] = text
    return words


def _group(row: Group) -> SessionGroup:
    return SessionGroup(
        id=row.pk,
        kind=GroupKind(row.kind),
        name=row.name,
        language=row.language,
        is_provider=row.is_provider,
        people=row.people,
    )
