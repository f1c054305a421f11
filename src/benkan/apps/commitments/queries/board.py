"""All the promises that somebody follows, by state, place, office and day, a page at a time.

What answers to a filter is read up to `MOST_COUNTED` first. When that is all, those few are put in
order; when it is not, an index is walked in the order of the board until the page is full. Pages go on
from a position, never from a number of rows to skip: a page costs the same at a hundred thousand.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import own_offices, seen_by
from benkan.apps.commitments.rules import SETTLED, TO_DO, State
from benkan.apps.commitments.rules.board import Position
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor
from benkan.kit.lists import walked

A_PAGE = 30
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; None is everything. `place` is the place and all below it."""

    state: State | None = None
    place: UUID | None = None
    office: UUID | None = None
    day: date | None = None
    only_late: bool = False
    only_mine: bool = False


@dataclass(frozen=True)
class Board:
    """One page of promises. `count` is None for more than `MOST_COUNTED`, and `counts`, how many there
    are in each state, is then empty; so is `late`. `before` and `after` are where the neighbours begin."""

    lines: list[PromiseLine]
    count: int | None
    counts: dict[State, int]
    late: int | None
    before: Position | None = None
    after: Position | None = None


def board(
    programme: UUID,
    actor: Actor,
    filters: Filters = Filters(),
    *,
    today: date,
    at: Position | None = None,
    to: Position | None = None,
) -> Board:
    """The promises in the actor's sight from a position on or up to one: the nearest day first, settled
    ones last. At most six queries, however many promises there are."""
    seen = seen_by(actor, programme)
    if filters.only_mine:
        seen = seen.filter(office__in=own_offices(actor))
    is_scoped = actor.places(*STAFF) is not None
    ordered = _Ordered(seen, filters, today, programme=programme, is_scoped=is_scoped)
    if to is not None:
        rows = list(reversed(ordered.up_to(to, A_PAGE + 1)))
        is_first, rows = len(rows) <= A_PAGE, rows[-A_PAGE:]
        following: Position | None = to
    else:
        found = ordered.on_from(at, A_PAGE + 1)
        rows, rest = found[:A_PAGE], found[A_PAGE:]
        is_first = at is None
        following = position(rest[0]) if rest else None
    late = seen.filter(_past(today)).values_list("state")[: MOST_COUNTED + 1].count()
    return Board(
        lines=lines(rows, today=today),
        count=ordered.count,
        counts=ordered.counts,
        late=late if late <= MOST_COUNTED else None,
        before=None if is_first or not rows else position(rows[0]),
        after=following,
    )


def position(row: Commitment) -> Position:
    """Where a promise stands on the board."""
    return Position(row.is_over, row.due_on, row.number)


class _Ordered:
    """What answers to a filter, in the order of the board, few or many. `is_scoped`: `seen` is found by
    places, and walked where that is many."""

    def __init__(
        self,
        seen: QuerySet[Commitment],
        filters: Filters,
        today: date,
        *,
        programme: UUID,
        is_scoped: bool,
    ) -> None:
        rows = _kept_to(seen, filters, today)
        states = list(rows.order_by().values_list("state", flat=True)[: MOST_COUNTED + 1])
        self.count = len(states) if len(states) <= MOST_COUNTED else None
        self.counts: dict[State, int] = {}
        if self.count is not None:
            counted = Counter(states)
            self.counts = {state: counted[state] for state in State}
            rows = Commitment.objects.filter(pk__in=rows.order_by().values("pk"))
        else:
            if is_scoped:
                seen = walked(seen, programme=programme)
            if filters.place:
                seen = seen.filter(registry.lies_below(filters.place))
            rows = _kept_to(seen, replace(filters, place=None), today)
        self._rows = _in_its_half(rows, filters)

    def on_from(self, at: Position | None, number: int) -> list[Commitment]:
        """The first promises from a position on, itself among them; two queries at most."""
        order = ("is_over", "due_on", "number")
        if at is None:
            return list(self._rows.order_by(*order)[:number])
        # "Not earlier that day", where "later, or that day and not earlier" would say the same: given a
        # choice of two, SQLite reads both to their ends and puts them in order.
        here = self._rows.filter(
            _half(at.is_over),
            ~Q(due_on=at.due_on, number__lt=at.number),
            due_on__gte=at.due_on,
        )
        found = list(here.order_by(*order)[:number])
        if len(found) < number and not at.is_over:
            found += self._rows.filter(_half(True)).order_by(*order)[: number - len(found)]
        return found

    def up_to(self, to: Position, number: int) -> list[Commitment]:
        """The last promises before a position, the nearest first; two queries at most."""
        order = ("-is_over", "-due_on", "-number")
        here = self._rows.filter(
            _half(to.is_over),
            ~Q(due_on=to.due_on, number__gte=to.number),
            due_on__lte=to.due_on,
        )
        found = list(here.order_by(*order)[:number])
        if len(found) < number and to.is_over:
            found += self._rows.filter(_half(False)).order_by(*order)[: number - len(found)]
        return found


def _kept_to(rows: QuerySet[Commitment], filters: Filters, today: date) -> QuerySet[Commitment]:
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.place:
        rows = rows.filter(place__in=registry.below([filters.place]))
    if filters.office:
        rows = rows.filter(office=filters.office)
    if filters.day:
        rows = rows.filter(due_on=filters.day)
    return rows.filter(_past(today)) if filters.only_late else rows


def _in_its_half(rows: QuerySet[Commitment], filters: Filters) -> QuerySet[Commitment]:
    """Says the same twice, so that the order of the board is walked in the right half only: for the walk
    alone, since the indexes that rows are counted from do not hold it."""
    if filters.state or filters.only_late:
        return rows.filter(_half(filters.state in SETTLED))
    return rows


def _past(today: date) -> Q:
    return Q(state__in=TO_DO, due_on__lt=today)


def _half(is_over: bool) -> Q:
    """One half of the board. A set of one: what is merely false, Django asks for with a "not", for which
    SQLite finds no index."""
    return Q(is_over__in=[is_over])
