"""Plan a meeting, hold it, and write down what it agreed on."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.activities import rules
from benkan.apps.activities.events import ActionAgreed, ActivityHeld, ActivityPlanned
from benkan.apps.activities.models import Activity, Headcount, Recommendation, SituationCount
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, check_here, require
from benkan.kit.refusals import NotAllowed, NotFound


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
) -> UUID:
    """Put a meeting in the calendar of a place. The same meeting planned again is the same one."""
    _check_organiser(actor, programme=programme, place=place)
    rules.check_title(title)
    activity, is_new = Activity.objects.get_or_create(
        programme_id=programme,
        kind=Activity.Kind(kind),
        title=title.strip(),
        place_id=place,
        planned_on=planned_on,
        defaults={"venue": venue.strip(), "organisation_id": organisation},
    )
    if is_new:
        record(
            ActivityPlanned(activity=activity.pk, place=place, kind=kind),
            programme=programme,
            actor=actor,
            moment=moment,
        )
    return activity.pk


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
) -> None:
    """Report a meeting: who came, what was said. It is closed with that; the same report sent again
    changes nothing, and another one is refused."""
    held = _locked(activity)
    _check_own(actor, held)
    if report_key and held.report_key == report_key:
        return
    rules.check_open(is_closed=held.closed_at is not None)
    rules.check_begun(held_on, timezone.localdate(moment))
    rules.check_attendance(headcounts, situations)
    held.held_on, held.minutes = held_on, minutes.strip()
    held.evidence_file, held.closed_at = evidence_file, moment
    held.report_key = report_key
    held.save(update_fields=["held_on", "minutes", "evidence_file", "closed_at", "report_key"])
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


@transaction.atomic
def recommend(
    *,
    activity: UUID,
    problem: str,
    action: str,
    office: UUID,
    service: str,
    due_on: date,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write down that the meeting agreed on an action of an office by a day. The same action of
    the same office written down again is the same one."""
    meeting = _locked(activity)
    _check_own(actor, meeting)
    today = timezone.localdate(moment)
    rules.check_begun(meeting.held_on or meeting.planned_on, today)
    rules.check_agreed(action, due_on=due_on, today=today)
    known = registry.offices_at(meeting.programme_id, meeting.place_id, on=today, with_above=True)
    if office not in {card.id for card in known}:
        raise rules.OfficeNotHere()
    agreed, is_new = Recommendation.objects.get_or_create(
        activity=meeting,
        office_id=office,
        action=action.strip(),
        defaults={
            "problem": problem.strip(),
            "service": service,
            "due_on": due_on,
            "recorded_at": moment,
        },
    )
    if is_new:
        record(
            ActionAgreed(
                recommendation=agreed.pk,
                activity=meeting.pk,
                office=office,
                place=meeting.place_id,
                service=service,
            ),
            programme=meeting.programme_id,
            actor=actor,
            moment=moment,
        )
    return agreed.pk


def _check_organiser(actor: Actor, *, programme: UUID, place: UUID) -> None:
    check_here(actor, programme)
    require(actor, *rules.ORGANISERS, line=registry.line_of(place))


def _check_own(actor: Actor, meeting: Activity) -> None:
    """Another organisation's meeting is not ours to close, though it is at our place."""
    if actor.programme != meeting.programme_id:
        raise NotFound()
    line = registry.line_of(meeting.place_id)
    if not rules.organises(actor, organisation=meeting.organisation_id, line=line):
        raise NotAllowed()


def _locked(activity: UUID) -> Activity:
    found = Activity.objects.select_for_update().filter(pk=activity).first()
    if found is None:
        raise NotFound()
    return found
