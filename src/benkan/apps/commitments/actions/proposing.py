"""Put before an office what it is asked to promise."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.assessments.queries.promising import RoundCard
from benkan.apps.commitments import rules
from benkan.apps.commitments.actions.aiming import aimed
from benkan.apps.commitments.actions.completing import columns, write_partners
from benkan.apps.commitments.events import CommitmentProposed
from benkan.apps.commitments.models import Commitment, NumberCounter
from benkan.apps.commitments.queries.terms import partner_names
from benkan.apps.commitments.rules import Details, Source, State
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as voices
from benkan.kit.actor import Actor, check_here, require


@transaction.atomic
def propose(
    *,
    programme: UUID,
    recommendation: UUID | None,
    issue: UUID | None,
    office: UUID | None,
    place: UUID,
    service: str,
    problem: str,
    action: str,
    due_on: date,
    details: Details | None = None,
    policy: UUID | None = None,
    assessed_in: UUID | None = None,
    indicator: UUID | None = None,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Put before an office what it is asked to promise: once for an agreed action, and once for the
    same words to the same office for the same indicator of a round.

    Who may agree on an action was asked at the meeting; without one, it is asked here.

    Raises:
        IndicatorMissing, IndicatorOfAnother, NotScoredYet, PlanIsOver: what a round agrees on is to move
            an indicator of it, which people scored, before the next round is.
    """
    agreed = aimed(
        assessed_in,
        indicator,
        programme=programme,
        actor=actor,
        is_of_meeting=recommendation is not None,
    )
    said = _said(details or Details(), recommendation, issue, policy, agreed)
    rules.check_terms(action=action, details=said, is_on_record=agreed is not None)
    asked = rules.check_office(office)
    if registry.programme_of_office(asked) != programme:
        raise rules.OfficeMissing()
    if recommendation is None:
        check_here(actor, programme)
        require(actor, *rules.PROPOSERS, line=registry.line_of(place))
        if issue is not None:
            voices.issue_for(issue, actor=actor, programme=programme)
    number = _locked_number(programme)
    if recommendation and (
        known := Commitment.objects.filter(recommendation=recommendation).first()
    ):
        return known.pk
    if indicator and (known := _same(assessed_in, indicator, asked, action)):
        return known.pk
    rules.check_due(due_on, timezone.localdate(moment))
    commitment = Commitment.objects.create(
        programme_id=programme,
        number=number.last + 1,
        recommendation_id=recommendation,
        issue_id=issue,
        policy_id=policy,
        assessed_in_id=assessed_in,
        indicator_id=indicator,
        office_id=asked,
        place_id=place,
        service=service,
        problem=problem,
        action=action,
        state=State.PROPOSED,
        proposed_at=moment,
        due_on=due_on,
        **columns(said),
    )
    known_partners = partner_names(programme, said.partners)
    write_partners(commitment, said.partners, known=known_partners)
    number.last += 1
    number.save(update_fields=["last"])
    record(
        CommitmentProposed(
            commitment=commitment.pk, office=asked, place=place, service=service, due_on=due_on
        ),
        programme=programme,
        actor=actor,
        moment=moment,
    )
    return commitment.pk


def _same(
    assessed_in: UUID | None, indicator: UUID, office: UUID, action: str
) -> Commitment | None:
    """What was written for the indicator in the same words already: a form that is sent twice."""
    return Commitment.objects.filter(
        assessed_in=assessed_in, indicator=indicator, office=office, action=action
    ).first()


def _said(
    details: Details,
    recommendation: UUID | None,
    issue: UUID | None,
    policy: UUID | None,
    agreed: RoundCard | None,
) -> Details:
    """Where it comes from is known where it comes from a record."""
    records = [
        (recommendation, Source.MEETING),
        (agreed, Source(agreed.kind) if agreed and agreed.kind in set(Source) else Source.ALONE),
        (issue, Source.ISSUE),
        (policy, Source.POLICY),
    ]
    for known, source in records:
        if known is not None:
            return replace(details, source=source)
    return details


def _locked_number(programme: UUID) -> NumberCounter:
    """The programme's counter, locked: proposals of one programme wait for each other here."""
    NumberCounter.objects.get_or_create(programme_id=programme)
    return NumberCounter.objects.select_for_update().get(programme=programme)
