"""Put a meeting in the calendar, put it off, cancel it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.activities import rules
from benkan.apps.activities.actions.owning import own_activity
from benkan.apps.activities.events import ActivityCancelled, ActivityPlanned, ActivityPostponed
from benkan.apps.activities.models import Activity, Postponement
from benkan.apps.activities.rules import calendar
from benkan.apps.activities.rules.kinds import Kind, Told, check_told
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, check_here, require


@transaction.atomic
def plan_activity(
    *,
    programme: UUID,
    kind: str,
    title: str,
    place: UUID,
    venue: str,
    organisation: UUID | None,
    planned_on: date,
    actor: Actor,
    moment: datetime,
    told: Told | None = None,
) -> UUID:
    """Put a meeting in the calendar of a place, with what its kind asks. The same meeting planned
    again is the same one; one that was cancelled is not brought back."""
    check_here(actor, programme)
    require(actor, *rules.ORGANISERS, line=registry.line_of(place))
    rules.check_title(title)
    check_told(kind, told or {})
    activity, is_new = Activity.objects.get_or_create(
        programme_id=programme,
        kind=Kind(kind).value,
        title=title.strip(),
        place_id=place,
        planned_on=planned_on,
        defaults={
            "venue": venue.strip(),
            "organisation_id": organisation,
            "told": dict(told or {}),
        },
    )
    calendar.check_not_cancelled(is_cancelled=activity.cancelled_at is not None)
    if is_new:
        record(
            ActivityPlanned(activity=activity.pk, place=place, kind=kind),
            programme=programme,
            actor=actor,
            moment=moment,
        )
    return activity.pk


@transaction.atomic
def postpone_activity(
    *, activity: UUID, to_day: date, reason: str, actor: Actor, moment: datetime
) -> None:
    """Put a meeting off to another day, for a reason. To the day where it stands already: nothing."""
    row = own_activity(activity, actor)
    if row.planned_on == to_day and row.first_planned_on is not None:
        return
    _check_open(row)
    calendar.check_reason(reason)
    calendar.check_new_day(to_day, planned_on=row.planned_on, today=timezone.localdate(moment))
    Postponement.objects.create(
        activity=row,
        from_day=row.planned_on,
        to_day=to_day,
        reason=reason.strip(),
        moment=moment,
    )
    row.first_planned_on, row.planned_on = row.first_planned_on or row.planned_on, to_day
    row.save(update_fields=["first_planned_on", "planned_on"])
    record(
        ActivityPostponed(activity=row.pk, place=row.place_id, to_day=to_day),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def cancel_activity(*, activity: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """Take a meeting out of the calendar, for a reason. Cancelled again it is as it was."""
    row = own_activity(activity, actor)
    if row.cancelled_at is not None:
        return
    _check_open(row)
    calendar.check_reason(reason)
    row.cancelled_at, row.cancel_reason = moment, reason.strip()
    row.save(update_fields=["cancelled_at", "cancel_reason"])
    record(
        ActivityCancelled(activity=row.pk, place=row.place_id),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


def _check_open(row: Activity) -> None:
    rules.check_open(is_closed=row.closed_at is not None)
    calendar.check_not_cancelled(is_cancelled=row.cancelled_at is not None)
