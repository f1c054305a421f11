"""The queue of the desk: the same cost with a thousand cases and with a hundred thousand.

What answers to a filter is read up to `MOST_COUNTED` first. When that is all, those few are put in
order; when it is not, what answers is frequent, and an index is walked in the order of the queue until
the page is full. Pages go on from a position, never from a number of rows to skip.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.desk import PAGE, CaseLine, lines_of_cases
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.rules.queue import TURNS, Order, Position, Turn
from benkan.apps.voices.rules.scope import READERS
from benkan.apps.voices.rules.states import State
from benkan.kit.actor import Actor
from benkan.kit.lists import Part, part_of, walked

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Filter:
    """What the reader asked to see, in which order; empty is everything. `idle`: days without an
    action of the desk."""

    state: str = ""
    service: str = ""
    language: str = ""
    channel: str = ""
    place: UUID | None = None
    only_sensitive: bool = False
    only_unplaced: bool = False
    idle: int = 0
    order: Order = Order.LATEST

    @property
    def asks_nothing(self) -> bool:
        return self == Filter(order=self.order)


FACETS = ("state", "service", "language", "channel")


@dataclass(frozen=True)
class QueuePage:
    """A page of the queue. `count` is None for more than `MOST_COUNTED`, and `facets` are then empty:
    how many answer to each further filter. `before` and `after` are where the neighbours begin."""

    lines: tuple[CaseLine, ...]
    count: int | None
    facets: dict[str, Counter[str]] = field(default_factory=dict)
    before: Position | None = None
    after: Position | None = None


def queue_page(
    actor: Actor,
    programme: UUID,
    *,
    asked: Filter,
    moment: datetime,
    at: Position | None = None,
    to: Position | None = None,
) -> QueuePage:
    """A page of the cases that the actor may know of, from a position on or up to one; at most seven
    queries beside those of the scope."""
    queue = _Queue(actor, programme, asked, moment)
    if to is not None:
        rows = list(reversed(queue.up_to(to, PAGE + 1)))
        is_first, rows = len(rows) <= PAGE, rows[-PAGE:]
        following: Position | None = to
    else:
        found = queue.on_from(at, PAGE + 1)
        rows, rest = found[:PAGE], found[PAGE:]
        is_first = at is None
        following = queue.position(rest[0]) if rest else None
    return QueuePage(
        lines=lines_of_cases(rows),
        count=queue.count,
        facets=queue.facets,
        before=None if is_first or not rows else queue.position(rows[0]),
        after=following,
    )


def to_triage(
    actor: Actor, programme: UUID, *, asked: Filter = Filter(), page: int = 1
) -> Part[CaseLine]:
    """A numbered page of the cases that the actor may know of: new ones first, then the latest; at most
    six queries however many there are. For short lists: `queue_page` costs the same at any depth."""
    cases = filtered(cases_known_to(actor, programme), asked)
    return part_of(cases.order_by("turn", "-opened_at", "id"), page, size=PAGE, made=lines_of_cases)


def next_in_queue(
    actor: Actor,
    programme: UUID,
    *,
    asked: Filter,
    moment: datetime,
    after: Position,
    backwards: bool = False,
) -> UUID | None:
    """The case after a position, or before it; None at the end. At most three queries beside those of
    the scope."""
    queue = _Queue(actor, programme, asked, moment)
    if backwards:
        rows: Sequence[Case] = queue.up_to(after, 1)
    else:
        rows = [row for row in queue.on_from(after, 2) if row.pk != after.case]
    return rows[0].pk if rows else None


def case_called(reference: str, *, actor: Actor, programme: UUID) -> UUID | None:
    """The case that has this reference, if the actor may know of it, in one query beside those of the
    scope."""
    found = cases_known_to(actor, programme).filter(reference=reference) if reference else None
    return found.values_list("pk", flat=True).first() if found is not None else None


def position_in(case: CaseLine, order: Order) -> Position:
    """Where a case stands in the queue now."""
    by = case.acted_at if order is Order.WAITING else case.opened_at
    return Position(case.turn, by, case.id)


class _Queue:
    """What answers to a filter, in its order, few or many."""

    def __init__(self, actor: Actor, programme: UUID, asked: Filter, moment: datetime) -> None:
        self._by = "acted_at" if asked.order is Order.WAITING else "opened_at"
        self._rises = asked.order is Order.WAITING
        known = cases_known_to(actor, programme).order_by()
        cases = filtered(known, asked, moment=moment)
        # The index of places has all the facts. Where only another filter narrows, the order says that
        # its own index is walked: what is rare is found there at once.
        narrows = asked.place is None and any(getattr(asked, name) for name in FACETS)
        by_itself = narrows and actor.places(*READERS) is None
        read = cases.order_by("turn") if by_itself else cases
        facts = list(read.values_list(*FACETS)[: MOST_COUNTED + 1])
        self.count = len(facts) if len(facts) <= MOST_COUNTED else None
        self.facets: dict[str, Counter[str]] = {}
        if self.count is not None:
            columns = zip(*facts, strict=True) if facts else [()] * len(FACETS)
            self.facets = {n: Counter(c) for n, c in zip(FACETS, columns, strict=True)}
            cases = Case.objects.filter(pk__in=cases.values("pk"))
        elif asked.place or actor.places(*READERS) is not None:
            here = filtered(known, Filter(place=asked.place))
            beside = replace(asked, place=None)
            along = {"programme": programme, "turn__gte": Turn.NEW}
            cases = filtered(walked(here, **along), beside, moment=moment)
        self._cases = cases

    def position(self, case: Case) -> Position:
        return Position(case.turn, getattr(case, self._by), case.pk)

    def on_from(self, at: Position | None, number: int) -> list[Case]:
        """The first cases from a position on, itself among them; two queries at most."""
        order = ("turn", self._by if self._rises else f"-{self._by}", "id")
        if at is None:
            return list(self._cases.order_by(*order)[:number])
        later = "gt" if self._rises else "lt"
        here = self._in_turn(at, later, Q(id__gte=at.case))
        rows = list(here.order_by(*order)[:number])
        if len(rows) < number and at.turn < Turn.DONE:
            beyond = self._cases.filter(turn__gt=at.turn)
            rows += beyond.order_by(*order)[: number - len(rows)]
        return rows

    def up_to(self, to: Position, number: int) -> list[Case]:
        """The last cases before a position, the nearest first; two queries at most."""
        order = ("-turn", f"-{self._by}" if self._rises else self._by, "-id")
        earlier = "lt" if self._rises else "gt"
        here = self._in_turn(to, earlier, Q(id__lt=to.case))
        rows = list(here.order_by(*order)[:number])
        if len(rows) < number and to.turn > Turn.NEW:
            beyond = self._cases.filter(turn__lt=to.turn)
            rows += beyond.order_by(*order)[: number - len(rows)]
        return rows

    def _in_turn(self, at: Position, beyond: str, among_equals: Q) -> QuerySet[Case]:
        """The cases of a turn on one side of a position; the first condition is for the index."""
        by = self._by
        strictly = Q(**{f"{by}__{beyond}": at.moment})
        equally = Q(**{by: at.moment}) & among_equals
        bound = {f"{by}__{beyond}e": at.moment}
        return self._cases.filter(strictly | equally, turn=at.turn, **bound)


def filtered(
    cases: QuerySet[Case], asked: Filter, *, moment: datetime | None = None
) -> QuerySet[Case]:
    """Those of the cases that answer to a filter; asks nothing by itself."""
    same = {name: wanted for name in FACETS if (wanted := getattr(asked, name))}
    cases = cases.filter(**same)
    if asked.state:
        # Says the same twice, so that the order of the queue is walked in the right turn only.
        cases = cases.filter(turn=TURNS[State(asked.state)])
    if asked.place:
        cases = cases.filter(place__in=registry.below([asked.place]))
    if asked.only_sensitive:
        cases = cases.filter(is_sensitive=True)
    if asked.only_unplaced:
        cases = cases.exclude(place_status=Case.PlaceStatus.CONFIRMED)
    if asked.idle:
        assert moment is not None, "how long something waits depends on now"
        since = moment - timedelta(days=asked.idle)
        cases = cases.filter(turn__lt=Turn.DONE, acted_at__lte=since)
    return cases
