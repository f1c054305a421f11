"""The pretended telephones: whom they let in, and the SMS."""

import re
from datetime import datetime

import pytest
from django.test import Client

from benkan.apps.messaging import actions
from benkan.apps.messaging.models import InboundMessage
from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import STAFF, Role
from tests.browser.axe import violations_in
from tests.make.messaging import hear, queue
from tests.make.registry import (
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

PAGES = ["", "ussd/", "voix/"]


def reader(programme: Programme, role: Role = Role.ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=make_actor(programme, role).account))
    return client


def address(programme: Programme, page: str = "") -> str:
    return f"/p/{programme.slug}/simulateur/{page}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["real", "demonstration"])
@pytest.mark.parametrize("role", STAFF)
def test_the_staff_of_any_programme_may_try(page: str, kind: str, role: Role) -> None:
    programme = make_programme(kind=kind)

    assert reader(programme, role).get(address(programme, page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_an_office_holder_has_no_simulator(page: str) -> None:
    programme = make_programme(kind="demonstration")
    client = Client()
    holder = make_office_holder(make_office(programme, make_place()))
    client.force_login(Account.objects.get(pk=holder.account))

    assert client.get(address(programme, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_neighbour_is_refused(page: str) -> None:
    programme = make_programme(kind="demonstration")

    assert reader(make_programme()).get(address(programme, page)).status_code == 404


def test_a_pretended_sms_arrives_like_any_other_and_is_answered_on_the_same_screen() -> None:
    programme = make_programme(kind="demonstration")
    client = reader(programme)

    client.post(address(programme), {"text": "La pompe est cassée", "phone": "2", "key": "a"})
    contact = InboundMessage.objects.get().contact_id
    queue(programme, contact, "Bien reçu : KAY-0001.", purpose="reply", moment=_heard_at())
    actions.dispatch_due(now=_heard_at())

    boubacar = client.get(f"{address(programme)}?telephone=2").content.decode()
    fanta = client.get(f"{address(programme)}?telephone=3").content.decode()
    assert boubacar.count("La pompe est cassée") == 1
    assert "Bien reçu : KAY-0001." in boubacar
    assert "La pompe est cassée" not in fanta


def _heard_at() -> datetime:
    return InboundMessage.objects.get().received_at


def test_a_second_click_sends_no_second_sms() -> None:
    programme = make_programme(kind="demonstration")
    client = reader(programme)
    key = re.search(r'name="key" value="(\w+)"', client.get(address(programme)).content.decode())
    assert key is not None

    for _ in range(2):
        client.post(address(programme), {"text": "pompe", "phone": "1", "key": key[1]})

    assert InboundMessage.objects.count() == 1


def test_an_empty_sms_is_asked_for_again() -> None:
    programme = make_programme(kind="demonstration")

    page = reader(programme).post(address(programme), {"text": "", "phone": "1", "key": "k"})

    assert page.status_code == 200
    assert InboundMessage.objects.count() == 0


@pytest.mark.parametrize("kind", ["real", "historical"])
def test_nobody_writes_an_sms_by_play_in_a_programme_that_is_no_demonstration(kind: str) -> None:
    programme = make_programme(kind=kind)
    client = reader(programme)

    written = client.post(address(programme), {"text": "pompe", "phone": "1", "key": "k"})

    assert written.status_code == 404
    assert b'<form method="post" class="stack"' not in client.get(address(programme)).content
    assert InboundMessage.objects.count() == 0


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.soak)]
)
def test_everybody_can_use_the_pages(width: int, dark: bool) -> None:
    pretended, real = make_programme(kind="demonstration"), make_programme()
    hear("x" * 200, gateway=actions.simulator_of(programme=pretended.pk), number="+22350000001")
    pages = {
        one: reader(programme).get(one).content.decode()
        for programme in (pretended, real)
        for one in [
            *(address(programme, page) for page in PAGES),
            address(programme) + "?telephone=2",
        ]
    }

    assert violations_in(pages, width=width, dark=dark) == {}
