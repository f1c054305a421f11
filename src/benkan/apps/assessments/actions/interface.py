"""The meeting of citizens and the service: which one it is, who came, and what was said."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from benkan.apps.activities import actions as activities_actions
from benkan.apps.activities import queries as activities
from benkan.apps.activities.rules.kinds import Kind as MeetingKind
from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.assessments.events import InterfaceMeetingSet, InterfaceMeetingTold
from benkan.apps.assessments.models import MeetingHeadcount, Round
from benkan.apps.assessments.rules import interface
from benkan.apps.assessments.rules.interface import Came, NotSuchAMeeting
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def plan_meeting(
    *, round_id: UUID, title: str, venue: str, planned_on: date, actor: Actor, moment: datetime
) -> UUID:
    """Put the meeting of this round in the calendar, at its place, for who carries the round out.
    Planned again with the same title and day it is the same."""
    found = own_round(round_id, actor)
    told = {"service": found.service} if found.service else {}
    if found.assessment.facility_id:
        told["facility"] = str(found.assessment.facility_id)
    meeting = activities_actions.plan_activity(
        programme=found.programme_id,
        kind=MeetingKind.INTERFACE_MEETING,
        title=title,
        place=found.place_id,
        venue=venue,
        organisation=found.organisation_id,
        planned_on=planned_on,
        told=told,
        actor=actor,
        moment=moment,
    )
    _set(found, meeting, actor, moment)
    return meeting


@transaction.atomic
def link_meeting(*, round_id: UUID, meeting: UUID, actor: Actor, moment: datetime) -> None:
    """Say which meeting of the calendar it is. The same one again: nothing.

    Raises:
        NotSuchAMeeting: of another kind or place, or cancelled.
        SaidAlready: the round is public with another one.
    """
    found = own_round(round_id, actor)
    try:
        card = activities.seen_activity(meeting, programme=found.programme_id, actor=actor)
    except NotFound:
        raise NotSuchAMeeting() from None
    near = found.place_id in registry.line_of(card.place) or card.place in registry.line_of(
        found.place_id
    )
    if card.kind != MeetingKind.INTERFACE_MEETING or card.is_cancelled or not near:
        raise NotSuchAMeeting()
    _set(found, meeting, actor, moment)


@transaction.atomic
def count_meeting(*, round_id: UUID, came: Came, actor: Actor, moment: datetime) -> None:
    """How many came, by what they came as; counted again, the later count holds until the round is
    public.

    Raises:
        NobodyCame, CountNotPossible: what is wrong with the counts.
        SaidAlready: the round is public with other counts.
    """
    found = own_round(round_id, actor)
    interface.check_came(came)
    rows = MeetingHeadcount.objects.filter(round=found)
    before = {(row.category, row.sex): row.people for row in rows}
    after = {(of.value, sex.value): people for (of, sex), people in came.items() if people}
    if before == after:
        return
    interface.check_change(str(before or ""), str(after), is_released=_is_public(found))
    rows.delete()
    MeetingHeadcount.objects.bulk_create(
        MeetingHeadcount(round=found, category=of, sex=sex, people=people)
        for (of, sex), people in after.items()
    )
    _told(found, sum(after.values()), actor, moment)


@transaction.atomic
def note_meeting(
    *, round_id: UUID, agreements: str, disagreements: str, actor: Actor, moment: datetime
) -> None:
    """What both sides agreed on, and what they did not. Written again, the later holds until the round
    is public; then only what is empty is filled.

    Raises:
        SaidAlready: the round is public, and it was written already.
    """
    found = own_round(round_id, actor)
    if (found.agreements, found.disagreements) == (agreements.strip(), disagreements.strip()):
        return
    is_public = _is_public(found)
    interface.check_change(found.agreements, agreements, is_released=is_public)
    interface.check_change(found.disagreements, disagreements, is_released=is_public)
    found.agreements, found.disagreements = agreements.strip(), disagreements.strip()
    found.save(update_fields=["agreements", "disagreements"])
    counted = MeetingHeadcount.objects.filter(round=found).aggregate(all=Sum("people"))["all"]
    _told(found, counted or 0, actor, moment)


def _told(found: Round, people: int, actor: Actor, moment: datetime) -> None:
    record(
        InterfaceMeetingTold(round=found.pk, place=found.place_id, people=people),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


def _set(found: Round, meeting: UUID, actor: Actor, moment: datetime) -> None:
    if found.interface_meeting_id == meeting:
        return
    before = str(found.interface_meeting_id or "")
    interface.check_change(before, str(meeting), is_released=_is_public(found))
    found.interface_meeting_id = meeting
    found.save(update_fields=["interface_meeting"])
    record(
        InterfaceMeetingSet(round=found.pk, activity=meeting, place=found.place_id),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


def _is_public(found: Round) -> bool:
    return found.released_at is not None
