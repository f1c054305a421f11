"""Have everybody read what a meeting said, and take it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.activities.actions.owning import own_activity
from benkan.apps.activities.events import SummaryPublished, SummaryWithdrawn
from benkan.apps.activities.models import Activity, Summary
from benkan.apps.activities.rules import publishing
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, require


@transaction.atomic
def publish_summary(*, activity: UUID, text: str, actor: Actor, moment: datetime) -> None:
    """Publish a summary written for it. Another text takes the place of the first, which is kept; the
    same text again changes nothing."""
    row = _publishers_own(activity, actor)
    publishing.check_summary(text, is_closed=row.closed_at is not None)
    public = Summary.objects.filter(activity=row, withdrawn_at=None).first()
    if public is not None and public.text == text.strip():
        return
    if public is not None:
        _withdraw(public, "corrected", moment)
    Summary.objects.create(activity=row, text=text.strip(), published_at=moment)
    record(
        SummaryPublished(activity=row.pk, place=row.place_id),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def withdraw_summary(*, activity: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """Take the public summary back, for a reason. What is not public stays so."""
    row = _publishers_own(activity, actor)
    public = Summary.objects.filter(activity=row, withdrawn_at=None).first()
    if public is None:
        return
    publishing.check_withdrawal(reason)
    _withdraw(public, reason, moment)
    record(
        SummaryWithdrawn(activity=row.pk, place=row.place_id),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


def _publishers_own(activity: UUID, actor: Actor) -> Activity:
    row = own_activity(activity, actor)
    require(actor, *publishing.PUBLISHERS, line=registry.line_of(row.place_id))
    return row


def _withdraw(public: Summary, reason: str, moment: datetime) -> None:
    public.withdrawn_at, public.withdrawal_reason = moment, reason.strip()
    public.save(update_fields=["withdrawn_at", "withdrawal_reason"])
