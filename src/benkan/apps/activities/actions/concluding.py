"""Questions, recommendations, and what becomes of each."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.activities import rules
from benkan.apps.activities.actions.owning import own_activity
from benkan.apps.activities.events import ActionAgreed, RecommendationEnded, RecommendationNoted
from benkan.apps.activities.models import Activity, Question, Recommendation
from benkan.apps.activities.rules import ending as ends
from benkan.apps.activities.rules import questions
from benkan.apps.activities.rules.ending import Ending
from benkan.apps.journal.actions import record
from benkan.apps.journal.events import Event
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service


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
    meeting = own_activity(activity, actor)
    today = timezone.localdate(moment)
    rules.check_begun(meeting.held_on or meeting.planned_on, today)
    rules.check_agreed(action, due_on=due_on, today=today)
    _check_office_here(meeting, office, today)
    agreed, is_new = Recommendation.objects.get_or_create(
        activity=meeting,
        office_id=office,
        action=action.strip(),
        defaults={
            "problem": problem.strip(),
            "service": service,
            "due_on": due_on,
            "recorded_at": moment,
            "ending": Ending.PROMISED.value,
            "ended_at": moment,
        },
    )
    if is_new:
        _announce(_agreed(agreed, meeting), meeting, actor, moment)
    return agreed.pk


@transaction.atomic
def note_recommendation(
    *,
    activity: UUID,
    action: str,
    problem: str,
    service: str,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write down what the meeting recommends before anybody has said what becomes of it. The same
    words written down again are the same recommendation."""
    meeting = own_activity(activity, actor)
    rules.check_begun(meeting.held_on or meeting.planned_on, timezone.localdate(moment))
    return _noted(meeting, action, problem, service, actor, moment).pk


@transaction.atomic
def promise_recommendation(
    *, recommendation: UUID, office: UUID, due_on: date, actor: Actor, moment: datetime
) -> None:
    """Put an open recommendation before an office, to be done by a day: it becomes a commitment."""
    row, meeting = _own(recommendation, actor)
    ends.check_open(Ending(row.ending))
    today = timezone.localdate(moment)
    rules.check_agreed(row.action, due_on=due_on, today=today)
    _check_office_here(meeting, office, today)
    row.office_id, row.due_on = office, due_on
    row.ending, row.ended_at = Ending.PROMISED.value, moment
    row.save(update_fields=["office", "due_on", "ending", "ended_at"])
    _announce(_agreed(row, meeting), meeting, actor, moment)


@transaction.atomic
def end_recommendation(
    *,
    recommendation: UUID,
    ending: str,
    note: str = "",
    promised_before: UUID | None = None,
    actor: Actor,
    moment: datetime,
) -> None:
    """Say why an open recommendation does not become a promise. The caller has seen to it that the
    promise that answers it is one of the programme."""
    row, meeting = _own(recommendation, actor)
    ends.check_open(Ending(row.ending))
    ends.check_reason(Ending(ending), words=note, names_promise=promised_before is not None)
    is_before = ending == Ending.PROMISED_BEFORE
    row.ending, row.ending_note, row.ended_at = Ending(ending).value, note.strip(), moment
    row.promised_before = promised_before if is_before else None
    row.save(update_fields=["ending", "ending_note", "ended_at", "promised_before"])
    event = RecommendationEnded(
        recommendation=row.pk, activity=meeting.pk, place=meeting.place_id, ending=row.ending
    )
    _announce(event, meeting, actor, moment)


@transaction.atomic
def ask(
    *,
    activity: UUID,
    asker: str,
    question: str,
    answer: str,
    to_do: str,
    service: str,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write down a question with its answer; what is to be done about it (`to_do`, or nothing) becomes
    a recommendation. The same question of the same category again is the same one."""
    meeting = own_activity(activity, actor)
    rules.check_begun(meeting.held_on or meeting.planned_on, timezone.localdate(moment))
    questions.check_question(question, asker=asker)
    asked, is_new = Question.objects.get_or_create(
        activity=meeting,
        asker=asker,
        question=question.strip(),
        defaults={"answer": answer.strip(), "recorded_at": moment},
    )
    if is_new and to_do.strip():
        asked.recommendation = _noted(meeting, to_do, asked.question, service, actor, moment)
        asked.save(update_fields=["recommendation"])
    return asked.pk


def _noted(
    meeting: Activity, action: str, problem: str, service: str, actor: Actor, moment: datetime
) -> Recommendation:
    if not action.strip():
        raise rules.ActionMissing()
    noted, is_new = Recommendation.objects.get_or_create(
        activity=meeting,
        action=action.strip(),
        problem=problem.strip(),
        defaults={
            "service": Service(service).value,
            "recorded_at": moment,
            "ending": Ending.OPEN.value,
        },
    )
    if is_new:
        event = RecommendationNoted(
            recommendation=noted.pk, activity=meeting.pk, place=meeting.place_id
        )
        _announce(event, meeting, actor, moment)
    return noted


def _own(recommendation: UUID, actor: Actor) -> tuple[Recommendation, Activity]:
    found = Recommendation.objects.select_for_update().filter(pk=recommendation).first()
    if found is None:
        raise NotFound()
    return found, own_activity(found.activity_id, actor)


def _check_office_here(meeting: Activity, office: UUID, today: date) -> None:
    known = registry.offices_at(meeting.programme_id, meeting.place_id, on=today, with_above=True)
    if office not in {card.id for card in known}:
        raise rules.OfficeNotHere()


def _agreed(row: Recommendation, meeting: Activity) -> ActionAgreed:
    assert row.office_id is not None, "what is agreed has an office"
    return ActionAgreed(
        recommendation=row.pk,
        activity=meeting.pk,
        office=row.office_id,
        place=meeting.place_id,
        service=row.service,
    )


def _announce(event: Event, meeting: Activity, actor: Actor, moment: datetime) -> None:
    record(event, programme=meeting.programme_id, actor=actor, moment=moment)
