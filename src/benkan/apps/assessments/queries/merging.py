"""Sheets of one group that say different things, as somebody looks at them to choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from benkan.apps.assessments.models import (
    Group,
    GroupHeadcount,
    GroupSituation,
    Round,
    Score,
    Sheet,
    SheetLine,
)
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.lines import lines_of, sheets_with_other_counts, standing_of
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.apps.assessments.rules.scales import Tally
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class SheetSeen:
    """A sheet as it came: how, when, from whom. `letter` names it on the page: A, B, C…"""

    id: UUID
    letter: str
    way: str
    device: str
    scored_on: date
    received_at: datetime
    author: str
    answers: int


@dataclass(frozen=True)
class AnswerSeen:
    """What a sheet says at a question."""

    line: UUID
    letter: str
    tally: Tally
    value: Decimal | None
    reason: str
    suggestion: str
    has_photo: bool
    has_voice: bool

    @property
    def people(self) -> int | None:
        return sum(self.tally.values()) if self.tally else None


@dataclass(frozen=True)
class Conflict:
    """A question at which sheets say different things."""

    node: AskedNode
    answers: tuple[AnswerSeen, ...]

    @property
    def can_be_added(self) -> bool:
        return all(answer.tally for answer in self.answers)


@dataclass(frozen=True)
class CountConflict:
    """How many people sat there: what holds beside what a sheet says, box by box where they differ."""

    sheet: UUID
    letter: str
    boxes: tuple[tuple[str, int, int], ...]
    people: tuple[int, int]


@dataclass(frozen=True)
class GroupInConflict:
    """A group for which somebody has to choose."""

    id: UUID
    kind: GroupKind
    name: str
    people: int | None
    sheets: tuple[SheetSeen, ...]
    conflicts: tuple[Conflict, ...]
    counts: tuple[CountConflict, ...]

    @property
    def can_be_added(self) -> bool:
        return all(conflict.can_be_added for conflict in self.conflicts)


def conflicts_in(found: Round) -> int:
    """How many questions and counts wait for a person in the edition being worked on, in two queries."""
    scores = Score.objects.filter(
        round=found, edition=found.edition, state=Score.State.CONFLICT
    ).count()
    return scores + sheets_with_other_counts(found).count()


def round_of_group(group: UUID) -> UUID:
    """The round of a group that is there, in one query."""
    return Group.objects.values_list("round_id", flat=True).get(pk=group)


def groups_in_conflict(
    round_id: UUID, *, programme: UUID, actor: Actor, language: str = "fr"
) -> list[GroupInConflict]:
    """The groups of a round whose sheets say different things, in their order; in eleven queries.

    Raises:
        NotFound: there is no such round for the actor.
    """
    found = seen_round(round_id, programme=programme, actor=actor)
    scores = Score.objects.filter(round=found, edition=found.edition, state=Score.State.CONFLICT)
    nodes: dict[UUID, set[UUID]] = {}
    for group, node in scores.values_list("group_id", "node_id"):
        if group is not None:
            nodes.setdefault(group, set()).add(node)
    waiting = {sheet.group_id for sheet in sheets_with_other_counts(found)}
    groups = list(Group.objects.filter(pk__in=nodes.keys() | waiting).order_by("position", "id"))
    asked = asked_in(found.version_id, language=language)
    sheets = _sheets(found, groups)
    by_group: dict[UUID, list[SheetLine]] = {}
    for (group_id, _), lines in lines_of(found, groups).items():
        by_group.setdefault(group_id, []).extend(standing_of(lines))
    names = registry.names_of({sheet.author_id for sheet in sheets})
    held = _counts_held(groups)
    return [
        _group(
            group,
            [sheet for sheet in sheets if sheet.group_id == group.pk],
            by_group.get(group.pk, []),
            [node for node in asked if node.id in nodes.get(group.pk, ())],
            names,
            held.get(group.pk, {}),
        )
        for group in groups
    ]


def _group(
    group: Group,
    sheets: list[Sheet],
    lines: list[SheetLine],
    nodes: list[AskedNode],
    names: Mapping[UUID, str],
    held: Mapping[str, int],
) -> GroupInConflict:
    letters = {sheet.pk: _letter(number) for number, sheet in enumerate(sheets)}
    return GroupInConflict(
        id=group.pk,
        kind=GroupKind(group.kind),
        name=group.name,
        people=group.people,
        sheets=tuple(
            SheetSeen(
                id=sheet.pk,
                letter=letters[sheet.pk],
                way=sheet.way,
                device=sheet.device[:4],
                scored_on=sheet.scored_on,
                received_at=sheet.received_at,
                author=names.get(sheet.author_id, ""),
                answers=sum(line.sheet_id == sheet.pk for line in lines),
            )
            for sheet in sheets
        ),
        conflicts=tuple(
            Conflict(
                node, tuple(_answer(line, letters) for line in lines if line.node_id == node.id)
            )
            for node in nodes
        ),
        counts=tuple(
            _count(sheet, letters[sheet.pk], held)
            for sheet in sheets
            if sheet.waiting_counts is not None
        ),
    )


def _answer(line: SheetLine, letters: Mapping[UUID, str]) -> AnswerSeen:
    return AnswerSeen(
        line=line.pk,
        letter=letters[line.sheet_id],
        tally=line.tally,
        value=line.value,
        reason=line.reason,
        suggestion=line.suggestion,
        has_photo=line.photo is not None,
        has_voice=line.voice is not None,
    )


def _count(sheet: Sheet, letter: str, held: Mapping[str, int]) -> CountConflict:
    given: dict[str, int] = sheet.waiting_counts or {}
    boxes = sorted(held.keys() | given.keys())
    return CountConflict(
        sheet=sheet.pk,
        letter=letter,
        boxes=tuple(
            (box, held.get(box, 0), given.get(box, 0))
            for box in boxes
            if held.get(box, 0) != given.get(box, 0)
        ),
        people=(_people(held), _people(given)),
    )


def _people(boxes: Mapping[str, int]) -> int:
    return sum(
        number
        for box, number in boxes.items()
        if box.partition("-")[0] not in ("disability", "displaced")
    )


def _sheets(found: Round, groups: Iterable[Group]) -> list[Sheet]:
    rows = Sheet.objects.filter(group__in=groups, edition=found.edition)
    return list(rows.order_by("received_at", "id"))


def _counts_held(groups: list[Group]) -> dict[UUID, dict[str, int]]:
    held: dict[UUID, dict[str, int]] = {}
    for one in GroupHeadcount.objects.filter(group__in=groups):
        held.setdefault(one.group_id, {})[f"{one.sex}-{one.age_band}"] = one.people
    for other in GroupSituation.objects.filter(group__in=groups):
        held.setdefault(other.group_id, {})[f"{other.situation}-{other.sex}"] = other.people
    return held


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"Z{number - 25}"
