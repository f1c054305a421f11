"""Who asked for the news of a commune hears what was published there, once a week at most."""

import re
from datetime import date, timedelta

import pytest
from pytest_django import Settings

from benkan.apps.messaging.actions import dispatch_due, erase_contact, stop_contact, subscribe
from benkan.apps.messaging.models import Consent, OutboundMessage, Subscription
from benkan.apps.messaging.queries import followed_by, followers
from benkan.apps.registry.queries import code_of
from benkan.apps.voices.models import Case
from benkan.kit.actor import Role
from benkan.reactions import now_and_then
from benkan.reactions.news import tell_the_news
from benkan.reactions.worker import TURNS
from tests.make.activities import make_activity
from tests.make.commitments import make_on_record
from tests.make.messaging import make_contact, make_gateway
from tests.make.news import Reader
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme

pytestmark = pytest.mark.django_db


def test_somebody_asks_for_news_by_sms_is_asked_back_and_ends_them() -> None:
    programme = make_programme(kind="demonstration")
    region = make_place("Koulikoro", kind="region")
    cercles = [make_place(name, kind="cercle", above=region) for name in ("Kati", "Dioïla")]
    kati, dioila = (make_place("Banco", above=cercle) for cercle in cercles)
    for place in (kati, dioila):
        make_office(programme, place)
    make_place("Elsewhere")
    reader = Reader(programme)

    talk = [
        (
            "ABONNER",
            [],
            "Benkan : les nouvelles de quelle commune ? Répondez par son nom ou son code.",
        ),
        ("banco dioila", [dioila], "Benkan : Banco ("),
        ("Abonner Banco", [dioila], "Benkan : les nouvelles de Banco ("),
        ("Banco Kati", [dioila, kati], "Benkan : Banco ("),
        (f"abonné {code_of(kati.pk).lower()}", [dioila, kati], "Benkan : vous recevez déjà"),
        (
            "DESABONNER banco kati",
            [dioila],
            "Benkan : vous ne recevrez plus les nouvelles de Banco (Kati).",
        ),
        ("Abonner Elsewhere", [dioila], "Benkan : ce programme ne travaille pas à Elsewhere"),
        ("La pompe ne marche plus depuis lundi", [dioila], "C'est dans quelle commune"),
        ("STOP", [], "Vous ne recevrez plus"),
        ("Abonner Banco Kati", [kati], "Benkan : Banco ("),
        ("desabonner", [], "Benkan : vous ne recevrez plus de nouvelles"),
        ("desabonner", [], "Benkan : vous ne recevez pas de nouvelles"),
    ]
    heard = []
    for minute, (text, _, answer) in enumerate(talk):
        said = reader.write(text, moment=NOW + timedelta(minutes=minute))
        heard.append((text, followed_by(reader.contact), said[: len(answer)]))

    assert heard == [(text, [p.pk for p in places], answer) for text, places, answer in talk]
    assert Case.objects.count() == 1
    assert not Consent.objects.filter(purpose="commune_news", withdrawn_at=None).exists()


def test_what_was_published_since_is_told_once_a_week_and_nothing_when_nothing_was() -> None:
    programme, place = make_programme(kind="demonstration"), make_place("Kayes")
    office = make_office(programme, place)
    reader = Reader(programme)
    reader.write("ABONNER KAYES")
    tomorrow, in_a_month = NOW + timedelta(days=1), date(2026, 12, 5)
    for state, moment in [("kept", tomorrow), ("accepted", tomorrow), ("accepted", None)]:
        make_on_record(office, state=state, published_at=moment, due_on=in_a_month)
    make_on_record(office, state="broken", withdrawn_at=tomorrow)
    make_activity(programme, place, planned_on=date(2026, 11, 9), title="Restitution")
    among_women = make_activity(programme, place, planned_on=date(2026, 11, 9), title="Femmes")
    among_women.kind = "consultation"
    among_women.save()
    said = len(reader.screen())

    looked = [tell_the_news(NOW + timedelta(days=days)) for days in (0, 2, 2, 8, 9, 10)]

    assert looked == [0, 1, 0, 0, 1, 1]
    told = [re.sub(r"pompe \d+", "pompe", text) for text in reader.screen()[said:]]
    assert told == [
        "Benkan, Kayes. Tenu : Réparer la pompe. Rencontre ouverte à tous le 09/11 : Restitution."
        " Promis pour le 05/12 : Réparer la pompe. Pour finir : DESABONNER."
    ]
    assert now_and_then.news in TURNS


def test_a_digest_that_is_told_twice_is_one_and_waits_for_the_morning(settings: Settings) -> None:
    settings.QUIET_HOURS = [21, 7]
    programme, place = make_programme(), make_place()
    make_gateway(programme)
    contact = make_contact(programme)
    subscribe(contact=contact, place=place.pk, how="test", moment=NOW)
    make_on_record(make_office(programme, place), state="kept", published_at=NOW + timedelta(1))
    night = NOW + timedelta(days=2, hours=14)

    looked_at_night = now_and_then.tell(night)
    for _ in range(2):
        Subscription.objects.update(look_at=NOW, told_until=NOW)
        tell_the_news(night)
    dispatch_due(now=night)

    assert looked_at_night == 0
    message = OutboundMessage.objects.get(purpose="commune_news")
    assert (message.state, message.key) == ("queued", f"commune_news:{contact}:2026-W45")
    assert (message.segments, message.next_try_at) == (1, NOW + timedelta(days=2, hours=22))


def test_who_is_erased_or_has_stopped_is_subscribed_to_nothing() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    erased = make_contact(programme)
    stopped = make_contact(programme, number="+22376000002")
    for contact in (erased, stopped):
        subscribe(contact=contact, place=place.pk, how="test", moment=NOW)

    erase_contact(contact=erased, actor=staff, moment=NOW)
    stop_contact(contact=stopped, moment=NOW)

    assert tell_the_news(NOW + timedelta(days=30)) == 0
    assert Subscription.objects.filter(contact=erased).count() == 0


def test_staff_are_told_how_many_hear_the_news_where_they_are_many() -> None:
    programme = make_programme()
    many, few, none = make_place("Kayes"), make_place("Mopti"), make_place("Niono")
    numbers = (f"+2237600{n:04}" for n in range(99))
    for place, people in [(many, 6), (few, 3)]:
        for _ in range(people):
            contact = make_contact(programme, number=next(numbers))
            subscribe(contact=contact, place=place.pk, how="test", moment=NOW)

    found = followers(programme.pk, [many.pk, few.pk, none.pk])

    assert found.by_place == {many.pk: 6, few.pk: None, none.pk: None}
    assert found.total is None
