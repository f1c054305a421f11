"""What each stakeholder group of a barometer has said so far, criterion by criterion."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext

from benkan.apps.assessments.models import Group, Round, Score, SheetLine
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.barometer_model import seen_barometer
from benkan.apps.assessments.queries.tree import Branch, tree_of
from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class Cell:
    """How far a group has come in a criterion: answered questions, those that wait for a person since
    sheets differ, and those without the proof that they ask for."""

    criterion: str
    name: str
    done: int
    of: int
    conflicts: int
    lacking: int

    @property
    def is_done(self) -> bool:
        return self.done >= self.of


@dataclass(frozen=True)
class GroupRow:
    """A stakeholder group with its cells, in the order of the criteria."""

    id: UUID
    label: str
    people: int | None
    met_on: date | None
    cells: list[Cell]

    @property
    def done(self) -> int:
        return sum(cell.done for cell in self.cells)

    @property
    def of(self) -> int:
        return sum(cell.of for cell in self.cells)


@dataclass(frozen=True)
class Progress:
    """All groups by all criteria."""

    criteria: list[Branch]
    groups: list[GroupRow]


@dataclass(frozen=True)
class Said:
    """A question with what the group said; `value` None: nothing yet, or sheets that differ. `seen`: how
    many sheets have answered it."""

    node: AskedNode
    value: Decimal | None
    reason: str
    evidence: str
    evidence_on: date | None
    score: UUID | None
    file: UUID | None
    is_contested: bool
    is_conflict: bool
    seen: int


@dataclass(frozen=True)
class GroupPage:
    """What a group says in one criterion: sub-criterion by sub-criterion."""

    group: UUID
    label: str
    people: int | None
    met_on: date | None
    criterion: AskedNode
    subs: list[tuple[AskedNode, list[Said]]]
    before: str
    after: str


def group_label(group: Group) -> str:
    """The group in the reader's language, with what tells it from another of its kind."""
    label = gettext(GroupKind(group.kind).label)
    return f"{label}, {group.name}" if group.name else label


def progress_of(found: Round, *, language: str) -> Progress:
    """How far each group has come, in four queries."""
    criteria = tree_of(asked_in(found.version_id, language=language))
    groups = Group.objects.filter(round=found).order_by("position")
    scores: dict[UUID, dict[UUID, Score]] = {}
    for score in Score.objects.filter(round=found, edition=found.edition, group__isnull=False):
        assert score.group_id is not None, "of a group"
        scores.setdefault(score.group_id, {})[score.node_id] = score
    return Progress(
        criteria,
        [
            GroupRow(
                id=group.pk,
                label=group_label(group),
                people=group.people,
                met_on=group.met_on,
                cells=[_cell(branch, scores.get(group.pk, {})) for branch in criteria],
            )
            for group in groups
        ],
    )


def group_page(found: Round, group: UUID, criterion: str, *, language: str) -> GroupPage:
    """What a group said in a criterion, in five queries.

    Raises:
        NotFound: the round has no such group or criterion.
    """
    row = Group.objects.filter(round=found, pk=group).first()
    criteria = tree_of(asked_in(found.version_id, language=language))
    codes = [branch.node.code for branch in criteria]
    if row is None or criterion not in codes:
        raise NotFound()
    at = codes.index(criterion)
    asked = [leaf.id for leaf in criteria[at].leaves]
    held = Score.objects.filter(round=found, edition=found.edition, group=row, node__in=asked)
    scores = {score.node_id: score for score in held}
    lines = SheetLine.objects.filter(
        sheet__group=row, sheet__edition=found.edition, node__in=asked
    ).values_list("node", flat=True)
    seen = Counter(lines)
    return GroupPage(
        group=row.pk,
        label=group_label(row),
        people=row.people,
        met_on=row.met_on,
        criterion=criteria[at].node,
        subs=[
            (sub.node, [_said(leaf, scores.get(leaf.id), seen[leaf.id]) for leaf in sub.leaves])
            for sub in criteria[at].below
        ],
        before=codes[at - 1] if at else "",
        after=codes[at + 1] if at + 1 < len(codes) else "",
    )


def proof_of(round_id: UUID, score: UUID, *, programme: UUID, actor: Actor) -> UUID | None:
    """The document behind a score, for those who may see the round, in two queries.

    Raises:
        NotFound: there is no such score in it.
    """
    found = seen_barometer(round_id, programme=programme, actor=actor)
    row = Score.objects.filter(round=found, pk=score).first()
    if row is None:
        raise NotFound()
    return row.evidence_file


def lacks_proof(node: AskedNode, score: Score) -> bool:
    """Whether a question asks for a proof and the answer names none."""
    return node.needs_evidence and not (score.evidence or score.evidence_file)


def _cell(branch: Branch, scores: dict[UUID, Score]) -> Cell:
    found = [(leaf, scores[leaf.id]) for leaf in branch.leaves if leaf.id in scores]
    held = [(leaf, score) for leaf, score in found if score.state == Score.State.HOLDS]
    return Cell(
        criterion=branch.node.code,
        name=branch.node.name,
        done=len(held),
        of=len(branch.leaves),
        conflicts=len(found) - len(held),
        lacking=sum(lacks_proof(leaf, score) for leaf, score in held),
    )


def _said(leaf: AskedNode, score: Score | None, seen: int) -> Said:
    if score is None:
        return Said(leaf, None, "", "", None, None, None, False, False, seen)
    return Said(
        node=leaf,
        value=score.value,
        reason=score.reason,
        evidence=score.evidence,
        evidence_on=score.evidence_on,
        score=score.pk,
        file=score.evidence_file,
        is_contested=score.is_contested,
        is_conflict=score.state == Score.State.CONFLICT,
        seen=seen,
    )
