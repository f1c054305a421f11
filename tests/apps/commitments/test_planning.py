"""The action plan of a round: written, tied, proved, and tested by the next round."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.activities.models import Recommendation
from benkan.apps.assessments import actions as assessments
from benkan.apps.assessments.models import Group, Node, Round
from benkan.apps.commitments import actions
from benkan.apps.commitments.actions import Planned
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries.planning import plan_of, plan_tested, plans_counted
from benkan.apps.commitments.rules import (
    IndicatorMissing,
    IndicatorOfAnother,
    Link,
    NotOfThisPlan,
    NotScoredYet,
    OfficeMissing,
    PlanEmpty,
    PlanIsOver,
    TiedAlready,
    first_missing,
)
from benkan.apps.registry.models import Account, Office, Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from tests.browser.axe import violations_in
from tests.make.activities import make_activity
from tests.make.assessments import leaves_of, make_round, make_scored, make_sheet
from tests.make.commitments import follow_up, make_aimed, make_commitment
from tests.make.registry import (
    IN_A_YEAR,
    NOW,
    make_actor,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)
TODAY = NOW.date()


@dataclass
class Land:
    programme: Programme
    place: Place
    office: Office
    round: Round
    leaves: list[Node]
    staff: Actor

    def plan(
        self, *said: Planned, actor: Actor | None = None, of: Round | None = None
    ) -> list[UUID]:
        return actions.propose_plan(
            assessed_in=(of or self.round).pk,
            actions=said,
            programme=self.programme.pk,
            actor=actor or self.staff,
            moment=NOW,
        )

    def action(self, leaf: int = 0, text: str = "Acheter une moto", **said: Any) -> Planned:
        filled = {"office": self.office.pk, "due_on": DUE, **said}
        return Planned(indicator=self.leaves[leaf].pk, action=text, **filled)

    def next_round(self, tally: dict[str, int], *, closed: bool = True) -> Round:
        """The following round, answered by every group in the same way."""
        opened = assessments.open_next_round(
            after=self.round.pk, purpose=None, actor=self.staff, moment=NOW
        )
        found = Round.objects.get(pk=opened)
        assessments.note_agreement(
            round_id=opened, office=self.office.pk, agreed_on=TODAY, note="", actor=self.staff,
            moment=NOW,
        )  # fmt: skip
        for group in Group.objects.filter(round=found):
            make_sheet(group, tally=tally)
        if closed:
            assessments.close_round(round_id=opened, actor=self.staff, moment=NOW)
        return Round.objects.get(pk=opened)


@pytest.fixture
def land() -> Land:
    programme, place = make_programme("kayes"), make_place()
    found = make_scored(programme, place)
    office = Office.objects.get(pk=found.office_id)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    return Land(programme, place, office, found, leaves_of(found), staff)


def test_a_plan_is_written_once_and_each_action_is_a_promise_for_its_indicator(land: Land) -> None:
    said = [land.action(0), land.action(1, "Ouvrir la nuit")]

    first = land.plan(*said)
    again = land.plan(*said)

    assert again == first
    told = Commitment.objects.order_by("number").values_list(
        "source", "service", "problem", "assessed_in", "indicator", "state"
    )
    assert list(told) == [
        (
            "scorecard",
            "health",
            f"Que pensez-vous de {leaf.code} ?",
            land.round.pk,
            leaf.pk,
            "proposed",
        )
        for leaf in land.leaves[:2]
    ]
    assert plans_counted([land.round.pk])[land.round.pk].indicators == 2


def test_a_plan_refuses_in_a_sentence_and_keeps_nothing(land: Land) -> None:
    stranger = make_round(land.programme, make_place("Kita"))
    closed = land.round
    land.plan(land.action(2))

    def refused(error: type[Refused], *said: Planned, **where: Any) -> None:
        with pytest.raises(error):
            land.plan(*said, **where)

    refused(PlanEmpty)
    refused(OfficeMissing, land.action(1), land.action(0, office=None))
    refused(IndicatorOfAnother, Planned(leaves_of(stranger)[0].pk, "Agir", land.office.pk, DUE))
    refused(
        NotScoredYet,
        Planned(leaves_of(stranger)[0].pk, "Agir", land.office.pk, DUE),
        of=stranger,
    )
    with pytest.raises(IndicatorMissing):
        actions.propose(
            programme=land.programme.pk, recommendation=None, issue=None, office=land.office.pk,
            place=land.place.pk, service="health", problem="", action="Agir", due_on=DUE,
            assessed_in=closed.pk, actor=land.staff, moment=NOW,
        )  # fmt: skip
    land.next_round({"4": 5})
    refused(PlanIsOver, land.action(0))
    assert Commitment.objects.count() == 1


def test_only_those_who_write_promises_there_write_its_plan(land: Land) -> None:
    mine, other = make_organisation(land.programme), make_organisation(land.programme)
    Round.objects.filter(pk=land.round.pk).update(organisation=mine)

    def who(role: Role, **post: Any) -> Actor:
        return make_actor(land.programme, role, **post)

    land.plan(land.action(), actor=who(Role.ANIMATOR, place=land.place, organisation=mine))
    for stranger in (
        who(Role.ANIMATOR, place=land.place, organisation=other),
        who(Role.ANIMATOR, place=make_place("Kita"), organisation=mine),
        make_actor(make_programme(), Role.PROGRAMME_STAFF),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            land.plan(land.action(1), actor=stranger)
    with pytest.raises(NotAllowed):
        land.plan(land.action(1), actor=who(Role.MONITORING_OFFICER))
    assert Commitment.objects.count() == 1


def test_what_the_meeting_agreed_is_tied_once_to_what_it_is_to_move(land: Land) -> None:
    meeting = make_activity(land.programme, land.place, kind="interface_meeting")
    agreed = Recommendation.objects.create(
        activity=meeting, action="Agir", service="health", office=land.office, due_on=DUE,
        recorded_at=NOW,
    )  # fmt: skip
    Round.objects.filter(pk=land.round.pk).update(interface_meeting=meeting)
    promise = make_commitment(land.office)
    Commitment.objects.filter(pk=promise.pk).update(recommendation=agreed)

    def tie(commitment: UUID, leaf: int) -> None:
        actions.tie_to_indicator(
            commitment=commitment, assessed_in=land.round.pk, indicator=land.leaves[leaf].pk,
            actor=land.staff, moment=NOW,
        )  # fmt: skip

    before = plan_of(land.round.pk, programme=land.programme.pk, actor=land.staff, today=TODAY)
    for _ in "twice":
        tie(promise.pk, 1)
    with pytest.raises(TiedAlready):
        tie(promise.pk, 2)
    with pytest.raises(NotOfThisPlan):
        tie(make_commitment(land.office).pk, 1)

    assert [one.line.id for one in before.untied] == [promise.pk]
    assert (Commitment.objects.get(pk=promise.pk).indicator_id) == land.leaves[1].pk


def test_the_next_round_tests_what_was_promised(land: Land) -> None:
    kept = make_aimed(land.round, land.leaves[0], office=land.office, state="reported_done")
    make_aimed(land.round, land.leaves[1], office=land.office, state="broken")
    follow_up(kept, by=land.staff)
    Commitment.objects.filter(pk=kept.pk).update(state="kept", settled_at=NOW)

    following = land.next_round({"4": 1, "5": 1}, closed=False)
    waiting = plan_tested(following.pk, programme=land.programme.pk, actor=land.staff, today=TODAY)
    assessments.close_round(round_id=following.pk, actor=land.staff, moment=NOW)
    found = plan_tested(following.pk, programme=land.programme.pk, actor=land.staff, today=TODAY)
    plan = plan_of(land.round.pk, programme=land.programme.pk, actor=land.staff, today=TODAY)

    assert [(one.before, one.after) for one in waiting.tested] == [(55, None)] * 3
    # 16/5 on a scale of 1 to 5, then 9/2.
    told = [(one.before, one.after, one.moved, one.kept) for one in found.tested]
    assert told == [(55, 88, 33, 1), (55, 88, 33, 0), (55, 88, 33, 0)]
    assert (found.kept, found.promises) == (1, 2)
    chains = {action.line.id: first_missing(action.there) for action in plan.actions}
    assert chains[kept.pk] is None
    assert set(chains.values()) == {None, Link.PROOF}
    assert plan.is_over


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_takes_as_many_queries_for_one_action_as_for_many(
    land: Land, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_aimed(land.round, land.leaves[0], office=land.office)

    with django_assert_num_queries(16):
        plan_of(land.round.pk, programme=land.programme.pk, actor=land.staff, today=TODAY)


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def test_the_pages_of_a_plan(client: Client, land: Land) -> None:
    as_(client, land.staff)
    home = f"/p/kayes/evaluations/{land.round.pk}/plan/"
    row = land.leaves[0].pk.hex
    said = {f"{row}-action": "Acheter une moto", f"{row}-due_on": IN_A_YEAR.isoformat()}

    without = client.post(f"{home}ecrire/", {**said, f"{row}-office": ""})
    assert (without.status_code, Commitment.objects.count()) == (200, 0)
    assert "Acheter une moto" in without.content.decode()
    client.post(f"{home}ecrire/", {**said, f"{row}-office": str(land.office.pk)})
    promise = Commitment.objects.get()
    assert (promise.indicator_id, promise.office_id) == (land.leaves[0].pk, land.office.pk)
    terms = {"action": "Ouvrir la nuit", "office": str(land.office.pk), "due_on": IN_A_YEAR,
             "level_needed": "commune", "priority": "medium", "funding": "unknown",
             "in_plan": "unknown"}  # fmt: skip
    client.post(f"{home}nouvelle/?indicateur={land.leaves[1].pk}", terms)
    assert Commitment.objects.count() == 2
    following = land.next_round({"5": 5})

    pages = {
        "plan": home,
        "write": f"/p/kayes/evaluations/{following.pk}/plan/ecrire/",
        "tested": f"/p/kayes/evaluations/{following.pk}/promis-et-tenu/",
        "commitment": f"/p/kayes/engagements/{promise.pk}/",
    }
    shown = {name: client.get(address).content.decode() for name, address in pages.items()}
    assert violations_in(shown) == {}
    assert "100 sur 100" in shown["commitment"]
