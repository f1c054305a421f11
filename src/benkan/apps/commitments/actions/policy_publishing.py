"""Show a measure to everybody, and take it back: both are deliberate, and written down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.commitments.actions.policies import locked_policy, note_step
from benkan.apps.commitments.events import PolicyPublished, PolicyWithdrawn
from benkan.apps.commitments.rules import policies as rules
from benkan.apps.commitments.rules.publishing import PUBLISHERS, check_withdrawal
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor


@transaction.atomic
def publish_policy(*, policy: UUID, actor: Actor, moment: datetime) -> None:
    """Show the measure to everybody, with its verified stages and its texts. Safe to repeat."""
    row = locked_policy(policy, actor, PUBLISHERS)
    if row.published_at is not None:
        return
    rules.check_publish(row.summary)
    row.published_at, row.withdrawn_at = moment, None
    row.save(update_fields=["published_at", "withdrawn_at"])
    note_step(row, "published", actor, moment)
    shown = PolicyPublished(policy=row.pk, place=row.place_id)
    record(shown, programme=row.programme_id, actor=actor, moment=moment)


@transaction.atomic
def withdraw_policy(*, policy: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """Take the measure back from the public: its address says that and when, nothing more."""
    row = locked_policy(policy, actor, PUBLISHERS)
    check_withdrawal(is_public=row.published_at is not None, reason=reason)
    row.published_at, row.withdrawn_at = None, moment
    row.save(update_fields=["published_at", "withdrawn_at"])
    note_step(row, "withdrawn", actor, moment, note=reason)
    taken_back = PolicyWithdrawn(policy=row.pk, place=row.place_id)
    record(taken_back, programme=row.programme_id, actor=actor, moment=moment)
