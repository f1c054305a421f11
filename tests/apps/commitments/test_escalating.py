"""A promise that is not kept climbs one level at a time, by a letter whose every step is dated."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.actions import escalating as actions
from benkan.apps.commitments.models import Commitment, Escalation, EscalationStep
from benkan.apps.commitments.queries import escalating as queries
from benkan.apps.commitments.rules import ProofKind, Shown, State
from benkan.apps.commitments.rules.escalating import (
    AnswerStillDue,
    ClimbsAlready,
    How,
    Move,
    MoveNotOpen,
    NobodyAbove,
    NothingToCarryUp,
)
from benkan.apps.files.queries import opened
from benkan.apps.journal.actions import carry, seal
from benkan.apps.registry.models import Account, Office, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.reactions.table import FOLLOWS
from tests.browser.axe import violations_in
from tests.make.commitments import make_commitment, make_escalation
from tests.make.documents import text_in
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PUMPS = Shown(ProofKind.COUNT, quantity=Decimal(2), unit="pompes")
LONG_AGO = TODAY - timedelta(days=40)


@dataclass
class Land:
    """A commune below a cercle and a region, each with its office, and who follows promises there."""

    programme: Programme
    mayor: Office
    prefect: Office
    governor: Office
    coordinator: Actor
    staff: Actor

    def promise(self, state: str = "accepted", due_on: date = LONG_AGO) -> Commitment:
        return make_commitment(self.mayor, state=state, due_on=due_on)


@pytest.fixture
def land() -> Land:
    programme = make_programme("kayes", kind="demonstration")
    region = make_place("Koulikoro", kind="region")
    cercle = make_place("Kati", kind="cercle", above=region)
    commune = make_place("Sanankoroba", above=cercle)
    cso = make_organisation(programme, place=commune)
    return Land(
        programme,
        make_office(programme, commune),
        make_office(programme, cercle, title="Préfet", level="cercle"),
        make_office(programme, region, title="Gouverneur", level="region"),
        make_actor(programme, Role.COORDINATOR, place=commune, organisation=cso),
        make_actor(programme, Role.PROGRAMME_STAFF),
    )


def move(escalation: UUID, what: Move, actor: Actor, *, days: int = 0, **said: Any) -> None:
    moment = NOW + timedelta(days=days)
    said.setdefault("on", moment.date())
    actions.make_move(escalation=escalation, move=what, actor=actor, moment=moment, **said)


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def suggested(land: Land, actor: Actor, *, days: int = 0) -> set[UUID]:
    found = queries.to_climb(actor, land.programme.pk, today=TODAY + timedelta(days=days))
    return {one.line.id for one in found.lines}


def test_what_is_overdue_or_contested_is_suggested_to_those_of_the_place(land: Land) -> None:
    overdue, contested = land.promise(), land.promise("contested", TODAY + timedelta(days=9))
    land.promise(due_on=TODAY - timedelta(days=14))
    land.promise("reported_done")
    land.promise("broken")
    neighbour = make_actor(land.programme, Role.COORDINATOR, place=make_place("Dio"))

    assert suggested(land, land.coordinator) == {overdue.pk, contested.pk}
    assert suggested(land, neighbour) == set()
    assert suggested(land, make_office_holder(land.mayor)) == set()


def test_a_letter_climbs_level_by_level_until_there_is_nobody_above(land: Land) -> None:
    promise = land.promise()

    first = make_escalation(promise, to=land.prefect, actor=land.coordinator)
    move(first, Move.SEND, land.coordinator, how=How.BY_HAND)
    with pytest.raises(AnswerStillDue):
        actions.carry_further(
            escalation=first, to_office=land.governor.pk, actor=land.coordinator, moment=NOW
        )
    later = NOW + timedelta(days=16)
    second = actions.carry_further(
        escalation=first, to_office=land.governor.pk, actor=land.coordinator, moment=later
    )
    move(second, Move.SEND, land.coordinator, days=17, how=How.BY_POST)
    move(second, Move.ANSWER, make_office_holder(land.governor), days=20, note="Le budget est là.")

    rows = Escalation.objects.order_by("number").values_list("stage", "level", "after_id")
    assert list(rows) == [("climbed", "cercle", None), ("answered", "region", first)]
    steps = EscalationStep.objects.order_by("moment", "escalation__number", "pk")
    assert {(one.move, (one.on - TODAY).days) for one in steps} == {
        ("make", 0), ("send", 0), ("climb", 16), ("make", 16), ("send", 17), ("answer", 20),
    }  # fmt: skip
    with pytest.raises(NobodyAbove):
        actions.carry_further(
            escalation=second, to_office=land.prefect.pk, actor=land.coordinator,
            moment=NOW + timedelta(days=40),
        )  # fmt: skip
    assert Escalation.objects.get(pk=second).stage == "answered"  # what was refused changed nothing


def test_one_at_a_time_and_contested_again_begins_anew(land: Land) -> None:
    promise = land.promise("reported_done")
    with pytest.raises(NothingToCarryUp):
        make_escalation(promise, to=land.prefect, actor=land.coordinator)
    contest: dict[str, Any] = {
        "commitment": promise.pk, "groups": {"women": 9}, "people": 9, "confirms": False,
        "finding": "Rien ne coule", "actor": land.coordinator,
    }  # fmt: skip
    commitments.record_check(**contest, moment=NOW)

    first = make_escalation(promise, to=land.prefect, actor=land.coordinator)
    with pytest.raises(ClimbsAlready):
        make_escalation(promise, to=land.prefect, actor=land.staff)
    move(first, Move.CLOSE, land.staff, note="Le maire reprend le travail.")
    quiet = suggested(land, land.coordinator)
    again = NOW + timedelta(days=9)
    commitments.report_done(
        commitment=promise.pk, note="1 pompe", proofs=[PUMPS], actor=land.staff, moment=again
    )
    commitments.record_check(**contest, moment=again + timedelta(hours=1))

    assert (quiet, suggested(land, land.coordinator, days=9)) == (set(), {promise.pk})
    made = actions.carry_up(
        commitment=promise.pk, to_office=land.prefect.pk, actor=land.staff,
        moment=again + timedelta(days=1),
    )  # fmt: skip
    row = Escalation.objects.get(pk=made)
    assert (row.number, row.after_id, row.from_office_id) == (2, None, land.mayor.pk)
    facts = [words for _, words in row.letter["facts"]]
    assert facts[0] == "La demande a été faite au responsable."
    assert facts[1] == (
        "Des citoyens sont allés voir : ce n’est pas fait. Qui est allé voir : 9 personnes, Femmes : 9. "
        "Ce qui a été vu : Rien ne coule"
    ).replace(" :", "\u00a0:")


@pytest.mark.parametrize(
    "who", ["the office spoken of", "a neighbour", "an animator", "a stranger"]
)
def test_who_may_not_carry_up(land: Land, who: str) -> None:
    promise = land.promise()
    actors = {
        "the office spoken of": (make_office_holder(land.mayor), NotAllowed),
        "a neighbour": (make_actor(land.programme, Role.COORDINATOR, place=make_place("Dio")), NotAllowed),
        "an animator": (make_actor(land.programme, Role.ANIMATOR, place=land.mayor.place), NotAllowed),
        "a stranger": (make_actor(make_programme(), Role.PROGRAMME_STAFF), NotFound),
    }  # fmt: skip
    actor, refusal = actors[who]

    with pytest.raises(refusal):
        make_escalation(promise, to=land.prefect, actor=actor)
    assert Escalation.objects.count() == 0


def test_a_move_is_made_once_and_a_settled_promise_closes_its_letter_once(land: Land) -> None:
    promise = land.promise()
    letter = make_escalation(promise, to=land.prefect, actor=land.coordinator)
    move(letter, Move.SEND, land.coordinator, how=How.BY_HAND)
    with pytest.raises(MoveNotOpen):
        move(letter, Move.SEND, land.coordinator, how=How.BY_HAND)

    commitments.break_off(
        commitment=promise.pk, reason="Rien n’est fait", actor=land.staff, moment=NOW
    )
    for _ in range(2):
        seal(now=NOW)
        carry(FOLLOWS, now=NOW)

    assert Commitment.objects.get().state == State.BROKEN
    moves = EscalationStep.objects.order_by("moment", "pk").values_list("move", "note")
    assert sorted(moves) == [("close", "Non tenu"), ("make", ""), ("send", "")]


def test_the_pages_from_the_list_to_the_answer(client: Client, land: Land) -> None:
    promise = land.promise()
    as_(client, land.coordinator)
    listed = client.get("/p/kayes/engagements/suivre/").content.decode()
    shown = client.get(f"/p/kayes/engagements/{promise.pk}/faire-monter/").content.decode()

    made = client.post(
        f"/p/kayes/engagements/{promise.pk}/faire-monter/", {"to_office": land.prefect.pk}
    )
    page = made["Location"]
    paper = client.get(page + "lettre/").content.decode()
    opened_page = client.get(page).content.decode()
    holder = as_(Client(), make_office_holder(land.prefect))
    before = holder.get(page).status_code
    client.post(page + "send/", {"how": "by_hand", "on": TODAY - timedelta(days=1)})
    early = Escalation.objects.get().stage
    client.post(page + "send/", {"how": "by_hand", "on": timezone.localdate(), "note": "No 12"})
    mine = holder.get("/p/kayes/engagements/les-miens/").content.decode()
    refused = holder.post(page + "answer/", {"on": timezone.localdate(), "note": ""})
    holder.post(page + "answer/", {"on": timezone.localdate(), "note": "Fait dans 10 jours."})
    after = client.get(f"/p/kayes/engagements/{promise.pk}/").content.decode()

    assert (before, early, refused.status_code) == (404, "made", 200)
    assert Escalation.objects.get().stage == "answered"
    assert page.removeprefix("/") in mine
    assert "Fait dans 10 jours." in after
    assert EscalationStep.objects.filter(is_noted_for_office=True).count() == 0
    assert "Démonstration" in paper
    titled = {"listed": listed, "shown": shown, "paper": paper, "opened": opened_page, "mine": mine}
    assert violations_in(titled) == {}


@pytest.mark.needs("pango", "pangoft2", "harfbuzz-subset", "pdftotext")
def test_the_letter_as_it_was_sent_is_kept_whatever_changes_later(
    client: Client, land: Land
) -> None:
    holder = make_office_holder(land.mayor)
    promise = land.promise()
    letter = make_escalation(promise, to=land.prefect, actor=land.coordinator)
    page = f"/p/kayes/engagements/lettres/{letter}/"
    as_(client, land.coordinator).post(
        page + "send/", {"how": "by_hand", "on": timezone.localdate()}
    )
    Office.objects.filter(pk=land.prefect.pk).update(title="Sous-préfet")
    Commitment.objects.update(action="Tout autre chose")

    file = EscalationStep.objects.get(move="send").file
    with opened(file).stream as stream:
        sent = stream.read()
    kept = b"".join(client.get(page + "envoyee/"))
    now = client.get(page + "lettre/?pdf=1").content

    words = text_in(sent)
    assert kept == sent
    assert text_in(now) == words
    number = f"E-{promise.number:03}"
    for part in (
        "Démonstration : tout est fictif",
        f"Nos références : {number}/L1",
        "À l’attention de : Préfet Kati",
        f"Objet : engagement {number}, non tenu à la date promise",
        promise.action,
        "au plus tard le 18 novembre 2026",
        "Copie : Maire, Sanankoroba",
        "Nom, fonction, signature et cachet",
    ):
        assert part in words.replace("\u00a0", " ")
    assert "Moussa" not in words
    assert holder.account is not None


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_for_many(
    land: Land, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    prefect = make_office_holder(land.prefect)
    for _ in range(count):
        land.promise()
        letter = make_escalation(land.promise(), to=land.prefect, actor=land.coordinator)
        move(letter, Move.SEND, land.coordinator, how=How.BY_HAND)
    here = land.programme.pk

    with django_assert_num_queries(3):
        assert len(queries.to_climb(land.coordinator, here, today=TODAY).lines) == count
    with django_assert_num_queries(5):
        assert len(queries.climbing(land.coordinator, here, today=TODAY).lines) == count
    with django_assert_num_queries(5):
        assert len(queries.letters_to(prefect, here, today=TODAY)) == count
    with django_assert_num_queries(1):
        assert queries.to_climb_count(land.coordinator, here, today=TODAY) == count
