"""The page that shows how messages stand."""

import pytest
from django.test import Client

from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.messaging import make_contact, make_gateway, queue
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


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.ANIMATOR, Role.OFFICE_HOLDER, Role.MONITORING_OFFICER]
)
def test_only_those_who_care_for_messages_see_them(role: Role) -> None:
    programme = make_programme(kind="demonstration")

    assert reader(programme, role).get(f"/p/{programme.slug}/sms/").status_code == 404


def test_the_neighbour_is_refused() -> None:
    programme = make_programme(kind="demonstration")
    neighbour = reader(make_programme(), Role.ADMINISTRATOR)

    assert neighbour.get(f"/p/{programme.slug}/sms/").status_code == 404


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.soak)]
)
def test_everybody_can_use_the_pages(width: int, dark: bool) -> None:
    pretended, real = make_programme(kind="demonstration"), make_programme()
    queue(real, make_contact(real, consents=False))
    make_gateway(real)
    pages = {
        address: reader(programme, Role.ADMINISTRATOR).get(address).content.decode()
        for programme, address in [
            (pretended, f"/p/{pretended.slug}/sms/"),
            (real, f"/p/{real.slug}/sms/"),
        ]
    }

    assert violations_in(pages, width=width, dark=dark) == {}
