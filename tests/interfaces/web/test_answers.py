"""What every answer says of itself, and what is answered at all."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse

from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.make.calls import make_voice_line
from tests.make.registry import make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db

PAGE, PLAIN, JSON = (
    f"{kind}; charset=utf-8" for kind in ("text/html", "text/plain", "application/json")
)
GATEWAY = f"/passerelles/{uuid4()}"
KINDS = {
    "/": (200, PAGE),
    "/p/demo/aujourdhui/": (302, PAGE),
    "/p/nowhere/": (404, PAGE),
    "/comptes/deconnexion/partout/": (405, PAGE),
    "/sante/": (200, PLAIN),
    "/robots.txt": (200, PLAIN),
    "/service.js": (200, "text/javascript; charset=utf-8"),
    "/p/demo/nouvelles.xml": (200, "application/atom+xml; charset=utf-8"),
    "/p/demo/nouvelles.rss": (200, "application/rss+xml; charset=utf-8"),
    "/p/demo/donnees/engagements.csv": (200, "text/csv; charset=utf-8"),
    "/p/demo/donnees/communes.geojson": (200, "application/geo+json"),
    "/p/demo/api/v1/promises": (200, JSON),
    "/p/demo/api/v1/me/cases": (401, "application/json"),
    "/lieux/communes.json": (200, "application/json"),
    f"{GATEWAY}/receive": (405, PAGE),
}


def test_every_kind_of_answer_says_its_kind_and_its_letters(client: Client) -> None:
    """JSON is UTF-8 by its own standard, and needs not say so."""
    line = make_voice_line(make_programme("demo"))

    read = {at: client.get(at) for at in KINDS}
    refused = [
        client.post(f"{GATEWAY}/receive"),
        client.post(f"/passerelles/{line}/voix/"),
        client.post("/p/demo/dire/recu/", {}),
        client.post(f"{GATEWAY}/receive", {"a": "b"}, CONTENT_LENGTH="99000000"),
    ]

    assert {at: (one.status_code, one["Content-Type"]) for at, one in read.items()} == KINDS
    assert [(one.status_code, one["Content-Type"]) for one in refused] == [
        (403, PLAIN), (403, PLAIN), (302, PAGE), (413, PLAIN),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "GETS"])
def test_nothing_is_answered_but_reading_and_posting(client: Client, verb: str) -> None:
    make_programme("demo")
    asked = (
        "/",
        "/p/demo/",
        "/comptes/connexion/",
        "/p/demo/api/v1/promises",
        f"{GATEWAY}/receive",
    )

    answers = [client.generic(verb, address) for address in asked]

    assert {(one.status_code, one.headers["Allow"]) for one in answers} == {
        (405, "GET, HEAD, POST")
    }


def test_leaving_is_in_sight_on_every_page_of_the_menu(client: Client) -> None:
    programme = make_programme("demo")
    client.force_login(Account.objects.get(pk=make_actor(programme, Role.ADMINISTRATOR).account))
    make_place()
    menu = client.get("/p/demo/aujourdhui/").context["navigation"].staff
    # The figures are a page for everyone, whoever reads it.
    ways = [way for way in menu if getattr(resolve(way.href).func, "audience", "") != "everyone"]
    leave = f'<form method="post" action="{reverse("account_logout")}">'

    pages = {way.href: client.get(way.href).content.decode() for way in ways}

    assert [way for way, page in pages.items() if leave not in page] == []
    assert len(pages) == 14
