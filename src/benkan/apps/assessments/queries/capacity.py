"""What an organisation scored itself, what was found, what it plans, and how it moves from year to year."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.assessments.models import Group, Improvement, Round, Score
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules.kinds import GroupKind


@dataclass(frozen=True)
class Level:
    """A level that holds, with why; `anchor`: what the level says."""

    value: int
    anchor: str
    reason: str
    evidence: str
    is_verified: bool


@dataclass(frozen=True)
class Question:
    """A question with what the organisation says of itself and what somebody else found."""

    node: AskedNode
    branch: str
    own: Level | None
    found: Level | None

    @property
    def differs(self) -> bool:
        return bool(self.own and self.found and self.own.value != self.found.value)


@dataclass(frozen=True)
class Planned:
    """An item of the plan. `moved`: from which level to which at the next round, where there is one."""

    id: UUID
    question: str
    text: str
    support: str
    due_on: date
    done_on: date | None
    finding: str
    moved: tuple[int, int] | None


@dataclass(frozen=True)
class Year:
    """One closed round: its index by version, for comparison within one version only."""

    round: UUID
    number: int
    day: date
    index: float | None
    same_questions: bool
    levels: dict[str, int]


def questions_of(found: Round, *, language: str) -> list[Question]:
    """The questions of a capacity round in their order, in four queries."""
    nodes = asked_in(found.version_id, language=language)
    labels = {node.id: node.name for node in nodes}
    groups = dict(Group.objects.filter(round=found).values_list("pk", "kind"))
    scores = Score.objects.filter(
        round=found, edition=found.edition, group__in=groups, state=Score.State.HOLDS
    )
    held = {(score.node_id, groups[score.group_id]): score for score in scores if score.group_id}
    return [
        Question(
            node,
            labels.get(node.parent, "") if node.parent else "",
            _level(node, held.get((node.id, GroupKind.OWN))),
            _level(node, held.get((node.id, GroupKind.VERIFIERS))),
        )
        for node in nodes
        if node.leaf
    ]


def planned_in(found: Round, *, language: str) -> list[Planned]:
    """The plan of an organisation, the soonest first, in at most six queries."""
    items = list(Improvement.objects.filter(round=found).select_related("node").order_by("due_on"))
    names = {
        node.id: node.words.label or node.words.question
        for node in asked_in(found.version_id, language=language)
    }
    before = _levels([found])
    following = (
        Round.objects.filter(assessment=found.assessment_id, number__gt=found.number)
        .exclude(closed_at=None)
        .order_by("number")
        .first()
    )
    after = _levels([following]) if following else {}
    return [
        Planned(
            id=item.pk,
            question=names.get(item.node_id, item.node.code),
            text=item.text,
            support=item.support,
            due_on=item.due_on,
            done_on=item.done_on,
            finding=item.finding,
            moved=_moved(
                before.get(found.pk, {}).get(item.node.code),
                after.get(following.pk, {}).get(item.node.code) if following else None,
            ),
        )
        for item in items
    ]


def years_of(found: Round) -> list[Year]:
    """The closed rounds of the same organisation, earliest first, in two queries. `same_questions` says
    with which of them this one may be compared."""
    rounds = list(
        Round.objects.filter(assessment=found.assessment_id)
        .exclude(closed_at=None)
        .order_by("number")
    )
    levels = _levels(rounds)
    return [
        Year(
            round=one.pk,
            number=one.number,
            day=one.closed_at.date() if one.closed_at else one.opened_at.date(),
            index=one.index,
            same_questions=one.version_id == found.version_id,
            levels=levels.get(one.pk, {}),
        )
        for one in rounds
    ]


def first_unchecked(found: Round) -> str:
    """The first question that asks for a proof and that nobody else has checked; none: empty. In three
    queries."""
    rows = Score.objects.filter(round=found, edition=found.edition, group__kind=GroupKind.VERIFIERS)
    checked = set(rows.values_list("node_id", flat=True))
    left = [
        node.name
        for node in asked_in(found.version_id)
        if node.leaf and node.needs_evidence and node.id not in checked
    ]
    return left[0] if left else ""


def _level(node: AskedNode, score: Score | None) -> Level | None:
    if score is None or score.value is None:
        return None
    value = int(score.value)
    return Level(
        value=value,
        anchor=node.words.anchors.get(str(value), ""),
        reason=score.reason,
        evidence=score.evidence,
        is_verified=score.verified_at is not None,
    )


def _levels(rounds: list[Round]) -> dict[UUID, dict[str, int]]:
    """The level that holds by round and code: what was found where somebody checked, else its own."""
    editions = {one.pk: one.edition for one in rounds}
    rows = (
        Score.objects.filter(round__in=rounds, state=Score.State.HOLDS)
        .exclude(group=None)
        .select_related("node", "group")
    )
    found: dict[UUID, dict[str, int]] = {}
    for score in sorted(rows, key=lambda one: one.group is not None and not one.group.is_provider):
        if score.edition == editions[score.round_id] and score.value is not None:
            found.setdefault(score.round_id, {})[score.node.code] = int(score.value)
    return found


def _moved(before: int | None, after: int | None) -> tuple[int, int] | None:
    return None if before is None or after is None else (before, after)
