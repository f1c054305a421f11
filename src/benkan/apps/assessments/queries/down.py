"""The way down: from a figure to what each group said of it, and from there to the sheets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from benkan.apps.assessments.models import Group, Round, Score, Sheet, SheetLine
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.told import Cell, group_label
from benkan.apps.assessments.rules.joint import Way
from benkan.apps.assessments.rules.scales import Tally
from benkan.apps.registry import queries as registry
from benkan.kit.refusals import NotFound
from benkan.methods.barometer.model import Leaf
from benkan.methods.barometer.rounds import counted
from benkan.methods.barometer.scorecard import spread

MOST_SHEETS = 100
FILES = {"photo": "photo", "voix": "voice", "document": "evidence_file"}
"""What may come with an answer, by the word of its address."""


@dataclass(frozen=True)
class GroupSaid:
    """What holds of a group at a question. `by_level`: how many chose each level of the scale; `middle`:
    the median of the people who answered one by one, with the least and the most they gave."""

    id: UUID
    label: str
    is_provider: bool
    is_conflict: bool
    score: Cell
    value: Decimal | None
    people: int | None
    by_level: tuple[int, ...]
    middle: Decimal | None
    least: Decimal | None
    most: Decimal | None
    reason: str
    suggestion: str
    evidence: str
    evidence_on: date | None
    is_contested: bool


@dataclass(frozen=True)
class JointSaid:
    """What the representatives of all groups took: the mean of the groups, or a value of their own."""

    is_mean: bool
    value: Decimal | None
    score: Cell
    reason: str
    is_contested: bool


@dataclass(frozen=True)
class SheetRef:
    """A sheet that answers the question; `edition` since when."""

    sheet: UUID
    group: str
    way: str
    scored_on: date
    received_at: datetime
    edition: int


@dataclass(frozen=True)
class AskedDown:
    """A question with all that was said to it, in the edition that is worked on."""

    node: AskedNode
    joint: JointSaid | None
    groups: tuple[GroupSaid, ...]
    sheets: tuple[SheetRef, ...]


@dataclass(frozen=True)
class LineOfSheet:
    name: str
    node: UUID
    value: Decimal | None
    tally: tuple[tuple[str, int], ...]
    people: int | None
    reason: str
    suggestion: str
    evidence: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class SheetDown:
    """A sheet as it came, line by line in the order of the questions."""

    id: UUID
    group: str
    way: str
    scored_on: date
    received_at: datetime
    author: str
    edition: int
    note: str
    lines: tuple[LineOfSheet, ...]


def asked_down(found: Round, node_id: UUID, *, language: str) -> AskedDown:
    """A question and what was said to it, in five queries.

    Raises:
        NotFound: this round does not ask it.
    """
    node = {one.id: one for one in asked_in(found.version_id, language=language)}.get(node_id)
    if node is None or node.leaf is None:
        raise NotFound()
    groups = Group.objects.filter(round=found).order_by("is_provider", "position")
    scores = {
        row.group_id: row
        for row in Score.objects.filter(round=found, edition=found.edition, node=node_id)
    }
    joint = scores.get(None)
    lines = SheetLine.objects.filter(node=node_id, sheet__round=found).select_related(
        "sheet__group"
    )
    return AskedDown(
        node=node,
        joint=_joint(node, joint) if joint else None,
        groups=tuple(
            _said(node, group, score) for group in groups if (score := scores.get(group.pk))
        ),
        sheets=tuple(
            _ref(line.sheet) for line in lines.order_by("-sheet__received_at", "id")[:MOST_SHEETS]
        ),
    )


def sheets_of(found: Round) -> list[SheetRef]:
    """All sheets of a round, the last to come first, at most a hundred, in one query."""
    rows = Sheet.objects.filter(round=found).select_related("group")
    return [_ref(row) for row in rows.order_by("-received_at", "id")[:MOST_SHEETS]]


def sheet_down(found: Round, sheet_id: UUID, *, language: str) -> SheetDown:
    """A sheet of the round with its lines, in five queries.

    Raises:
        NotFound: the round has none such.
    """
    row = Sheet.objects.filter(pk=sheet_id, round=found).select_related("group").first()
    if row is None:
        raise NotFound()
    lines = {line.node_id: line for line in SheetLine.objects.filter(sheet=row)}
    nodes = asked_in(found.version_id, language=language)
    return SheetDown(
        id=row.pk,
        group=group_label(row.group.kind, row.group.name),
        way=row.way,
        scored_on=row.scored_on,
        received_at=row.received_at,
        author=registry.names_of([row.author_id]).get(row.author_id, ""),
        edition=row.edition,
        note=row.note,
        lines=tuple(_line(node, lines[node.id]) for node in nodes if node.id in lines),
    )


def _said(node: AskedNode, group: Group, score: Score) -> GroupSaid:
    tally: Tally = score.tally
    counts = counted({int(level): count for level, count in tally.items() if count})
    told = spread(counts) if counts else None
    return GroupSaid(
        id=group.pk,
        label=group_label(group.kind, group.name),
        is_provider=group.is_provider,
        is_conflict=score.state == Score.State.CONFLICT,
        score=_cell(node, score),
        value=score.value,
        people=score.people or group.people,
        by_level=tuple(tally.get(level, 0) for level in node.levels) if tally else (),
        middle=_decimal(told.median) if told else None,
        least=_decimal(told.lowest) if told else None,
        most=_decimal(told.highest) if told else None,
        reason=score.reason,
        suggestion=score.suggestion,
        evidence=score.evidence,
        evidence_on=score.evidence_on,
        is_contested=score.is_contested,
    )


def _joint(node: AskedNode, score: Score) -> JointSaid:
    return JointSaid(
        score.way == Way.MEAN, score.value, _cell(node, score), score.reason, score.is_contested
    )


def _cell(node: AskedNode, score: Score) -> Cell:
    if score.value is None or node.leaf is None:
        return Cell(None)
    leaf = Leaf(Fraction(node.leaf.worst), Fraction(node.leaf.best))
    return Cell(float(leaf.score(Fraction(score.value))))


def _ref(row: Sheet) -> SheetRef:
    return SheetRef(
        sheet=row.pk,
        group=group_label(row.group.kind, row.group.name),
        way=row.way,
        scored_on=row.scored_on,
        received_at=row.received_at,
        edition=row.edition,
    )


def _line(node: AskedNode, line: SheetLine) -> LineOfSheet:
    tally: Mapping[str, int] = line.tally
    return LineOfSheet(
        name=node.name,
        node=node.id,
        value=line.value,
        tally=tuple(_by_level(node, tally)),
        people=sum(tally.values()) if tally else None,
        reason=line.reason,
        suggestion=line.suggestion,
        evidence=line.evidence,
        files=tuple(kind for kind, column in FILES.items() if getattr(line, column)),
    )


def _by_level(node: AskedNode, tally: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    for level in node.levels:
        if tally.get(level):
            yield node.words.anchors.get(level, level), tally[level]


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def file_of(found: Round, sheet_id: UUID, node_id: UUID, *, kind: str) -> UUID:
    """The photo, the voice note or the document that came with an answer, in one query.

    Raises:
        NotFound: there is none such.
    """
    if kind not in FILES:
        raise NotFound()
    rows = SheetLine.objects.filter(sheet=sheet_id, sheet__round=found, node=node_id)
    file = rows.values_list(FILES[kind], flat=True).first()
    if file is None:
        raise NotFound()
    return UUID(str(file))
