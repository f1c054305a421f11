"""What could be shown to everybody and is not yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.commitments import rules
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.rules import PUBLISHERS
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor

AT_ONCE = 50


@dataclass(frozen=True)
class Unpublished:
    """A commitment that was never public, with the words that will be read."""

    line: PromiseLine
    problem: str


def unpublished(
    actor: Actor, programme: UUID, *, today: date, meeting: UUID | None = None
) -> list[Unpublished]:
    """The commitments that the actor may publish and that never were, latest first, 50 at most; all,
    or those that came of one meeting. Six queries at most."""
    if actor.programme != programme:
        return []
    rows = Commitment.objects.filter(programme=programme, published_at=None, withdrawn_at=None)
    places = actor.places(*PUBLISHERS)
    if places is not None:
        rows = rows.filter(place__in=registry.below(places))
    if meeting is not None:
        rows = rows.filter(recommendation__in=[one.id for one in activities.agreed_at(meeting)])
    found = list(rows.order_by("-proposed_at", "id")[:AT_ONCE])
    offices = registry.office_cards({row.office_id for row in found}, on=today)
    others = [
        row
        for row in found
        if not rules.is_of(actor, row.office_id, offices[row.office_id].organisation)
    ]
    return [
        Unpublished(line, row.problem)
        for row, line in zip(others, lines(others, today=today), strict=True)
    ]
