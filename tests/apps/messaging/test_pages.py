"""The page that shows how messages stand, and the pretended telephone."""

import re
from datetime import datetime

import pytest
from django.test import Client

from benkan.apps.messaging import actions
from benkan.apps.messaging.models import InboundMessage
from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.messaging import hear, make_contact, make_gateway, queue
from tests.make.registry import make_actor, make_programme

pytestmark = pytest.mark.django_db


def reader(programme: Programme, role: Role) -> Client:
    client = Client()
    account = make_actor(programme, role).account
    assert account is not None
    client.force_login(Account.objects.get(pk=account))
    return client


def test_the_page_says_how_many_and_why_not_without_numbers_or_words() -> None:
    programme = make_programme()
    queue(programme, make_contact(programme, consents=False), "Le maire a répondu.")

    page = reader(programme, Role.PROGRAMME_STAFF).get(f"/p/{programme.slug}/sms/")

    content = page.content.decode()
    assert page.status_code == 200
    assert "La personne n’a pas accepté qu’on lui écrive pour cela." in content
    assert "76123456" not in content
    assert "Le maire a répondu" not in content


@pytest.mark.parametrize("address", ["sms", "simulateur"])
@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.ANIMATOR, Role.OFFICE_HOLDER, Role.MONITORING_OFFICER]
)
def test_only_those_who_care_for_messages_see_them(address: str, role: Role) -> None:
    programme = make_programme(kind="demonstration")

    assert reader(programme, role).get(f"/p/{programme.slug}/{address}/").status_code == 404


@pytest.mark.parametrize("address", ["sms", "simulateur"])
def test_the_neighbour_is_refused(address: str) -> None:
    programme = make_programme(kind="demonstration")
    neighbour = reader(make_programme(), Role.ADMINISTRATOR)

    assert neighbour.get(f"/p/{programme.slug}/{address}/").status_code == 404


def test_a_real_programme_has_no_simulator() -> None:
    programme = make_programme()

    page = reader(programme, Role.ADMINISTRATOR).get(f"/p/{programme.slug}/simulateur/")

    assert page.status_code == 404


def test_a_pretended_sms_arrives_like_any_other_and_is_answered_on_the_same_screen() -> None:
    programme = make_programme(kind="demonstration")
    client = reader(programme, Role.ADMINISTRATOR)
    address = f"/p/{programme.slug}/simulateur/"

    client.post(address, {"text": "La pompe est cassée", "phone": "2", "key": "a"})
    contact = InboundMessage.objects.get().contact_id
    queue(programme, contact, "Bien reçu : KAY-0001.", purpose="reply", moment=_heard_at())
    actions.dispatch_due(now=_heard_at())

    boubacar = client.get(f"{address}?telephone=2").content.decode()
    fanta = client.get(f"{address}?telephone=3").content.decode()
    assert boubacar.count("La pompe est cassée") == 1
    assert "Bien reçu : KAY-0001." in boubacar
    assert "La pompe est cassée" not in fanta


def _heard_at() -> datetime:
    return InboundMessage.objects.get().received_at


def test_a_second_click_sends_no_second_sms() -> None:
    programme = make_programme(kind="demonstration")
    client = reader(programme, Role.ADMINISTRATOR)
    address = f"/p/{programme.slug}/simulateur/"
    key = re.search(r'name="key" value="(\w+)"', client.get(address).content.decode())
    assert key is not None

    for _ in range(2):
        client.post(address, {"text": "pompe", "phone": "1", "key": key[1]})

    assert InboundMessage.objects.count() == 1


def test_an_empty_sms_is_asked_for_again() -> None:
    programme = make_programme(kind="demonstration")
    client = reader(programme, Role.ADMINISTRATOR)

    page = client.post(f"/p/{programme.slug}/simulateur/", {"text": "", "phone": "1", "key": "k"})

    assert page.status_code == 200
    assert InboundMessage.objects.count() == 0


@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_everybody_can_use_the_pages(width: int, dark: bool) -> None:
    pretended, real = make_programme(kind="demonstration"), make_programme()
    hear("x" * 200, gateway=actions.simulator_of(programme=pretended.pk), number="+22350000001")
    queue(real, make_contact(real, consents=False))
    make_gateway(real)
    pages = {
        address: reader(programme, Role.ADMINISTRATOR).get(address).content.decode()
        for programme, address in [
            (pretended, f"/p/{pretended.slug}/simulateur/"),
            (pretended, f"/p/{pretended.slug}/simulateur/?telephone=2"),
            (pretended, f"/p/{pretended.slug}/sms/"),
            (real, f"/p/{real.slug}/sms/"),
        ]
    }

    assert violations_in(pages, width=width, dark=dark) == {}
