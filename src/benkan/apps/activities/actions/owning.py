"""Whose a meeting is to change, asked by every action."""

from uuid import UUID

from benkan.apps.activities import rules
from benkan.apps.activities.models import Activity
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotAllowed, NotFound


def own_activity(activity: UUID, actor: Actor) -> Activity:
    """The meeting, locked, if it is the actor's to report and conclude. Another organisation's is not,
    though it is at our place."""
    found = Activity.objects.select_for_update().filter(pk=activity).first()
    if found is None or actor.programme != found.programme_id:
        raise NotFound()
    line = registry.line_of(found.place_id)
    if not rules.organises(actor, organisation=found.organisation_id, line=line):
        raise NotAllowed()
    return found
