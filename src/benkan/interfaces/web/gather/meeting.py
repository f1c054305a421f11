"""What a meeting speaks to, what it agreed on, and what became of it: three chapters on one page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.activities.rules import organises
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import PUBLISHERS
from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as voices
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class Point:
    """One issue on the agenda. `agreed` None: nothing yet; `promise` None: not before the office yet."""

    agenda: voices.AgendaLine
    agreed: activities.RecommendationCard | None
    promise: commitments.PromiseLine | None


@dataclass(frozen=True)
class Meeting:
    """A meeting with its agenda, and the offices that an action can be asked of. `besides`: what it
    recommended beside its agenda, with or without an end."""

    activity: activities.ActivityCard
    points: list[Point]
    besides: list[activities.Recommended]
    offices: list[registry.OfficeCard]
    has_begun: bool
    may_agree: bool
    may_publish: bool

    @property
    def unpublished(self) -> int:
        """How many promises of the agenda the public does not see."""
        promises = [point.promise for point in self.points if point.promise]
        return sum(1 for promise in promises if not promise.is_public)

    @property
    def agreed(self) -> int:
        return sum(1 for point in self.points if point.agreed)


def meeting_of(activity: UUID, *, programme: UUID, actor: Actor, today: date) -> Meeting:
    """The meeting as the actor may see it, in at most 20 queries however long its agenda is.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    card = activities.seen_activity(activity, programme=programme, actor=actor)
    agreed = {found.id: found for found in activities.agreed_at(activity)}
    promises = commitments.promised_for(agreed, today=today)
    points = [
        Point(
            agenda=item,
            agreed=agreed.get(item.recommendation) if item.recommendation else None,
            promise=promises.get(item.recommendation) if item.recommendation else None,
        )
        for item in voices.agenda_of(activity)
    ]
    on_agenda = {point.agenda.recommendation for point in points}
    line = registry.line_of(card.place)
    return Meeting(
        activity=card,
        points=points,
        besides=[one for one in activities.recommended_at(activity) if one.id not in on_agenda],
        offices=registry.offices_at(programme, card.place, with_above=True, on=today),
        has_begun=card.day <= today,
        may_agree=organises(actor, organisation=card.organisation, line=line),
        may_publish=actor.holds(*PUBLISHERS, line=line),
    )
