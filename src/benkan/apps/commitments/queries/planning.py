"""The action plan of a round, and how the plan of the round before has turned out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from benkan.apps.activities import queries as activities
from benkan.apps.assessments.queries import promising
from benkan.apps.assessments.queries.promising import LeafMark, Mark, Moved, RoundCard
from benkan.apps.assessments.rules.moving import points
from benkan.apps.commitments.models import CitizensCheck, Commitment, Proof
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.rules import PROPOSERS, SETTLED, Link, State
from benkan.kit.actor import Actor

MOST = 200
_NOT_TAKEN_ON = (State.PROPOSED, State.DECLINED)


@dataclass(frozen=True)
class PlannedAction:
    """An action of a plan with the links of its chain that are there."""

    line: PromiseLine
    indicator: UUID | None
    there: frozenset[Link]
    moved: Moved | None = None

    @property
    def chain(self) -> list[tuple[Link, bool]]:
        """Every link, and whether it is there."""
        return [(link, link in self.there) for link in Link]


@dataclass(frozen=True)
class IndicatorPlan:
    """An indicator of a round and what was agreed for it."""

    mark: LeafMark
    actions: list[PlannedAction]

    @property
    def points(self) -> int | None:
        return points(self.mark.score)


@dataclass(frozen=True)
class Plan:
    """What a round agreed on: by indicator, the weakest first, and what its meeting agreed that no
    indicator was named for. `without_office`: what the meeting asked for and nobody took on."""

    round: RoundCard
    indicators: list[IndicatorPlan]
    untied: list[PlannedAction]
    without_office: list[activities.Recommended]
    may_write: bool
    is_over: bool
    before: RoundCard | None
    after: RoundCard | None

    @property
    def actions(self) -> list[PlannedAction]:
        return [*(action for one in self.indicators for action in one.actions), *self.untied]

    @property
    def bare(self) -> list[IndicatorPlan]:
        """Indicators for which nothing was agreed, the weakest first."""
        return [one for one in self.indicators if not one.actions]

    @property
    def written(self) -> list[IndicatorPlan]:
        return [one for one in self.indicators if one.actions]


def plan_of(
    round_id: UUID, *, programme: UUID, actor: Actor, today: date, language: str = "fr"
) -> Plan:
    """The plan of a round that the actor may read, in at most nineteen queries.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    card = promising.round_to_plan(round_id, programme=programme, actor=actor)
    marks = promising.marks_in(card, language=language)
    agreed, open_ones = _of_meeting(card)
    rows = list(Commitment.objects.filter(assessed_in=round_id).order_by("number")[:MOST])
    known = {row.pk for row in rows}
    rows += [row for row in agreed if row.pk not in known and row.assessed_in_id is None]
    shown = planned(rows, today=today, language=language)
    by_node: dict[UUID | None, list[PlannedAction]] = {}
    for action in shown:
        by_node.setdefault(action.indicator, []).append(action)
    after = promising.round_after(card)
    return Plan(
        round=card,
        indicators=[IndicatorPlan(mark, by_node.get(mark.node, [])) for mark in weakest(marks)],
        untied=by_node.get(None, []),
        without_office=open_ones,
        may_write=promising.may_read(round_id, programme=programme, actor=actor, roles=PROPOSERS),
        is_over=after is not None and after.edition > 0,
        before=promising.round_before(card),
        after=after,
    )


def weakest(marks: Sequence[LeafMark]) -> list[LeafMark]:
    """The lowest score first; what nobody scored comes last, in its own order."""
    return sorted(marks, key=lambda mark: (mark.score is None, mark.score or 0))


def planned(
    rows: Collection[Commitment], *, today: date, language: str = "fr", in_public: bool = False
) -> list[PlannedAction]:
    """Actions with their chains, in eleven queries however many."""
    rows = list(rows)
    there = chains(rows)
    told = promising.moved(pairs_of(rows), language=language, in_public=in_public)
    found = []
    for row, line in zip(rows, lines(rows, today=today), strict=True):
        moved = _moved(row, told)
        scored = {Link.SCORE} if moved is not None and moved.after is not None else set()
        found.append(
            PlannedAction(line, row.indicator_id, frozenset(there[row.pk] | scored), moved)
        )
    return found


def chains(rows: Collection[Commitment]) -> dict[UUID, set[Link]]:
    """The links that stand in commitments themselves, in one query: all but the next score."""
    told = Commitment.objects.filter(pk__in=[row.pk for row in rows]).annotate(
        is_shown=Exists(Proof.objects.filter(commitment=OuterRef("pk"))),
        is_checked=Exists(CitizensCheck.objects.filter(commitment=OuterRef("pk"))),
    )
    return {
        row.pk: {
            *([Link.OFFICE] if row.state not in _NOT_TAKEN_ON else []),
            *([Link.INDICATOR] if row.indicator_id else []),
            *([Link.PROOF] if row.is_shown else []),
            *([Link.CHECK] if row.is_checked else []),
        }
        for row in told
    }


def pairs_of(rows: Collection[Commitment]) -> list[tuple[UUID, UUID]]:
    """The rounds and indicators that promises aim at."""
    return [
        (row.assessed_in_id, row.indicator_id)
        for row in rows
        if row.assessed_in_id is not None and row.indicator_id is not None
    ]


@dataclass(frozen=True)
class PlanCount:
    """How much a round agreed on: actions, how many of them are kept and how many still open, and for
    how many indicators. What an office declined is no action any more."""

    actions: int = 0
    kept: int = 0
    open: int = 0
    indicators: int = 0


def plans_counted(rounds: Collection[UUID]) -> dict[UUID, PlanCount]:
    """How far the plans of rounds have come, in one query; a round without any action is left out."""
    rows = Commitment.objects.filter(assessed_in__in=rounds).exclude(state=State.DECLINED)
    counted = rows.order_by().values_list("assessed_in", "indicator", "state").annotate(Count("pk"))
    found: dict[UUID, PlanCount] = {}
    aims: dict[UUID, set[UUID]] = {}
    for round_id, indicator, state, n in counted:
        before = found.get(round_id, PlanCount())
        aims.setdefault(round_id, set()).update({indicator} - {None})
        found[round_id] = PlanCount(
            actions=before.actions + n,
            kept=before.kept + (n if state == State.KEPT else 0),
            open=before.open + (n if state not in SETTLED else 0),
            indicators=len(aims[round_id]),
        )
    return found


@dataclass(frozen=True)
class Tested:
    """An indicator of the round before: what was promised for it, what came of it, and where it stands
    now."""

    name: str
    before: int | None
    after: int | None
    promises: list[PlannedAction] = field(default_factory=list)

    @property
    def moved(self) -> int | None:
        """By how many of the points that are said; None while one of the two is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def fallen(self) -> int:
        """By how many points it went down."""
        return -(self.moved or 0)

    @property
    def direction(self) -> str:
        """up, down, same; or unknown."""
        if self.moved is None:
            return "unknown"
        return "up" if self.moved > 0 else "down" if self.moved < 0 else "same"

    @property
    def kept(self) -> int:
        return sum(one.line.state is State.KEPT for one in self.promises)


@dataclass(frozen=True)
class PlanTested:
    """What a round says of the plan of the one before, indicator by indicator: first those that
    something was promised for."""

    round: RoundCard
    before: RoundCard | None
    tested: list[Tested]
    untied: list[PlannedAction]

    @property
    def promised(self) -> list[Tested]:
        return [one for one in self.tested if one.promises]

    @property
    def others(self) -> list[Tested]:
        return [one for one in self.tested if not one.promises]

    @property
    def promises(self) -> int:
        return sum(len(one.promises) for one in self.tested) + len(self.untied)

    @property
    def kept(self) -> int:
        return sum(one.kept for one in self.tested) + sum(
            one.line.state is State.KEPT for one in self.untied
        )


def plan_tested(
    round_id: UUID, *, programme: UUID, actor: Actor, today: date, language: str = "fr"
) -> PlanTested:
    """How the plan of the round before turned out, in at most eighteen queries.

    Raises:
        NotFound: there is no such round, or it is out of the actor's sight.
    """
    card = promising.round_to_plan(round_id, programme=programme, actor=actor)
    before = promising.round_before(card)
    if before is None:
        return PlanTested(card, None, [], [])
    marks = promising.marks_in(before, language=language)
    told = promising.moved([(before.id, mark.node) for mark in marks], language=language)
    rows = list(Commitment.objects.filter(assessed_in=before.id).order_by("number")[:MOST])
    by_node: dict[UUID | None, list[PlannedAction]] = {}
    for action in planned(rows, today=today, language=language):
        by_node.setdefault(action.indicator, []).append(action)
    return PlanTested(
        round=card,
        before=before,
        tested=[
            Tested(
                name=mark.name,
                before=points(mark.score),
                after=points(_score_in(told[before.id, mark.node].later, card.id)),
                promises=by_node.get(mark.node, []),
            )
            for mark in marks
        ],
        untied=by_node.get(None, []),
    )


def pair_of(commitment: UUID) -> tuple[UUID, UUID] | None:
    """The round and the indicator that a promise is to move, in one query; None where it has none."""
    rows = Commitment.objects.filter(pk=commitment, indicator__isnull=False)
    found = rows.values_list("assessed_in", "indicator").first()
    return (found[0], found[1]) if found else None


def aim_of(row: Commitment, *, language: str = "fr", in_public: bool = False) -> Moved | None:
    """The indicator that a promise is to move, with its scores, in at most six queries."""
    return _moved(row, promising.moved(pairs_of([row]), language=language, in_public=in_public))


def _moved(row: Commitment, told: Mapping[tuple[UUID, UUID], Moved]) -> Moved | None:
    if row.assessed_in_id is None or row.indicator_id is None:
        return None
    return told.get((row.assessed_in_id, row.indicator_id))


def _score_in(marks: Sequence[Mark], round_id: UUID) -> float | None:
    return next((mark.score for mark in marks if mark.round == round_id), None)


def _of_meeting(card: RoundCard) -> tuple[list[Commitment], list[activities.Recommended]]:
    """What the interface meeting agreed with offices, and what it asked for that has none yet."""
    if card.interface_meeting is None:
        return [], []
    agreed = [one.id for one in activities.agreed_at(card.interface_meeting)]
    rows = Commitment.objects.filter(recommendation__in=agreed).order_by("number")
    asked = activities.recommended_at(card.interface_meeting)
    return list(rows), [one for one in asked if one.is_open]
