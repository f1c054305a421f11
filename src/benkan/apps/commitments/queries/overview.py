"""How many promises stand where, office by office or place by place."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.scope import own_offices, seen_by
from benkan.apps.commitments.rules import TO_DO, State
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor

A_PAGE = 30


@dataclass(frozen=True)
class Standing:
    """How many promises are in each state, and how many of those to do are late."""

    states: dict[State, int] = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def to_answer(self) -> int:
        return self._of(State.PROPOSED)

    @property
    def to_do(self) -> int:
        """To do and not late."""
        return self._of(*TO_DO) - self.late

    @property
    def to_check(self) -> int:
        return self._of(State.REPORTED_DONE, State.CONFIRMED)

    @property
    def kept(self) -> int:
        return self._of(State.KEPT)

    @property
    def broken(self) -> int:
        return self._of(State.BROKEN)

    @property
    def declined(self) -> int:
        return self._of(State.DECLINED)

    def _of(self, *states: State) -> int:
        return sum(self.states.get(state, 0) for state in states)


@dataclass(frozen=True)
class Row:
    """An office or a place, with how its promises stand. `where` tells it from its namesakes."""

    id: UUID
    name: str
    where: str
    holder: str
    standing: Standing


@dataclass(frozen=True)
class Overview:
    rows: list[Row]
    count: int


def by_office(programme: UUID, actor: Actor, *, today: date, page: int = 1) -> Overview:
    """The offices in the actor's sight, by place and title, those of which nothing is asked among
    them; a page of thirty, in at most six queries."""
    places = actor.places(*STAFF)
    if places == frozenset():
        cards = list(registry.office_cards(own_offices(actor), on=today).values())
        count = len(cards)
    else:
        count = registry.offices_count(programme, within=places)
        cards = registry.offices_of(
            programme,
            within=places,
            on=today,
            start=(max(page, 1) - 1) * A_PAGE,
            limit=A_PAGE,
        )
    seen = seen_by(actor, programme)
    standing = _standing(
        seen.filter(office__in=[card.id for card in cards]), by="office_id", today=today
    )
    rows = [
        Row(card.id, card.title, card.place_name, card.holder, standing.get(card.id, Standing()))
        for card in cards
    ]
    return Overview(rows, count)


def by_place(programme: UUID, actor: Actor, *, today: date, page: int = 1) -> Overview:
    """The places where something was promised, by name; a page of thirty, in at most six queries."""
    seen = seen_by(actor, programme)
    found = registry.place_lines(_places_of(seen))
    ordered = sorted(found.items(), key=lambda item: (item[1].name, item[1].cercle, str(item[0])))
    shown = dict(ordered[(max(page, 1) - 1) * A_PAGE :][:A_PAGE])
    standing = _standing(seen.filter(place__in=list(shown)), by="place_id", today=today)
    rows = [
        Row(place, line.name, line.cercle, "", standing[place]) for place, line in shown.items()
    ]
    return Overview(rows, len(ordered))


MOST_PLACES = 900
"""Mali has 703 communes; SQLite takes some more in one question."""


def _places_of(rows: QuerySet[Commitment]) -> Collection[UUID]:
    return set(rows.order_by().values_list("place_id", flat=True).distinct()[:MOST_PLACES])


def _standing(rows: QuerySet[Commitment], *, by: str, today: date) -> dict[UUID, Standing]:
    counted = rows.order_by().values_list(by, "state")
    states: dict[UUID, dict[State, int]] = defaultdict(dict)
    delays: dict[UUID, int] = defaultdict(int)
    past_due = Count("pk", filter=Q(due_on__lt=today))
    for of, state, number, past in counted.annotate(number=Count("pk"), past=past_due):
        states[of][State(state)] = number
        if State(state) in TO_DO:
            delays[of] += past
    return {of: Standing(dict(counts), delays[of]) for of, counts in states.items()}
