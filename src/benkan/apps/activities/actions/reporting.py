"""Report a meeting: who came, what was said, and what its kind asks."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.activities import rules
from benkan.apps.activities.actions.owning import own_activity
from benkan.apps.activities.events import ActivityCompleted, ActivityHeld
from benkan.apps.activities.models import Activity, Headcount, SituationCount
from benkan.apps.activities.rules import attendance, calendar, kinds
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor


@transaction.atomic
def hold_activity(
    *,
    activity: UUID,
    held_on: date,
    headcounts: rules.Headcounts,
    situations: rules.Situations,
    minutes: str,
    evidence_file: UUID | None,
    actor: Actor,
    moment: datetime,
    report_key: str = "",
    told: kinds.Told | None = None,
) -> None:
    """Report a meeting: who came, what was said. It is closed with that; the same report sent again
    changes nothing, and another one is refused. What its kind asks may be left to be completed."""
    held = own_activity(activity, actor)
    if report_key and held.report_key == report_key:
        return
    rules.check_open(is_closed=held.closed_at is not None)
    calendar.check_not_cancelled(is_cancelled=held.cancelled_at is not None)
    rules.check_begun(held_on, timezone.localdate(moment))
    rules.check_attendance(headcounts, situations)
    held.told = kinds.completed(held.kind, held.told, told or {})
    held.held_on, held.minutes = held_on, minutes.strip()
    held.evidence_file, held.closed_at = evidence_file, moment
    held.report_key = report_key
    held.save(
        update_fields=["held_on", "minutes", "evidence_file", "closed_at", "report_key", "told"]
    )
    _keep_attendance(held, headcounts, situations)
    files.keep_for_good([evidence_file] if evidence_file else [])
    record(
        ActivityHeld(
            activity=held.pk,
            place=held.place_id,
            kind=held.kind,
            people=rules.people_of(headcounts),
        ),
        programme=held.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def complete_activity(*, activity: UUID, told: kinds.Told, actor: Actor, moment: datetime) -> None:
    """Add to a closed report what its kind asks and nobody had said; what was said stays as it is, so
    that sending it twice changes nothing."""
    row = own_activity(activity, actor)
    if row.closed_at is None:
        raise attendance.NotClosedYet()
    after = kinds.completed(row.kind, row.told, told)
    added = len(after) - len(row.told)
    if not added:
        return
    row.told = after
    row.save(update_fields=["told"])
    record(
        ActivityCompleted(activity=row.pk, place=row.place_id, answers=added),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


def _keep_attendance(
    activity: Activity, headcounts: rules.Headcounts, situations: rules.Situations
) -> None:
    Headcount.objects.bulk_create(
        Headcount(activity=activity, sex=sex, age_band=band, people=people)
        for (sex, band), people in headcounts.items()
        if people
    )
    SituationCount.objects.bulk_create(
        SituationCount(activity=activity, situation=situation, sex=sex, people=people)
        for (situation, sex), people in situations.items()
        if people
    )
