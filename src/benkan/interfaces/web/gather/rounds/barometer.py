"""What the page of a round shows besides its path, for a barometer."""

from datetime import date

from django.utils.translation import get_language

from benkan.apps.assessments.queries.restitution import Glance, glance_at
from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.kit.actor import Actor


def section_of(card: RoundCard, actor: Actor, _today: date) -> Glance:
    """The barometer at a glance, in seven queries."""
    return glance_at(
        card.id, programme=card.programme, actor=actor, language=get_language() or "fr"
    )
