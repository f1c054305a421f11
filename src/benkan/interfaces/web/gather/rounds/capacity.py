"""What the page of a round shows besides its path, for a capacity."""

from datetime import date

from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.kit.actor import Actor


def section_of(card: RoundCard, actor: Actor, today: date) -> object:
    """Nothing yet."""
    return None
