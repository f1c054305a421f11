"""A recommendation of a meeting with the promise that came of it, or that answers it already."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.activities.rules import organises
from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor

MOST_PROMISES = 100


@dataclass(frozen=True)
class Recommendation:
    """`offices`: whom it can be asked of. `promises`: those of the place, one of which may answer it
    already. `promise`: the one that does."""

    recommended: activities.Recommended
    activity: activities.ActivityCard
    offices: list[registry.OfficeCard]
    promises: list[commitments.PromiseLine]
    promise: commitments.PromiseLine | None
    is_ours: bool


def recommendation_of(
    recommendation: UUID, *, programme: UUID, actor: Actor, today: date
) -> Recommendation:
    """The recommendation as the actor may see it, in at most 20 queries.

    Raises:
        NotFound: there is none, or its meeting is out of the actor's sight.
    """
    found = activities.recommended(recommendation)
    card = activities.seen_activity(found.activity, programme=programme, actor=actor)
    made = commitments.promised_for([recommendation], today=today).get(recommendation)
    before = found.promised_before
    if made is None and before is not None:
        made = commitments.lines_called({before}, today=today).get(before)
    return Recommendation(
        recommended=found,
        activity=card,
        offices=registry.offices_at(programme, card.place, with_above=True, on=today),
        promises=commitments.promised_at(
            programme, registry.places_below([card.place]), today=today, limit=MOST_PROMISES
        ),
        promise=made,
        is_ours=organises(actor, organisation=card.organisation, line=registry.line_of(card.place)),
    )
