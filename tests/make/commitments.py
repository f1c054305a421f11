from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from benkan.apps.assessments.models import Node, Round
from benkan.apps.commitments.actions.escalating import carry_up
from benkan.apps.commitments.models import (
    CitizensCheck,
    Commitment,
    CommitmentStep,
    PolicyComment,
    PolicyConsultation,
    PolicyMeasure,
    PolicyStage,
    PolicyText,
    Proof,
    Reminder,
)
from benkan.apps.registry.models import Office, Place, Programme
from benkan.kit.actor import Actor, Role
from tests.make.registry import NOW, make_actor

_serial = count(1)
_SETTLED = ("kept", "broken", "declined")


def make_commitment(
    office: Office,
    *,
    place: Place | None = None,
    state: str = "proposed",
    due_on: date = date(2026, 12, 1),
    is_public: bool = False,
) -> Commitment:
    number = next(_serial)
    return Commitment.objects.create(
        programme=office.programme,
        number=number,
        office=office,
        place=place or office.place,
        service="water",
        problem="La pompe est en panne.",
        action=f"Réparer la pompe {number}",
        state=state,
        proposed_at=NOW,
        due_on=due_on,
        settled_at=NOW if state in _SETTLED else None,
        published_at=NOW if is_public else None,
    )


def make_escalation(commitment: Commitment, *, to: Office, actor: Actor) -> UUID:
    """A letter about a promise to an office one level up, made and not handed over."""
    return carry_up(commitment=commitment.pk, to_office=to.pk, actor=actor, moment=NOW)


def make_reminder_to_tell(commitment: Commitment) -> Reminder:
    return Reminder.objects.create(
        commitment=commitment,
        occasion="two_weeks",
        due_on=commitment.due_on,
        way="hand",
        state="waiting",
        moment=NOW,
    )


def make_on_record(
    office: Office,
    *,
    state: str = "accepted",
    due_on: date = date(2026, 12, 1),
    published_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
) -> Commitment:
    """A commitment that its office took on, and that is public since a moment, or no more."""
    row = make_commitment(office, state=state, due_on=due_on)
    CommitmentStep.objects.create(
        commitment=row, step="accept", state="accepted", due_on=due_on, moment=NOW
    )
    row.published_at, row.withdrawn_at = published_at, withdrawn_at
    row.save()
    return row


def make_policy(programme: Programme, place: Place, **facts: Any) -> PolicyMeasure:
    number = next(_serial)
    filled: dict[str, Any] = {
        "number": number,
        "kind": "deliberation",
        "title": f"Prix de l’eau aux bornes {number}",
        "summary": "Le seau d’eau coûte 10 FCFA à toutes les bornes.",
        "sector": "water",
        "level": "commune",
        "gender_focus": "significant",
        "gender_reason": "Les femmes puisent l’eau.",
        "registered_at": NOW,
        **facts,
    }
    return PolicyMeasure.objects.create(programme=programme, place=place, **filled)


def make_comment(measure: PolicyMeasure, *, state: str, by: Actor) -> PolicyComment:
    """What somebody said to the text of a measure, as it was judged."""
    assert by.account is not None
    text = PolicyText.objects.create(
        measure=measure, version=1, label="Projet", language="fr", created_at=NOW, by_id=by.account
    )
    consultation = PolicyConsultation.objects.create(
        text=text,
        opened_on=NOW.date(),
        closes_on=NOW.date() + timedelta(days=30),
        opened_by_id=by.account,
    )
    return PolicyComment.objects.create(
        consultation=consultation,
        source="person",
        words="Trop cher",
        language="fr",
        client_key=uuid4().hex,
        received_at=NOW,
        state=state,
        why="off_topic" if state == "set_aside" else "",
        judged_by_id=by.account,
        judged_at=NOW,
    )


def reach_stage(
    measure: PolicyMeasure,
    stage: str,
    *,
    by: Actor,
    state: str = "verified",
    on: date = date(2026, 5, 1),
    verified_by: Actor | None = None,
) -> PolicyStage:
    """A stage as it stands, without the way there."""
    is_verified = state == "verified"
    verifier = verified_by or make_actor(measure.programme, Role.MONITORING_OFFICER)
    row = PolicyStage.objects.create(
        measure=measure,
        stage=stage,
        state=state,
        on=None if state == "skipped" else on,
        recorded_by_id=by.account,
        recorded_at=NOW,
        verified_by_id=verifier.account if is_verified else None,
        verified_at=NOW if is_verified else None,
    )
    measure.stage = stage if state in ("verified", "reported") else measure.stage
    measure.save()
    return row


def make_aimed(
    found: Round,
    indicator: Node | None,
    *,
    office: Office,
    state: str = "accepted",
    due_on: date = date(2026, 12, 1),
    is_public: bool = False,
) -> Commitment:
    """An action of a round's plan, for an indicator or for none."""
    row = make_commitment(
        office,
        place=Place.objects.get(pk=found.place_id),
        state=state,
        due_on=due_on,
        is_public=is_public,
    )
    row.assessed_in, row.indicator, row.source = found, indicator, found.kind
    row.service = found.service
    row.save()
    return row


def follow_up(commitment: Commitment, *, by: Actor, moment: datetime = NOW) -> None:
    """A proof, and what citizens found."""
    assert by.account is not None
    Proof.objects.create(
        commitment=commitment, kind="count", quantity=1, note="Une moto", moment=moment
    )
    CitizensCheck.objects.create(
        commitment=commitment,
        groups={"women": 6},
        people=6,
        confirms=True,
        finding="Elle roule.",
        recorded_by_id=by.account,
        moment=moment,
    )
