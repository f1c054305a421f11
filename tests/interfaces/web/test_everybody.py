"""Everybody can use the pages across chapters: by sight, by ear, by keyboard, by day and by night."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.browser.axe import violations_in
from tests.make.registry import make_programme

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.needs("chromium")]


def _pages(client: Client) -> dict[str, str]:
    make_programme("demo", kind="demonstration")
    addresses = ["/", "/apropos/", "/p/demo/", "/p/nowhere/", "/comptes/nowhere/"]
    return {address: client.get(address).content.decode() for address in addresses}


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, False), (360, True)])
def test_axe_finds_nothing_on_public_pages(client: Client, width: int, dark: bool) -> None:
    pages = _pages(client)

    assert violations_in(pages, width=width, dark=dark) == {}


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_the_pieces_of_the_design(dark: bool) -> None:
    from benkan.interfaces.web.pages.gallery import gallery

    request = RequestFactory().get("/kit/")
    request.user = AnonymousUser()
    pages = {"gallery": gallery(request).content.decode(), "500": render_to_string("500.html")}  # type: ignore[arg-type]

    assert violations_in(pages, dark=dark) == {}
