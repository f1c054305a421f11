"""What was promised after a round and those before it, as everybody may know it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from benkan.apps.assessments.queries.promising import Moved, rounds_up_to
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.planning import MOST, PlannedAction, Tested, planned
from benkan.apps.commitments.rules import State

_NOT_PROMISED = (State.PROPOSED, State.DECLINED)


class PromisedAfter(NamedTuple):
    """How many published promises come from a round and those before it, and how many are kept."""

    promised: int
    kept: int


@dataclass(frozen=True)
class PromisedInPublic:
    """What is published of what a round led to. `made` and `kept` count all of it; `tied` and `untied`
    show it by indicator; `asked`: what no office has taken on; `left_out`: how many are not shown."""

    made: int
    kept: int
    tied: list[Tested]
    untied: list[PlannedAction]
    asked: list[PlannedAction]
    left_out: int


def promised_after(round_id: UUID) -> PromisedAfter:
    """Counted from what is published and taken on by its office, in two queries."""
    states = Counter(_taken_on(round_id).values_list("state", flat=True))
    return PromisedAfter(states.total(), states[State.KEPT])


def promises_shown(round_id: UUID, *, today: date, limit: int) -> list[PromiseLine]:
    """The same, line by line: what is settled first, then by its day, in four queries."""
    return lines(list(_in_order(_taken_on(round_id))[:limit]), today=today)


def promised_in_public(
    rounds: Sequence[UUID], *, until: UUID, today: date, language: str, limit: int
) -> list[PromisedInPublic]:
    """What each of the rounds led to, with the scores that were shown at the releases, then and in the
    round `until`; `limit` of each, in ten queries and one for each round."""
    found = [list(_in_order(_published(round_id))[:MOST]) for round_id in rounds]
    shown = [row for rows in found for row in rows[:limit]]
    actions = planned(shown, today=today, language=language, in_public=True)
    by_id = {action.line.id: action for action in actions}
    return [_told(rows, [by_id[row.pk] for row in rows[:limit]], until) for rows in found]


def _told(
    rows: Sequence[Commitment], actions: Sequence[PlannedAction], until: UUID
) -> PromisedInPublic:
    states = Counter(State(row.state) for row in rows)
    promises = [action for action in actions if action.line.state not in _NOT_PROMISED]
    together: dict[UUID, list[PlannedAction]] = {}
    for action in promises:
        if action.indicator is not None and action.moved is not None:
            together.setdefault(action.indicator, []).append(action)
    return PromisedInPublic(
        made=states.total() - sum(states[state] for state in _NOT_PROMISED),
        kept=states[State.KEPT],
        tied=[
            Tested(moved.name, moved.points, _points_in(moved, until), of)
            for of in together.values()
            if (moved := of[0].moved) is not None
        ],
        untied=[one for one in promises if one.indicator is None or one.moved is None],
        asked=[action for action in actions if action.line.state in _NOT_PROMISED],
        left_out=len(rows) - len(actions),
    )


def _points_in(moved: Moved, round_id: UUID) -> int | None:
    return next((mark.points for mark in moved.later if mark.round == round_id), None)


def _in_order(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.order_by(F("settled_at").asc(nulls_last=True), "due_on", "number")


def _taken_on(round_id: UUID) -> QuerySet[Commitment]:
    """A second round is read for what came of the first: its promises are told with it."""
    rows = Commitment.objects.filter(
        assessed_in__in=rounds_up_to(round_id), published_at__isnull=False
    )
    return rows.exclude(state__in=_NOT_PROMISED)


def _published(round_id: UUID) -> QuerySet[Commitment]:
    return Commitment.objects.filter(assessed_in=round_id, published_at__isnull=False)
