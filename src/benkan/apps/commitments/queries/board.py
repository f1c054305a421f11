"""All the promises that somebody follows, by state, place and office, a page at a time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import own_offices, seen_by
from benkan.apps.commitments.rules import TO_DO, State
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor

A_PAGE = 30


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; None is everything."""

    state: State | None = None
    place: UUID | None = None
    office: UUID | None = None
    only_late: bool = False
    only_mine: bool = False


@dataclass(frozen=True)
class Choice:
    """Something that the list can be kept to."""

    id: UUID
    label: str


@dataclass(frozen=True)
class Board:
    """One page of promises, how many there are in each state, and what the list can be kept to."""

    lines: list[PromiseLine]
    counts: dict[State, int]
    late: int
    matching: int
    places: list[Choice]
    offices: list[Choice]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def board(
    programme: UUID, actor: Actor, filters: Filters = Filters(), *, today: date, page: int = 1
) -> Board:
    """The promises in the actor's sight: late ones and the nearest day first, settled ones last.

    Thirteen queries, however many promises there are.
    """
    seen = seen_by(actor, programme)
    if filters.only_mine:
        seen = seen.filter(office__in=own_offices(actor))
    kept = _kept_to(seen, filters, today)
    by_state = _by_state(_kept_to(seen, Filters(None, filters.place, filters.office), today))
    counted = kept.count()
    rows = kept.order_by("settled_at", "due_on", "number")
    places, offices = _choices(seen, today)
    return Board(
        lines=lines(rows[(max(page, 1) - 1) * A_PAGE :][:A_PAGE], today=today),
        counts=by_state,
        late=seen.filter(state__in=TO_DO, due_on__lt=today).count(),
        matching=counted,
        places=places,
        offices=offices,
    )


def _kept_to(rows: QuerySet[Commitment], filters: Filters, today: date) -> QuerySet[Commitment]:
    wanted = Q()
    if filters.state:
        wanted &= Q(state=filters.state)
    if filters.place:
        wanted &= Q(place=filters.place)
    if filters.office:
        wanted &= Q(office=filters.office)
    if filters.only_late:
        wanted &= Q(state__in=TO_DO, due_on__lt=today)
    return rows.filter(wanted)


def _by_state(rows: QuerySet[Commitment]) -> dict[State, int]:
    counted = dict(rows.values_list("state").annotate(Count("id")))
    return {state: counted.get(state, 0) for state in State}


def _choices(rows: QuerySet[Commitment], today: date) -> tuple[list[Choice], list[Choice]]:
    pairs = set(rows.order_by().values_list("place_id", "office_id").distinct()[:500])
    places = registry.place_cards({place for place, _ in pairs})
    offices = registry.office_cards({office for _, office in pairs}, on=today)
    return (
        sorted((Choice(p.id, p.name) for p in places.values()), key=_by_label),
        sorted(
            (Choice(o.id, f"{o.title}, {o.place_name}") for o in offices.values()), key=_by_label
        ),
    )


def _by_label(choice: Choice) -> str:
    return choice.label
