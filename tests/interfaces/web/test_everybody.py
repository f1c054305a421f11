"""Everybody can use the pages across chapters: by sight, by ear, by keyboard, by day and by night."""

from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from benkan.apps.registry.models import Account
from benkan.apps.registry.queries import code_of
from benkan.interfaces.web.pages.gallery import gallery
from benkan.kit.actor import Role
from benkan.kit.pages import PageRequest
from tests.browser.axe import violations_in
from tests.interfaces.web.make import make_lively_programme
from tests.make.registry import make_actor

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]


def _pieces() -> str:
    request = RequestFactory().get("/kit/")
    request.user = AnonymousUser()
    page = gallery(cast(PageRequest, request))
    assert isinstance(page, HttpResponse)
    return page.content.decode()


def _pages(client: Client) -> dict[str, str]:
    programme, (place,) = make_lively_programme(things=7)
    commune = f"/p/demo/communes/{code_of(place.pk)}/"
    public = ["/", "/apropos/", "/p/demo/", "/p/demo/?commune=comune", commune, "/p/nowhere/"]
    public += [f"{commune}affiche/", "/p/demo/donnees/"]
    pages = {address: client.get(address).content.decode() for address in public}
    pages |= {"pieces": _pieces(), "500": render_to_string("500.html")}
    actor = make_actor(programme, Role.PROGRAMME_STAFF)
    client.force_login(Account.objects.get(pk=actor.account))
    for address in ["/p/demo/aujourdhui/", "/p/demo/"]:
        pages[f"{address} at work"] = client.get(address).content.decode()
    return pages


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.soak)]
)
def test_axe_finds_nothing_on_the_pages_across_chapters(
    client: Client, width: int, dark: bool
) -> None:
    pages = _pages(client)

    assert violations_in(pages, width=width, dark=dark) == {}
