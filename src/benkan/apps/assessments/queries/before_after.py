"""Two measures of one barometer side by side: the endline against the baseline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.assessments.models import Group, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.measures import answers_of
from benkan.apps.assessments.queries.stakeholders import group_label
from benkan.apps.assessments.rules.kinds import Purpose
from benkan.apps.assessments.rules.measuring import Answer, Branch, as_round, measured, ruler
from benkan.apps.assessments.rules.restitution import Reading, points, read
from benkan.methods.barometer.barometer import Barometer
from benkan.methods.barometer.changes import OTHER_LEAVES, Change
from benkan.methods.barometer.model import Model


@dataclass(frozen=True)
class Moved:
    """A node in both measures. `change`: points, None where the two cannot be compared; `other`: the
    questions that only one of the two scored."""

    code: str
    name: str
    level: int
    is_local: bool
    before: Reading
    after: Reading
    change: int | None
    other: tuple[str, ...]

    @property
    def state(self) -> str:
        """up, down, same; empty where nothing can be said."""
        if self.change is None:
            return ""
        return "up" if self.change > 0 else "down" if self.change < 0 else "same"

    @property
    def fall(self) -> int:
        """By how many points it went down."""
        return -(self.change or 0)


@dataclass(frozen=True)
class OfMeasure:
    """One of the two: which, when, by whom."""

    id: UUID
    purpose: Purpose
    number: int
    opened_at: datetime
    closed_at: datetime | None
    groups: tuple[str, ...]
    people: int | None


@dataclass(frozen=True)
class BeforeAfter:
    """The two measures. `is_same_ruler`: they asked the same in every weight and scale; else what is
    compared is the universal model alone, and local questions one by one in `local`."""

    before: OfMeasure
    after: OfMeasure
    is_same_ruler: bool
    index: Moved
    nodes: tuple[Moved, ...]
    local: tuple[Moved, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def not_compared(self) -> list[Moved]:
        """The sub-criteria with questions that only one of the two scored."""
        return [line for line in self.nodes if line.level > 1 and line.other]

    @property
    def same_groups(self) -> bool:
        return self.before.groups == self.after.groups


def earlier_measures(found: Round) -> list[tuple[UUID, Purpose, int]]:
    """Closed measures before this one, the baseline first, in one query."""
    rows = Round.objects.filter(
        assessment=found.assessment_id, number__lt=found.number, closed_at__isnull=False
    ).order_by("number")
    told = [(row.pk, Purpose(row.purpose), row.number) for row in rows]
    return sorted(told, key=lambda one: (one[1] is not Purpose.BASELINE, one[2]))


def before_after(found: Round, since: UUID, *, language: str) -> BeforeAfter:
    """What changed from one measure to a later one, in ten queries. A mean is compared only over the
    same questions on the same ruler: elsewhere no change is given, and the page says why."""
    earlier = Round.objects.select_related("version").get(pk=since, assessment=found.assessment_id)
    old = asked_in(earlier.version_id, language=language)
    new = asked_in(found.version_id, language=language)
    is_same = earlier.version_id == found.version_id or _ruler(old) == _ruler(new)
    shared = _shared(old, new, is_same=is_same)
    kept = [node for node in new if node.id in set(shared.values())]
    model = ruler([_branch(node) for node in kept], version="shared")
    then = [_moved_to(one, shared) for one in answers_of(earlier) if one.node in shared]
    now = [one for one in answers_of(found) if str(one.node) in model.leaves]
    before = as_round(then, model=model, name="before")
    after = measured(model, now, name="after", before=before)
    earlier_marks = measured(model, then, name="before")
    names = {str(node.id): node for node in new}
    moved = _moved(model, earlier_marks, after, names)
    return BeforeAfter(
        before=_measure(earlier),
        after=_measure(found),
        is_same_ruler=is_same,
        index=moved[0],
        nodes=tuple(moved[1:]),
        local=() if is_same else _local(old, new, earlier, found, language),
        only_before=_only(old, new),
        only_after=_only(new, old),
    )


def _shared(old: list[AskedNode], new: list[AskedNode], *, is_same: bool) -> dict[UUID, UUID]:
    """Nodes of the earlier version that the later one repeats, to their ids there: all of one ruler,
    else those of the house."""
    of_new = {node.code if is_same else str(node.core): node.id for node in new}
    return {
        node.id: of_new[key]
        for node in old
        if (is_same or not node.is_local)
        and (key := node.code if is_same else str(node.core)) in of_new
    }


def _local(
    old: list[AskedNode],
    new: list[AskedNode],
    earlier: Round,
    found: Round,
    language: str,
) -> tuple[Moved, ...]:
    """Local questions that both measures asked on one scale, each by itself."""
    known = {node.code: node for node in old if node.is_local and node.leaf}
    same = [
        node
        for node in new
        if node.is_local and node.code in known and _scale(node) == _scale(known[node.code])
    ]
    if not same:
        return ()
    to = {known[node.code].id: node.id for node in same}
    model = ruler([Branch(n.id, None, n.name, n.weight, n.leaf) for n in same], version="local")
    then = [_moved_to(one, to) for one in answers_of(earlier) if one.node in to]
    before = as_round(then, model=model, name="before")
    after = measured(model, answers_of(found), name="after", before=before)
    names = {str(node.id): node for node in new}
    moved = _moved(model, measured(model, then, name="before"), after, names)
    return tuple(line for line in moved if line.is_local)


def _moved(
    model: Model, before: Barometer, after: Barometer, names: Mapping[str, AskedNode]
) -> list[Moved]:
    changes = {change.node: change for change in after.changes}
    return [
        _line(
            names.get(place.node.id),
            place.level,
            read(before.marks[place.node.id]),
            read(after.marks[place.node.id]),
            changes[place.node.id],
            names,
        )
        for place in model.places
        if place.level <= 2 or len(model.places) < 12
    ]


def _line(
    node: AskedNode | None,
    level: int,
    before: Reading,
    after: Reading,
    change: Change,
    names: Mapping[str, AskedNode],
) -> Moved:
    other = change.leaves if change.reason == OTHER_LEAVES else ()
    return Moved(
        code=node.code if node else "",
        name=node.name if node else "",
        level=level,
        is_local=bool(node and node.is_local),
        before=before,
        after=after,
        change=_points(change),
        other=tuple(names[leaf].name for leaf in other if leaf in names),
    )


def _points(change: Change) -> int | None:
    if change.size is None:
        return None
    size = points(abs(change.size))
    return size if change.size > 0 else -size


def _measure(found: Round) -> OfMeasure:
    groups = (
        Group.objects.filter(round=found, scores__edition=found.edition)
        .distinct()
        .order_by("kind", "name")
    )
    return OfMeasure(
        id=found.pk,
        purpose=Purpose(found.purpose),
        number=found.number,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
        groups=tuple(map(group_label, groups)),
        people=found.people,
    )


def _only(these: Iterable[AskedNode], those: Iterable[AskedNode]) -> tuple[str, ...]:
    known = {node.code for node in those}
    return tuple(node.name for node in these if node.leaf and node.code not in known)


def _ruler(nodes: Iterable[AskedNode]) -> set[tuple[object, ...]]:
    """What decides a score, whatever the words: the like of the digest of a version."""
    codes = {node.id: node.code for node in nodes}
    return {
        (node.code, codes.get(node.parent) if node.parent else None, node.weight, _scale(node))
        for node in nodes
    }


def _scale(node: AskedNode) -> tuple[object, ...]:
    leaf = node.leaf
    return (leaf.scale, leaf.worst, leaf.best) if leaf else ()


def _branch(node: AskedNode) -> Branch:
    return Branch(node.id, node.parent, node.name, node.weight, node.leaf)


def _moved_to(answer: Answer, to: Mapping[UUID, UUID]) -> Answer:
    return Answer(to[answer.node], answer.group, answer.value, answer.tally, answer.people)
