"""What an office has before it: what a mayor reads in a minute."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import own_offices
from benkan.apps.commitments.rules import TO_DO, State
from benkan.kit.actor import Actor

MOST_OPEN = 60


@dataclass(frozen=True)
class OfficeDay:
    """The open promises of the offices that an actor holds, the nearest day first, `MOST_OPEN` in all;
    and how many came to which end."""

    late: list[PromiseLine]
    to_answer: list[PromiseLine]
    to_do: list[PromiseLine]
    with_citizens: list[PromiseLine]
    more: bool
    ends: dict[State, int]

    @property
    def is_empty(self) -> bool:
        return not (self.open or sum(self.ends.values()))

    @property
    def open(self) -> int:
        return len(self.late) + len(self.to_answer) + len(self.to_do) + len(self.with_citizens)

    @property
    def first(self) -> PromiseLine | None:
        """The one thing to do first: what is late, then what waits for an answer, then the next day."""
        return next((line for group in self._turns for line in group), None)

    @property
    def _turns(self) -> tuple[list[PromiseLine], ...]:
        return self.late, self.to_answer, self.to_do


def office_day(programme: UUID, actor: Actor, *, today: date) -> OfficeDay:
    """What is before the actor's offices today, in four queries."""
    own = Commitment.objects.filter(programme=programme, office__in=own_offices(actor))
    rows = own.filter(is_over=False).order_by("due_on", "number")[: MOST_OPEN + 1]
    found = lines(rows, today=today)
    ends = own.filter(is_over=True).order_by().values_list("state").annotate(Count("pk"))
    shown = found[:MOST_OPEN]

    def those(fit: Callable[[PromiseLine], bool]) -> list[PromiseLine]:
        return [line for line in shown if fit(line)]

    return OfficeDay(
        late=those(lambda line: line.is_late),
        to_answer=those(lambda line: line.state is State.PROPOSED),
        to_do=those(lambda line: line.state in TO_DO and not line.is_late),
        with_citizens=those(
            lambda line: line.state in (State.REPORTED_DONE, State.CONFIRMED),
        ),
        more=len(found) > MOST_OPEN,
        ends={State(state): number for state, number in ends},
    )
