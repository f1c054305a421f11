"""What was promised at a round, and how much of it is still open."""

from dataclasses import dataclass
from datetime import date

from benkan.apps.assessments.queries.rounds import RoundCard


@dataclass(frozen=True)
class Promises:
    """The promises of a round: how many were made, and how many are neither kept nor over."""

    made: int = 0
    open: int = 0


def promises_of(card: RoundCard, *, today: date) -> Promises:
    """The promises that came of a round."""
    return Promises()
