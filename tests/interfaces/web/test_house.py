"""Pages that belong to no programme."""

import pytest
from django.test import Client

from tests.make.registry import make_account, make_programme

pytestmark = pytest.mark.django_db


def test_the_front_names_every_programme(client: Client) -> None:
    make_programme("kayes", kind="real")

    page = client.get("/")

    assert [here.slug for here in page.context["programmes"]] == ["kayes"]


@pytest.mark.parametrize("address", ["/", "/apropos/", "/sante/", "/robots.txt", "/p/kayes/"])
def test_anybody_may_read(client: Client, address: str) -> None:
    make_programme("kayes")

    assert client.get(address).status_code == 200


def test_a_programme_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/p/nowhere/").status_code == 404


def test_an_account_without_a_role_finds_no_page_of_the_day(client: Client) -> None:
    make_programme("kayes")
    client.force_login(make_account())

    assert client.get("/p/kayes/aujourdhui/").status_code == 404
