"""What is printed and typed of a round: its questions in the order of the paper, and its groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext, override

from benkan.apps.assessments.models import Group, Round, Score
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules.kinds import GroupKind, Kind, Purpose
from benkan.apps.assessments.rules.papers import Block, Question, heads_of, in_blocks, way_of
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.registry import queries as registry

ON_PAPER = "fr"
"""Paper is in French, whoever prints it."""


@dataclass(frozen=True)
class PaperRound:
    """What stands at the head of each sheet."""

    id: UUID
    title: str
    kind: Kind
    purpose: Purpose
    number: int
    place: str
    version: UUID
    edition: int
    is_open: bool
    is_released: bool


@dataclass(frozen=True)
class PaperGroup:
    """A group with what tells its sheet from another. `sheets`: how many came in for this edition."""

    id: UUID
    kind: GroupKind
    name: str
    is_provider: bool
    people: int | None
    met_on: date | None
    sheets: int

    @property
    def mark(self) -> str:
        """Stands on the paper and beside the boxes, so that the right paper is typed: `3A9C-21F0`."""
        plain = self.id.hex[:8].upper()
        return f"{plain[:4]}-{plain[4:]}"


def paper_round(found: Round) -> PaperRound:
    """The head of every sheet of a round, in the queries of one place."""
    return PaperRound(
        id=found.pk,
        title=found.assessment.title,
        kind=Kind(found.kind),
        purpose=Purpose(found.purpose),
        number=found.number,
        place=registry.place_card(found.place_id).name,
        version=found.version_id,
        edition=found.edition,
        is_open=found.closed_at is None and found.released_at is None,
        is_released=found.released_at is not None,
    )


def paper_groups(found: Round) -> list[PaperGroup]:
    """The groups in their order, the service last, in one query."""
    rows = Group.objects.filter(round=found).annotate(
        came=Count("sheets", filter=Q(sheets__edition=F("round__edition")))
    )
    return [
        PaperGroup(
            id=row.pk,
            kind=GroupKind(row.kind),
            name=row.name,
            is_provider=row.is_provider,
            people=row.people,
            met_on=row.met_on,
            sheets=row.came,
        )
        for row in rows.order_by("is_provider", "position", "id")
    ]


def held_by_group(found: Round) -> dict[tuple[str, UUID], Decimal]:
    """What holds of each group at each question, by node and group, in one query."""
    rows = Score.objects.filter(
        round=found, edition=found.edition, state=Score.State.HOLDS, group__isnull=False
    ).values_list("node", "group", "value")
    return {(str(node), group): value for node, group, value in rows if group and value is not None}


def questions_on_paper(
    nodes: Sequence[AskedNode], *, kind: Kind, is_provider: bool
) -> list[Question]:
    """What is asked of a group, branch after branch; what only the service answers stands on its paper."""
    names = {node.id: node.name for node in nodes}
    mine = [node for node in _branch_by_branch(nodes) if _is_asked(node, is_provider)]
    made = []
    for number, node in enumerate(mine, start=1):
        assert node.leaf is not None, "only leaves are asked"
        scale = node.leaf.scale
        made.append(
            Question(
                node=str(node.id),
                number=number,
                code=node.code,
                text=node.leaf.question,
                scale=scale,
                way=way_of(kind, scale, is_provider=is_provider),
                anchors=_own_words(node.words.anchors, scale),
                section=names.get(node.parent, "") if node.parent else "",
                unit=node.unit,
                needs_evidence=node.needs_evidence,
            )
        )
    return made


def blocks_on_paper(card: PaperRound, *, is_provider: bool) -> list[Block]:
    """The tables of a group's sheet, in two queries."""
    nodes = asked_in(card.version, language=ON_PAPER)
    return in_blocks(questions_on_paper(nodes, kind=card.kind, is_provider=is_provider))


def _own_words(anchors: Mapping[str, str], scale: Scale) -> Mapping[str, str]:
    """Nothing where a question only repeats what stands above every box."""
    with override(ON_PAPER):
        usual = {head.level: gettext(head.words) for head in heads_of(scale) if head.words}
    return {} if dict(anchors) == usual else anchors


def _is_asked(node: AskedNode, is_provider: bool) -> bool:
    return node.leaf is not None and (is_provider or node.asked_of != "provider")


def _branch_by_branch(nodes: Sequence[AskedNode]) -> Iterable[AskedNode]:
    """Each branch with what is below it, before the next one."""
    below: dict[UUID | None, list[AskedNode]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node)

    def walk(parent: UUID | None) -> Iterable[AskedNode]:
        for node in below.get(parent, ()):
            yield node
            yield from walk(node.id)

    return walk(None)
