from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from benkan.apps.commitments import actions, rules
from benkan.apps.commitments.models import CitizensCheck, Commitment, CommitmentStep, Proof
from benkan.apps.commitments.rules import ProofKind, Shown
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Office, Place, Programme
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.activities import make_activity, make_recommendation
from tests.make.commitments import make_commitment
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 1)
TAPS = Shown(ProofKind.COUNT, quantity=Decimal(2), planned=Decimal(3), unit="robinets")


@dataclass
class Here:
    programme: Programme
    place: Place
    office: Office
    mayor: Actor
    animator: Actor
    officer: Actor


@pytest.fixture
def here() -> Here:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place)
    return Here(
        programme,
        place,
        office,
        make_office_holder(office),
        make_actor(programme, Role.ANIMATOR, place=place),
        make_actor(programme, Role.MONITORING_OFFICER),
    )


def propose(here: Here, **changed: Any) -> UUID:
    return actions.propose(
        **{
            "programme": here.programme.pk,
            "recommendation": None,
            "issue": None,
            "office": here.office.pk,
            "place": here.place.pk,
            "service": "water",
            "problem": "La pompe est en panne.",
            "action": "Réparer la pompe",
            "due_on": DUE,
            "actor": here.animator,
            "moment": NOW,
            **changed,
        }
    )


def state_of(commitment: UUID) -> str:
    return Commitment.objects.get(pk=commitment).state


def journal() -> list[str]:
    return sorted(Entry.objects.values_list("name", flat=True))


def check(commitment: UUID, actor: Actor, *, confirms: bool = True) -> None:
    actions.record_check(
        commitment=commitment,
        groups={"women": 12, "users": 5},
        people=14,
        confirms=confirms,
        finding="L’eau coule.",
        actor=actor,
        moment=NOW + timedelta(days=9),
    )


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return out.getvalue()


def test_a_promise_goes_from_the_meeting_to_kept(here: Here) -> None:
    promise = propose(here)

    actions.accept(commitment=promise, actor=here.mayor, moment=NOW)
    actions.begin(commitment=promise, actor=here.mayor, moment=NOW + timedelta(days=1))
    actions.report_done(
        commitment=promise,
        note="Pompe réparée",
        proofs=[Shown(ProofKind.PHOTO, content=picture())],
        actor=here.mayor,
        moment=NOW + timedelta(days=8),
    )
    check(promise, here.animator)
    actions.keep(commitment=promise, actor=here.officer, moment=NOW + timedelta(days=10))

    row = Commitment.objects.get(pk=promise)
    taken = CommitmentStep.objects.order_by("moment").values_list("state", flat=True)
    assert (row.state, row.settled_at) == ("kept", NOW + timedelta(days=10))
    assert list(taken) == ["accepted", "in_progress", "reported_done", "confirmed", "kept"]
    assert journal() == ["CommitmentProposed", "CommitmentSettled", *["CommitmentStepped"] * 4]
    assert Proof.objects.get().file is not None


def test_an_agreed_action_is_proposed_once(here: Here) -> None:
    agreed = make_recommendation(make_activity(here.programme, here.place), here.office)

    first = propose(here, recommendation=agreed.pk)
    second = propose(here, recommendation=agreed.pk)

    assert first == second
    assert journal() == ["CommitmentProposed"]


def test_numbers_count_up_in_each_programme(here: Here) -> None:
    first, second = propose(here), propose(here)

    numbers = [Commitment.objects.get(pk=promise).number for promise in (first, second)]
    assert numbers == [1, 2]


def test_a_commitment_without_an_office_is_refused(here: Here) -> None:
    elsewhere = make_office(make_programme(), here.place)

    for office in (None, elsewhere.pk):
        with pytest.raises(rules.OfficeMissing):
            propose(here, office=office)


def test_a_due_date_in_the_past_is_refused(here: Here) -> None:
    with pytest.raises(rules.DueDayHasPassed):
        propose(here, due_on=NOW.date())


def test_the_neighbour_is_refused_a_proposal(here: Here) -> None:
    neighbour = make_actor(here.programme, Role.ANIMATOR, place=make_place("Bougouni"))

    with pytest.raises(NotAllowed):
        propose(here, actor=neighbour)


def test_a_step_taken_twice_is_refused_and_changes_nothing(here: Here) -> None:
    promise = propose(here)
    actions.accept(commitment=promise, actor=here.mayor, moment=NOW)

    with pytest.raises(rules.StepNotOpen):
        actions.accept(commitment=promise, actor=here.mayor, moment=NOW)

    assert CommitmentStep.objects.count() == 1


def test_what_staff_write_for_the_office_is_said_to_be_so(here: Here) -> None:
    mine, noted = propose(here), propose(here)
    coordinator = make_actor(here.programme, Role.COORDINATOR, place=here.place)

    actions.accept(commitment=mine, actor=here.mayor, moment=NOW)
    actions.accept(commitment=noted, actor=coordinator, moment=NOW)

    said = dict(CommitmentStep.objects.values_list("commitment", "is_noted_for_office"))
    assert said == {mine: False, noted: True}


def test_the_mayor_of_the_next_commune_does_not_answer_for_this_one(here: Here) -> None:
    neighbour = make_office_holder(make_office(here.programme, make_place("Bougouni")))

    with pytest.raises(NotAllowed):
        actions.accept(commitment=propose(here), actor=neighbour, moment=NOW)


def test_staff_of_another_programme_find_nothing(here: Here) -> None:
    stranger = make_actor(make_programme(), Role.PROGRAMME_STAFF)

    with pytest.raises(NotFound):
        actions.accept(commitment=propose(here), actor=stranger, moment=NOW)


def test_the_office_does_not_check_itself(here: Here) -> None:
    promise = make_commitment(here.office, state="reported_done")

    with pytest.raises(rules.CheckedByItself):
        check(promise.pk, here.mayor)

    assert (state_of(promise.pk), CitizensCheck.objects.count()) == ("reported_done", 0)


def test_whoever_promised_as_the_office_does_not_judge_it_under_another_role(here: Here) -> None:
    promise = propose(here)
    actions.accept(commitment=promise, actor=here.mayor, moment=NOW)
    Commitment.objects.update(state="reported_done")
    now_staff = replace(here.mayor, posts=(Post(Role.PROGRAMME_STAFF),))

    with pytest.raises(rules.CheckedByItself):
        check(promise, now_staff)

    assert (state_of(promise), CitizensCheck.objects.count()) == ("reported_done", 0)


def test_a_contested_promise_is_not_kept(here: Here) -> None:
    promise = make_commitment(here.office, state="reported_done")

    check(promise.pk, here.animator, confirms=False)

    assert state_of(promise.pk) == "contested"
    with pytest.raises(rules.StepNotOpen):
        actions.keep(commitment=promise.pk, actor=here.officer, moment=NOW)


def test_done_seen_and_kept_are_never_said_by_one_person(here: Here) -> None:
    promise = propose(here)
    staff = make_actor(here.programme, Role.PROGRAMME_STAFF)
    colleague = make_actor(here.programme, Role.PROGRAMME_STAFF)
    actions.accept(commitment=promise, actor=staff, moment=NOW)
    actions.report_done(
        commitment=promise,
        note="Les robinets coulent",
        proofs=[TAPS],
        actor=staff,
        moment=NOW + timedelta(days=8),
    )

    with pytest.raises(rules.SameHands):
        check(promise, staff)
    check(promise, colleague)
    with pytest.raises(rules.SameHands):
        actions.keep(commitment=promise, actor=colleague, moment=NOW + timedelta(days=10))

    assert state_of(promise) == "confirmed"


def test_an_animator_does_not_settle(here: Here) -> None:
    promise = make_commitment(here.office, state="confirmed")

    with pytest.raises(NotAllowed):
        actions.keep(commitment=promise.pk, actor=here.animator, moment=NOW)


def test_a_promise_is_postponed_twice_at_most(here: Here) -> None:
    promise = make_commitment(here.office, state="accepted").pk

    def postpone(days: int) -> None:
        actions.postpone(
            commitment=promise,
            reason="Le budget arrive en retard.",
            due_on=DUE + timedelta(days=days),
            actor=here.mayor,
            moment=NOW + timedelta(days=days),
        )

    postpone(10)
    postpone(20)
    with pytest.raises(rules.PostponedEnough):
        postpone(30)

    row = Commitment.objects.get(pk=promise)
    assert (row.postponements, row.due_on) == (2, DUE + timedelta(days=20))


def test_a_report_without_proof_changes_nothing(here: Here) -> None:
    promise = make_commitment(here.office, state="in_progress").pk

    with pytest.raises(rules.ProofMissing):
        actions.report_done(
            commitment=promise, note="C’est fait", proofs=[], actor=here.mayor, moment=NOW
        )

    assert (state_of(promise), Proof.objects.count()) == ("in_progress", 0)


def test_a_count_is_a_proof(here: Here) -> None:
    promise = make_commitment(here.office, state="in_progress").pk

    actions.report_done(
        commitment=promise, note="C’est fait", proofs=[TAPS], actor=here.mayor, moment=NOW
    )

    proof = Proof.objects.get()
    counted = (proof.kind, proof.quantity, proof.planned, proof.unit)
    assert counted == ("count", Decimal(2), Decimal(3), "robinets")


@pytest.mark.parametrize("reason", ["", "  "])
def test_to_decline_or_break_takes_a_reason(here: Here, reason: str) -> None:
    asked = make_commitment(here.office).pk
    promised = make_commitment(here.office, state="accepted").pk

    with pytest.raises(rules.ReasonMissing):
        actions.decline(commitment=asked, reason=reason, actor=here.mayor, moment=NOW)
    with pytest.raises(rules.ReasonMissing):
        actions.break_off(commitment=promised, reason=reason, actor=here.officer, moment=NOW)
