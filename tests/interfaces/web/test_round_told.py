"""A released round is told: a poster for everybody, three minutes of radio, one SMS for whoever asked."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.safestring import SafeString
from django.utils.translation import override

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, NodeText, Round
from benkan.apps.assessments.rules.kinds import Purpose
from benkan.apps.commitments.queries import PromiseLine
from benkan.apps.commitments.rules import State
from benkan.apps.messaging.actions import stop_contact
from benkan.apps.messaging.actions.contacts import contact_for
from benkan.apps.messaging.models import Awaited, Consent, OutboundMessage
from benkan.apps.messaging.queries.keys import words_of
from benkan.apps.registry.models import Account, Place, Programme
from benkan.interfaces.web.gather.round_script import FEWEST_WORDS, MOST_WORDS, script_of
from benkan.interfaces.web.gather.round_told import Apart, Mark, RoundTold, ToCome
from benkan.kit.actor import Actor, Role
from tests.make.assessments import make_released, make_scored
from tests.make.commitments import make_commitment
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.reactions.test_promises import carry_all


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def _told(**said: object) -> RoundTold:
    known: dict[str, object] = {
        "id": uuid4(), "title": "CSCom", "kind": "scorecard", "purpose": Purpose.CYCLE,
        "number_of_round": 1, "place": "Dio", "month": date(2026, 8, 3), "people": None, "groups": "",
        "points": 48, "words": "au milieu", "before": None, "marks": (Mark("L’accueil", 48),),
        "gap": None, "promises": (), "left_out": 0, "meeting": None, "number": "", "address": "",
        "qr": SafeString(""),
    }  # fmt: skip
    return RoundTold(**{**known, **said})  # type: ignore[arg-type]


_LONG = "Le personnel vous explique-t-il la maladie et le traitement dans une langue que vous"


def _promise(state: State, *, is_late: bool = False) -> PromiseLine:
    return PromiseLine(
        id=uuid4(), number="E-1", action=f"{_LONG} comprenez, et le reste de ce qui fut promis",
        office=uuid4(), office_title="Le président de l’association de santé communautaire",
        place=uuid4(), place_name="Dio", service="health", state=state, due_on=date(2027, 1, 31),
        is_late=is_late, settled_on=None, is_public=True,
    )  # fmt: skip


_FULL = _told(
    title="Centre de santé communautaire de Dio-Gare et de ses villages",
    people=21,
    groups="femmes, hommes, jeunes femmes, jeunes hommes et personnes en situation de handicap",
    before=71,
    marks=tuple(Mark(f"{_LONG} {n}", n * 10) for n in range(10)),
    gap=Apart(_LONG, "Jeunes femmes", 11, "Chefs et leaders", 81),
    promises=(
        _promise(State.KEPT),
        _promise(State.BROKEN),
        _promise(State.ACCEPTED, is_late=True),
        _promise(State.ACCEPTED),
    ),
    meeting=ToCome(date(2026, 12, 1), "Rencontre de restitution, place du marché"),
    number="36 037",
)


@pytest.mark.plain
@pytest.mark.parametrize("told", [_told(), _FULL], ids=["little to tell", "much to tell"])
def test_three_minutes_are_three_minutes_and_no_number_is_in_figures(told: RoundTold) -> None:
    with override("fr"):
        script = script_of(told)

    assert FEWEST_WORDS <= script.words <= MOST_WORDS
    ours = " ".join(script.passages).replace("36 037", "")
    for mark in told.marks:
        ours = ours.replace(mark.name, "")
    assert not any(sign.isdigit() for sign in ours)
    assert "%(" not in ours


@pytest.mark.plain
def test_what_matters_most_is_always_said() -> None:
    with override("fr"):
        said = " ".join(script_of(_FULL).passages)

    assert "quarante-huit points sur cent" in said
    assert "a baissé de vingt-trois points" in said
    assert "vingt et une personnes" in said
    assert "le premier décembre deux mille vingt-six" in said
    assert "Il est tenu\u00a0: des citoyens sont allés voir." in said


def _public(programme: Programme, place: Place) -> Round:
    found = make_released(programme, place, title="CSCom de Dio", groups=("women", "men"))
    NodeText.objects.filter(part="question").update(words="Combien de temps attendez-vous ?")
    return found


@pytest.mark.django_db
def test_nothing_is_on_a_wall_or_on_the_radio_before_the_release() -> None:
    programme, place = make_programme(), make_place()
    hidden, public = make_scored(programme, place), _public(programme, place)
    promise = make_commitment(make_office(programme, place), state="kept", is_public=True)
    promise.assessed_in = public
    promise.save()
    wall = f"/p/{programme.slug}/evaluations/publiques/{{}}/affiche/"
    radio = f"/p/{programme.slug}/evaluations/{{}}/radio/"
    reader = as_(make_actor(programme, Role.MONITORING_OFFICER))

    assert Client().get(wall.format(hidden.pk)).status_code == 404
    poster = Client().get(wall.format(public.pk), headers={"accept-language": "en"})
    told = poster.content.decode()
    assert [word in told for word in ("points sur 100", "<b>55</b>", promise.action)] == [True] * 3
    assert "on attend" not in told  # reasons are nobody's on a wall
    before = reader.get(radio.format(hidden.pk)).content.decode()
    assert "rien n’est dit avant que les groupes" in before
    assert "cinquante-cinq points sur cent" in reader.get(radio.format(public.pk)).content.decode()
    office = make_actor(programme, Role.OFFICE_HOLDER, place=place)
    assert as_(office).get(radio.format(public.pk)).status_code == 404


@pytest.mark.django_db
def test_who_asked_hears_the_result_once_it_is_public_and_once_alone() -> None:
    programme, place = make_programme(), make_place()
    found = make_scored(programme, place, title="CSCom de Dio")
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    page = f"/p/{programme.slug}/evaluations/{found.pk}/resultat-par-sms/"
    animator = as_(make_actor(programme, Role.ANIMATOR, place=place))
    said = {"number": "76 12 34 56", "language": "fr"}
    refused = animator.post(page, said)
    for number in ("76 12 34 56", "+223 76123456", "66 00 11 22"):
        animator.post(page, {**said, "number": number, "consents": "on"})
    assert (refused.status_code, Awaited.objects.count()) == (200, 2)
    assert "76123456" not in animator.get(page).content.decode().replace(" ", "")
    stopped = contact_for(programme=programme.pk, number="66001122", moment=NOW)
    stop_contact(contact=stopped, moment=NOW)
    carry_all()
    assert OutboundMessage.objects.filter(purpose="result").count() == 0

    for group in Group.objects.filter(round=found):
        actions.say_release(
            group=group.pk, answer="agreed", said_on=NOW.date(), actor=staff, moment=NOW
        )
    actions.release_round(round_id=found.pk, actor=staff, moment=NOW)
    carry_all(twice=True)

    sent = OutboundMessage.objects.get(purpose="result")
    assert (sent.state, sent.segments) == ("queued", 1)
    assert words_of(sent.contact, sent.sealed_text, sent.pk) == (
        "CSCom de Dio : 55 points sur 100. Fin : DESABONNER"
    )
    assert Consent.objects.filter(purpose="result", withdrawn_at=None).count() == 1
