"""What a round says, laid out to be read: its nodes in their order, with a column for each group.

The same for those who work on it (from results) and for the public (from what was shown at the
release): only where the scores come from differs.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext

from benkan.apps.assessments.models import InstrumentVersion, Node
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.measures import ruler_over
from benkan.apps.assessments.rules import comparing
from benkan.apps.assessments.rules.comparing import INDEX, Change, Scored, Tree
from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.apps.assessments.rules.own_indicators import is_own
from benkan.methods.barometer.scoring import Mark
from benkan.methods.barometer.steps import Reading, reading
from benkan.methods.barometer.weak import weak_leaves

MOST_WEAK = 5


@dataclass(frozen=True)
class Column:
    """A group, or several that are shown as one."""

    id: UUID
    label: str
    people: int | None
    is_provider: bool


@dataclass(frozen=True)
class Value:
    """A score of a node from 0 to 1; None where nothing was scored."""

    node: UUID
    column: UUID | None
    score: float | None
    coverage: float
    gap: float | None


@lru_cache(maxsize=5000)
def _reading(score: float) -> Reading:
    """Once for each score: a table has some hundreds, and many are the same."""
    return reading(Fraction(score))


@dataclass(frozen=True)
class Cell:
    """A score as it is shown: points from 0 to 100."""

    score: float | None

    @property
    def points(self) -> int | None:
        return None if self.score is None else round(self.score * 100)

    @property
    def reading(self) -> Reading | None:
        return None if self.score is None else _reading(self.score)

    @property
    def words(self) -> str:
        """One of nine, in the reader's language; nothing where nothing was scored."""
        return gettext(found.words) if (found := self.reading) else ""

    @property
    def shade(self) -> str:
        """The step as a name of a class: `m4` to `p4`; nothing where nothing was scored."""
        found = self.reading
        return "" if found is None else f"{'m' if found.step < 0 else 'p'}{abs(found.step)}"


@dataclass(frozen=True)
class Line:
    """A node with its scores. `lowest` and `highest` name the two columns that are the furthest apart;
    `change`: since the round before, where there is one."""

    id: UUID
    code: str
    name: str
    question: str
    level: int
    is_leaf: bool
    is_local: bool
    all: Cell
    coverage: float
    gap: float | None
    cells: tuple[Cell, ...]
    lowest: str
    highest: str
    change: Change | None

    @property
    def gap_points(self) -> int | None:
        return None if self.gap is None else round(self.gap * 100)


@dataclass(frozen=True)
class WeakLine:
    """A leaf below a half, and by how many points the index would rise, were it at its best."""

    line: Line
    costs: int


@dataclass(frozen=True)
class Told:
    """A round as it is read. `index` is of all together; `lines` in the order of the tree."""

    index: Cell
    coverage: float
    columns: tuple[Column, ...]
    index_cells: tuple[Cell, ...]
    lines: tuple[Line, ...]
    weak: tuple[WeakLine, ...]
    change: Change | None

    @property
    def criteria(self) -> list[Line]:
        return [line for line in self.lines if line.level == 0]

    @property
    def by_gap(self) -> list[Line]:
        """The leaves on which groups are the furthest apart, the furthest first."""
        apart = [line for line in self.lines if line.is_leaf and line.gap]
        return sorted(apart, key=lambda line: -(line.gap or 0))[:MOST_WEAK]

    @property
    def covered(self) -> int:
        return round(self.coverage * 100)


def told(
    version: UUID,
    *,
    columns: Sequence[Column],
    values: Iterable[Value],
    index: float | None,
    coverage: float | None,
    language: str,
    before: Scored | None = None,
    after: Scored | None = None,
) -> Told:
    """Lay it out, in two queries: the nodes and their words."""
    nodes = asked_in(version, language=language)
    found: dict[tuple[UUID, UUID | None], Value] = {}
    for value in values:
        found[value.node, value.column] = value
    tops, walked = _walked(nodes)
    lines = [
        _line(node, level, found, columns, _change(node.code, before, after))
        for node, level in walked
    ]
    return Told(
        index=Cell(index),
        coverage=coverage or 0.0,
        columns=tuple(columns),
        index_cells=tuple(Cell(_index_of(tops, found, column.id)) for column in columns),
        lines=tuple(lines),
        weak=_weak(nodes, version, found, lines, index),
        change=_change(INDEX, before, after),
    )


def group_label(kind: str, name: str) -> str:
    """A group in the reader's language."""
    label = gettext(GroupKind(kind).label)
    return f"{label}, {name}" if name else label


def named_together(labels: Sequence[str]) -> str:
    """Groups that are shown as one, as one says it: “Women, men and young people”."""
    first, *others = [labels[0], *(label[0].lower() + label[1:] for label in labels[1:])]
    if not others:
        return first
    before = ", ".join([first, *others[:-1]])
    return gettext("%(before)s and %(last)s") % {"before": before, "last": others[-1]}


def trees(versions: Collection[UUID]) -> dict[UUID, Tree]:
    """What versions ask, in two queries."""
    digests = dict(InstrumentVersion.objects.filter(pk__in=versions).values_list("pk", "digest"))
    nodes: dict[UUID, list[comparing.Branch]] = {}
    rows = Node.objects.filter(version__in=versions).values_list(
        "version_id", "id", "parent_id", "code", "scale", "worst", "best"
    )
    for version, id_, parent, code, scale, worst, best in rows:
        ends = (scale, worst, best) if worst is not None and best is not None else None
        nodes.setdefault(version, []).append(comparing.Branch(id_, parent, code, ends))
    return {
        version: comparing.tree(version, digest, nodes.get(version, []))
        for version, digest in digests.items()
    }


def scored(tree: Tree, index: float | None, values: Iterable[tuple[str, float | None]]) -> Scored:
    """What a round came to, by codes."""
    scores = {code: score for code, score in values if score is not None}
    return Scored(tree, scores if index is None else {**scores, INDEX: index})


def _walked(nodes: Sequence[AskedNode]) -> tuple[list[AskedNode], list[tuple[AskedNode, int]]]:
    """The nodes below the index, and all of them in the order of the tree with their level; a single
    criterion that holds all others is the index itself."""
    below: dict[UUID | None, list[AskedNode]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node)
    tops = below.get(None, [])
    if len(tops) == 1 and tops[0].leaf is None:
        tops = below.get(tops[0].id, [])
    walked: list[tuple[AskedNode, int]] = []

    def walk(node: AskedNode, level: int) -> None:
        walked.append((node, level))
        for child in below.get(node.id, []):
            walk(child, level + 1)

    for top in tops:
        walk(top, 0)
    return tops, walked


def _line(
    node: AskedNode,
    level: int,
    found: Mapping[tuple[UUID, UUID | None], Value],
    columns: Sequence[Column],
    change: Change | None,
) -> Line:
    whole = found.get((node.id, None))
    beside = [found.get((node.id, column.id)) for column in columns]
    cells = tuple(Cell(value.score if value else None) for value in beside)
    apart = [
        (cell.score, column.label)
        for cell, column in zip(cells, columns, strict=True)
        if cell.score is not None
    ]
    low, high = (min(apart), max(apart, key=lambda one: one[0])) if len(apart) > 1 else (None, None)
    return Line(
        id=node.id,
        code=node.code,
        name=node.name,
        question=node.words.question,
        level=level,
        is_leaf=node.leaf is not None,
        is_local=node.is_local,
        all=Cell(whole.score if whole else None),
        coverage=whole.coverage if whole else 0.0,
        gap=high[0] - low[0] if low and high else None,
        cells=cells,
        lowest=low[1] if low else "",
        highest=high[1] if high else "",
        change=change,
    )


def _change(code: str, before: Scored | None, after: Scored | None) -> Change | None:
    if before is None or after is None:
        return None
    return comparing.change(code, before=before, after=after)


def _index_of(
    tops: Sequence[AskedNode], found: Mapping[tuple[UUID, UUID | None], Value], column: UUID
) -> float | None:
    """The index of a column: the weighted mean of what it scored just below."""
    there = [
        (float(top.weight), value.score)
        for top in tops
        if (value := found.get((top.id, column))) and value.score is not None
    ]
    weight = sum(weight for weight, _ in there)
    return sum(weight * score for weight, score in there) / weight if weight else None


def _weak(
    nodes: Sequence[AskedNode],
    version: UUID,
    found: Mapping[tuple[UUID, UUID | None], Value],
    lines: Sequence[Line],
    index: float | None,
) -> tuple[WeakLine, ...]:
    model = ruler_over([one for one in nodes if not is_own(one.asked_of)], version=version)
    if not model.leaves:
        return ()
    marks = dict.fromkeys((place.node.id for place in model.places), Mark(None, Fraction()))
    for (node, column), value in found.items():
        if column is None and str(node) in marks and value.score is not None:
            marks[str(node)] = Mark(Fraction(value.score), Fraction(value.coverage))
    if index is not None:
        marks[model.root.id] = Mark(Fraction(index), Fraction(1))
    by_id = {str(line.id): line for line in lines}
    return tuple(
        WeakLine(by_id[weak.leaf], round(weak.costs * 100))
        for weak in weak_leaves(model, marks)[:MOST_WEAK]
        if weak.leaf in by_id
    )
