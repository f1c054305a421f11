"""From an agreed action to the citizen's answer: each reaction, and twice is once."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from benkan.apps.activities.models import Recommendation
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.rules import ProofKind, Shown
from benkan.apps.journal.actions import carry, seal
from benkan.apps.journal.models import Carriage
from benkan.apps.registry.models import Office, Programme
from benkan.apps.results.models import Fact
from benkan.apps.voices import actions as voices
from benkan.apps.voices.models import CaseStep
from benkan.kit.actor import Actor, Role
from benkan.reactions.table import FOLLOWS
from tests.make.activities import make_activity
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)
from tests.make.voices import make_case

pytestmark = pytest.mark.django_db


@dataclass
class Story:
    programme: Programme
    office: Office
    mayor: Actor
    animator: Actor
    staff: Actor
    issue: UUID
    case: UUID

    def agree(self) -> UUID:
        """A meeting speaks to the issue and agrees on something."""
        meeting = make_activity(self.programme, self.office.place)
        item = voices.put_on_agenda(
            issue=self.issue, activity=meeting.pk, actor=self.animator, moment=NOW
        )
        return voices.agree_on(
            item=item,
            action="Réparer la pompe",
            office=self.office.pk,
            due_on=date(2026, 12, 1),
            actor=self.animator,
            moment=NOW,
        )


@pytest.fixture
def story() -> Story:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    case = make_case(programme, place)
    voices.step_case(case=case, state="accepted", actor=staff, moment=NOW)
    issue = voices.open_issue(
        programme=programme.pk,
        title="La pompe",
        place=place.pk,
        service="water",
        cases=[case],
        actor=staff,
        moment=NOW,
    )
    animator = make_actor(programme, Role.ANIMATOR, place=place)
    return Story(programme, office, make_office_holder(office), animator, staff, issue, case)


def carry_all(*, twice: bool = False) -> None:
    """Seal and carry until nothing waits; `twice` carries all of it once more."""
    now = NOW + timedelta(days=365)
    while seal(now=now):
        carry(FOLLOWS, now=now)
    if twice:
        Carriage.objects.update(done_at=None, retry_at=now)
        carry(FOLLOWS, now=now)
    assert not Carriage.objects.exclude(fault="").exists()


def settle(story: Story, commitment: UUID, *, kept: bool = True) -> None:
    commitments.accept(commitment=commitment, actor=story.mayor, moment=NOW)
    if not kept:
        commitments.break_off(
            commitment=commitment, reason="Rien n’a été fait.", actor=story.staff, moment=NOW
        )
        return
    commitments.report_done(
        commitment=commitment,
        note="Pompe réparée",
        proofs=[Shown(ProofKind.COUNT, quantity=Decimal(1), unit="pompe")],
        actor=story.mayor,
        moment=NOW,
    )
    commitments.record_check(
        commitment=commitment,
        groups={"women": 9},
        people=9,
        confirms=True,
        finding="L’eau coule.",
        actor=story.animator,
        moment=NOW,
    )
    commitments.keep(commitment=commitment, actor=story.staff, moment=NOW)


def told(story: Story) -> list[str]:
    steps = CaseStep.objects.filter(case=story.case).exclude(answer="").order_by("moment")
    return list(steps.values_list("answer", flat=True))


def test_an_agreed_action_becomes_one_commitment_of_its_issue(story: Story) -> None:
    recommendation = story.agree()

    carry_all(twice=True)

    row = Commitment.objects.get()
    agreed = Recommendation.objects.get(pk=recommendation)
    assert (row.recommendation_id, row.issue_id) == (recommendation, story.issue)
    assert (row.action, row.due_on, row.office_id) == (
        agreed.action,
        agreed.due_on,
        agreed.office_id,
    )


@pytest.mark.parametrize(("kept", "outcome"), [(True, "kept"), (False, "broken")])
def test_each_change_of_a_promise_is_one_fact(story: Story, kept: bool, outcome: str) -> None:
    story.agree()
    carry_all()
    settle(story, Commitment.objects.get().pk, kept=kept)

    carry_all(twice=True)

    facts = Fact.objects.filter(indicator="commitments_kept")
    assert set(facts.values_list("outcome", flat=True)) == {"proposed", "accepted", outcome}
    assert facts.count() == 3
    # That citizens went to look is a monitoring action beside.
    assert Fact.objects.filter(indicator="monitoring_actions").count() == int(kept)


@pytest.mark.parametrize("kept", [True, False])
def test_citizens_hear_once_whether_it_was_put_right(story: Story, kept: bool) -> None:
    story.agree()
    carry_all()
    settle(story, Commitment.objects.get().pk, kept=kept)

    carry_all(twice=True)

    assert len(told(story)) == 1


def test_citizens_hear_nothing_while_something_promised_is_open(story: Story) -> None:
    story.agree()
    carry_all()
    first = Commitment.objects.get().pk
    commitments.propose(
        programme=story.programme.pk,
        recommendation=None,
        issue=story.issue,
        office=story.office.pk,
        place=story.office.place_id,
        service="water",
        problem="La pompe",
        action="Former deux réparateurs",
        due_on=date(2026, 12, 20),
        actor=story.staff,
        moment=NOW,
    )
    settle(story, first)

    carry_all()

    assert told(story) == []
