"""Put what several cases have in common before a meeting, and keep what it agreed."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.activities import actions as activities
from benkan.apps.activities import queries as meetings
from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.answering import move_case
from benkan.apps.voices.actions.change import case_to_change, issue_to_change
from benkan.apps.voices.events import IssueAgreed, IssueOpened
from benkan.apps.voices.models import AgendaItem, Issue, IssueCase
from benkan.apps.voices.rules import states
from benkan.apps.voices.rules.scope import SORTERS
from benkan.kit.actor import Actor, check_here, require
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service


@transaction.atomic
def open_issue(
    *,
    programme: UUID,
    title: str,
    description: str = "",
    place: UUID,
    service: Service | str,
    cases: Collection[UUID],
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Make an issue of one or more cases."""
    check_here(actor, programme)
    require(actor, *SORTERS, line=registry.line_of(place))
    if not cases:
        raise states.NoCaseChosen()
    issue = Issue.objects.create(
        programme_id=programme,
        title=title.strip(),
        description=description.strip(),
        place_id=place,
        service=Service(service).value,
        state=states.IssueState.OPEN,
        opened_at=moment,
    )
    _join(issue, cases, actor, moment)
    event = IssueOpened(issue=issue.pk, place=place, service=issue.service, cases=len(set(cases)))
    journal.record(event, programme=programme, actor=actor, moment=moment)
    return issue.pk


@transaction.atomic
def add_to_issue(*, issue: UUID, cases: Collection[UUID], actor: Actor, moment: datetime) -> None:
    """Add cases to an issue; those that are in it already stay as they are."""
    if not cases:
        raise states.NoCaseChosen()
    row = issue_to_change(issue, actor=actor, roles=SORTERS)
    if row.state == states.IssueState.SETTLED:
        raise states.IssueIsSettled()
    inside = IssueCase.objects.filter(issue=row, case__in=cases).values_list("case_id", flat=True)
    _join(row, set(cases) - set(inside), actor, moment)


def _join(issue: Issue, cases: Collection[UUID], actor: Actor, moment: datetime) -> None:
    for case in sorted(set(cases)):
        row = case_to_change(case, actor=actor, roles=SORTERS)
        states.check_may_group(
            states.State(row.state),
            reference=row.reference,
            is_sensitive=row.is_sensitive,
            is_about_somebody=row.about.filter(is_so=True).exists(),
        )
        IssueCase.objects.create(issue=issue, case=row, moment=moment)
        move_case(row, states.State.GROUPED, actor=actor, moment=moment)


@transaction.atomic
def put_on_agenda(*, issue: UUID, activity: UUID, actor: Actor, moment: datetime) -> UUID:
    """Put an issue before a meeting; once, however often it is asked. Returns the agenda item. Both
    must be at places of the actor: nobody fills the agenda of a neighbour."""
    row = issue_to_change(issue, actor=actor, roles=SORTERS)
    if row.state == states.IssueState.SETTLED:
        raise states.IssueIsSettled()
    meeting = meetings.activity_card(activity)
    if meeting.programme != row.programme_id:
        raise NotFound()
    require(actor, *SORTERS, line=registry.line_of(meeting.place))
    item, first = AgendaItem.objects.get_or_create(
        issue=row, activity_id=activity, defaults={"moment": moment}
    )
    if first and row.state == states.IssueState.OPEN:
        row.state = states.IssueState.ON_AGENDA
        row.save(update_fields=["state"])
    return item.pk


@transaction.atomic
def agree_on(
    *, item: UUID, action: str, office: UUID, due_on: date, actor: Actor, moment: datetime
) -> UUID:
    """Keep what a meeting agreed about an issue. A second call gives the same recommendation; the
    same words for another issue are refused, since a promise answers one issue."""
    found = AgendaItem.objects.select_for_update().filter(pk=item).first()
    if found is None:
        raise NotFound()
    issue = issue_to_change(found.issue_id, actor=actor, roles=SORTERS)
    if found.recommendation_id:
        return found.recommendation_id
    recommendation = activities.recommend(
        activity=found.activity_id,
        problem=issue.description or issue.title,
        action=action,
        office=office,
        service=issue.service,
        due_on=due_on,
        actor=actor,
        moment=moment,
    )
    if AgendaItem.objects.filter(recommendation_id=recommendation).exists():
        raise states.AgreedOnAnotherIssue()
    found.recommendation_id = recommendation
    found.save(update_fields=["recommendation"])
    issue.state = states.IssueState.AGREED
    issue.save(update_fields=["state"])
    event = IssueAgreed(issue=issue.pk, recommendation=recommendation)
    journal.record(event, programme=issue.programme_id, actor=actor, moment=moment)
    return recommendation
