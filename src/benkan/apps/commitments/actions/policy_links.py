"""Say which issues and which meetings fed a measure."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.activities import queries as activities
from benkan.apps.commitments.actions.policies import announce_change, locked_policy
from benkan.apps.commitments.models import PolicyIssue, PolicyMeeting
from benkan.apps.voices import queries as voices
from benkan.kit.actor import Actor


@transaction.atomic
def link_issue(*, policy: UUID, issue: UUID, actor: Actor, moment: datetime) -> None:
    """An issue of people's messages fed the measure; named twice, it is there once."""
    row = locked_policy(policy, actor)
    voices.issue_for(issue, actor=actor, programme=row.programme_id)
    _, is_new = PolicyIssue.objects.get_or_create(
        measure=row, issue_id=issue, defaults={"moment": moment}
    )
    if is_new:
        announce_change(row, "issues", actor, moment)


@transaction.atomic
def unlink_issue(*, policy: UUID, issue: UUID, actor: Actor, moment: datetime) -> None:
    """It was named by mistake. Safe to repeat."""
    row = locked_policy(policy, actor)
    removed, _ = PolicyIssue.objects.filter(measure=row, issue=issue).delete()
    if removed:
        announce_change(row, "issues", actor, moment)


@transaction.atomic
def link_meeting(*, policy: UUID, activity: UUID, actor: Actor, moment: datetime) -> None:
    """A meeting worked on the measure; named twice, it is there once."""
    row = locked_policy(policy, actor)
    activities.seen_activity(activity, programme=row.programme_id, actor=actor)
    _, is_new = PolicyMeeting.objects.get_or_create(
        measure=row, activity_id=activity, defaults={"moment": moment}
    )
    if is_new:
        announce_change(row, "meetings", actor, moment)


@transaction.atomic
def unlink_meeting(*, policy: UUID, activity: UUID, actor: Actor, moment: datetime) -> None:
    """It was named by mistake. Safe to repeat."""
    row = locked_policy(policy, actor)
    removed, _ = PolicyMeeting.objects.filter(measure=row, activity=activity).delete()
    if removed:
        announce_change(row, "meetings", actor, moment)
