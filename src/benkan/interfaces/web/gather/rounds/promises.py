"""What was promised at a round, and how much of it is still open."""

from dataclasses import dataclass
from datetime import date

from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.apps.commitments.queries.planning import PlanCount, plans_counted


@dataclass(frozen=True)
class Promises:
    """The promises of a round: how many were made, for how many indicators, how many are kept, and how
    many are neither kept nor over."""

    made: int = 0
    open: int = 0
    kept: int = 0
    indicators: int = 0


def promises_of(card: RoundCard, *, today: date) -> Promises:
    """The promises that came of a round, in one query."""
    found = plans_counted([card.id]).get(card.id, PlanCount())
    return Promises(found.actions, found.open, found.kept, found.indicators)
