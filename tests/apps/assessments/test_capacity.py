"""An organisation scores itself, somebody else checks, and it plans what to do better."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions import capacity
from benkan.apps.assessments.actions.load_instruments import load_instruments
from benkan.apps.assessments.models import Group, Instrument, Round, Score
from benkan.apps.assessments.queries import capacity as told
from benkan.apps.assessments.rules.capacity import (
    ImprovementDay,
    JustificationMissing,
    NotChecked,
    NotScoredYet,
    OwnScoreStays,
    ProofMissing,
    SameHands,
)
from benkan.apps.registry.models import Account
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.assessments import leaves_of, make_sheet
from tests.make.registry import (
    IN_A_YEAR,
    NOW,
    make_actor,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


class Ground:
    """A round of the performance index of an organisation, with those who have a part in it."""

    def __init__(self) -> None:
        load_instruments(moment=NOW)
        self.programme, place = make_programme(), make_place()
        organisation = make_organisation(self.programme)
        self.staff = make_actor(self.programme, Role.PROGRAMME_STAFF)
        self.own = make_actor(self.programme, Role.COORDINATOR, organisation=organisation)
        self.round = self._open(place.pk, organisation.pk)
        self.leaves = leaves_of(self.round)

    def _open(self, place: UUID, organisation: UUID) -> Round:
        opened = actions.open_assessment(
            programme=self.programme.pk,
            instrument=Instrument.objects.get(code="performance-index").pk,
            place=place,
            title="Association Exemple",
            service="",
            organisation=None,
            subject=organisation,
            actor=self.staff,
            moment=NOW,
        )
        return Round.objects.get(pk=opened)

    def lines(self, level: int, **said: str) -> list[actions.LineGiven]:
        words = {"reason": "Vu ensemble", "evidence": "Registre", **said}
        return [
            actions.LineGiven(node=leaf.pk, value=Decimal(level), **words)  # type: ignore[arg-type]
            for leaf in self.leaves
        ]

    def score(self, level: int, actor: Actor | None = None, **said: str) -> None:
        capacity.score_oneself(
            round_id=self.round.pk,
            lines=self.lines(level, **said),
            actor=actor or self.own,
            moment=NOW,
        )

    def check(self, level: int, actor: Actor | None = None) -> None:
        capacity.verify(
            round_id=self.round.pk,
            lines=self.lines(level),
            actor=actor or self.staff,
            moment=NOW,
        )

    def close(self) -> None:
        actions.close_round(round_id=self.round.pk, actor=self.staff, moment=NOW)
        self.round.refresh_from_db()


def test_the_checked_level_counts_and_the_own_one_stays_beside_it() -> None:
    ground = Ground()
    with pytest.raises(NotScoredYet):
        ground.check(3)
    for _ in "twice":
        ground.score(4)
    with pytest.raises(NotChecked):
        ground.close()
    for _ in "twice":
        ground.check(3)
    ground.close()
    # Level 3 of 1 to 4: two thirds of the way.
    assert ground.round.index == pytest.approx(2 / 3)
    question = told.questions_of(ground.round, language="fr")[0]
    assert question.own
    assert question.found
    assert (question.own.value, question.found.value, question.differs) == (4, 3, True)
    assert not question.own.is_verified


def test_where_both_say_the_same_the_own_score_is_verified() -> None:
    ground = Ground()
    ground.score(2)
    ground.check(2)
    verified = Score.objects.filter(group__is_provider=True).values_list("verified_by", flat=True)
    assert set(verified) == {ground.staff.account}


def test_a_level_owes_its_reason_and_its_proof() -> None:
    ground = Ground()
    with pytest.raises(JustificationMissing):
        ground.score(2, reason=" ")
    with pytest.raises(ProofMissing):
        ground.score(2, evidence="")
    ground.score(1, evidence="")
    assert Score.objects.filter(round=ground.round).count() == 8


def test_one_hand_never_writes_both_and_a_helper_corrects_nothing() -> None:
    ground = Ground()
    ground.score(2, actor=ground.staff)
    with pytest.raises(SameHands):
        ground.check(2)
    ground.score(3)
    with pytest.raises(OwnScoreStays):
        ground.score(1, actor=ground.staff)
    with pytest.raises(NotAllowed):
        ground.check(2, actor=ground.own)
    neighbour = make_actor(
        ground.programme, Role.COORDINATOR, organisation=make_organisation(ground.programme)
    )
    with pytest.raises(NotFound):
        ground.score(2, actor=neighbour)


def test_no_other_way_in_lets_an_organisation_check_itself_or_a_helper_write_over_it() -> None:
    ground = Ground()
    ground.score(4)
    ground.check(2)
    own, checkers = Group.objects.filter(round=ground.round).order_by("-is_provider")
    for group, actor, refusal in (
        (checkers, ground.own, NotAllowed),
        (own, ground.staff, OwnScoreStays),
    ):
        with pytest.raises(refusal):
            make_sheet(group, value=Decimal(4), actor=actor)
    with pytest.raises(NotFound):
        actions.agree_score(
            round_id=ground.round.pk,
            node=ground.leaves[0].pk,
            way="consensus",
            value=Decimal(4),
            reason="",
            is_contested=False,
            actor=ground.own,
            moment=NOW,
        )
    ground.close()
    assert ground.round.index == pytest.approx(1 / 3)


def test_a_planned_item_shows_at_the_next_round_whether_it_helped() -> None:
    ground = Ground()
    ground.score(2)
    ground.check(2)
    with pytest.raises(ImprovementDay):
        _plan(ground, days=0)
    item = _plan(ground)
    assert _plan(ground) == item
    for _ in "twice":
        capacity.finish_improvement(
            improvement=item, done_on=NOW.date(), finding="Un registre est tenu", actor=ground.own
        )
    ground.close()
    first = ground.round
    following = actions.open_next_round(
        after=first.pk, purpose=None, actor=ground.staff, moment=NOW
    )
    ground.round = Round.objects.get(pk=following)
    ground.score(3)
    ground.check(3)
    ground.close()
    assert [one.moved for one in told.planned_in(first, language="fr")] == [(2, 3)]
    assert [(year.number, year.same_questions) for year in told.years_of(first)] == [
        (1, True),
        (2, True),
    ]


def _plan(ground: Ground, days: int = 60) -> UUID:
    return capacity.plan_improvement(
        round_id=ground.round.pk,
        node=ground.leaves[0].pk,
        text="Tenir un registre des résultats",
        support="Une formation",
        due_on=NOW.date() + timedelta(days=days),
        actor=ground.own,
        moment=NOW,
    )


def test_the_pages_take_an_organisation_from_its_own_score_to_its_plan(client: Client) -> None:
    ground = Ground()
    where = f"/p/{ground.programme.slug}/evaluations/{ground.round.pk}/"
    client.force_login(Account.objects.get(pk=ground.own.account))
    answered = {
        f"{leaf.code}-{name}": said
        for leaf in ground.leaves
        for name, said in (("level", "2"), ("reason", "Vu ensemble"), ("evidence", "Registre"))
    }
    first = f"{ground.leaves[0].code}-evidence"
    refused = client.post(f"{where}auto-evaluation/", {**answered, first: ""})
    assert refused.status_code == 200
    assert "Quel document" in refused.content.decode()
    assert Score.objects.filter(round=ground.round).count() == 0
    assert client.post(f"{where}auto-evaluation/", answered).status_code == 302
    assert client.get(f"{where}verification/").status_code == 404
    planned = {
        "node": str(ground.leaves[0].pk),
        "text": "Tenir un registre",
        "support": "",
        "due_on": IN_A_YEAR.isoformat(),
    }
    assert client.post(f"{where}ameliorer/", planned).status_code == 302
    client.force_login(Account.objects.get(pk=ground.staff.account))
    assert client.post(f"{where}verification/", answered).status_code == 302
    ground.close()
    shown = client.get(f"{where}avant-apres-capacites/").content.decode()
    assert "33" in shown
    assert client.get(where).status_code == 200
