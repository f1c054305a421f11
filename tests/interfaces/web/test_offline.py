"""What a browser may keep: the same for everybody, named by its content, and nothing of a person."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benkan.apps.registry.models import PlaceCode
from benkan.interfaces.web.pages.offline import KEPT
from benkan.kit.actor import Role
from tests.make.neighbours import make_post
from tests.make.registry import make_place, make_programme

pytestmark = pytest.mark.django_db

SHELLS = ("web:waiting", "voices:offline", "activities:offline")


def _shell(name: str) -> str:
    return reverse(name, kwargs={"programme": "demo"})


def test_the_worker_names_what_it_keeps_and_stays_the_same(client: Client) -> None:
    first = client.get("/service.js")
    second = client.get("/service.js")
    make_place("Dio")
    later = client.get("/service.js")

    assert first.headers["Content-Type"].startswith("text/javascript")
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.content == second.content
    assert first.content != later.content
    assert len(set(re.findall(rb'CACHE = "(.*?)"', first.content + later.content))) == 2
    assert [finders.find(name) for name in KEPT if finders.find(name) is None] == []


def test_the_worker_knows_the_addresses_of_the_pages_that_it_stands_in_for(client: Client) -> None:
    """They are written out in it, since a worker cannot ask for them."""
    worker = client.get("/service.js").content.decode()
    shells = re.findall(r'SHELLS = \["(.*?)", "(.*?)", "(.*?)"\]', worker)

    assert {f"/p/demo/hors-ligne/{name}" for name in shells[0]} == {_shell(one) for one in SHELLS}
    for name in ("voices:say", "voices:tell", "activities:list"):
        rest = _shell(name).removeprefix("/p/demo/").rstrip("/")
        assert rest.replace("/", "\\/") in worker


@pytest.mark.parametrize("name", SHELLS)
def test_a_kept_page_is_the_same_for_everybody_and_speaks_the_language_asked_for(
    client: Client, name: str
) -> None:
    make_programme("demo")
    pages = {
        language: client.get(_shell(name), {"langue": language}) for language in ("fr", "en", "fr")
    }
    elsewhere = Client().get(_shell(name), {"langue": "fr"}, headers={"Accept-Language": "en"})

    assert {code: page.headers["Content-Language"] for code, page in pages.items()} == {
        "fr": "fr",
        "en": "en",
    }
    assert pages["fr"].content == elsewhere.content
    assert pages["fr"].content != pages["en"].content
    assert b"csrf" not in pages["fr"].content
    assert pages["fr"].cookies == {}
    assert "no-store" not in pages["fr"].get("Cache-Control", "")


@pytest.mark.parametrize("name", SHELLS)
def test_a_kept_page_that_is_shown_to_somebody_is_kept_by_nobody(client: Client, name: str) -> None:
    programme = make_programme("demo")
    client.force_login(make_post(programme, Role.ANIMATOR, make_place()))

    assert client.get(_shell(name)).headers["Cache-Control"] == "private, no-store"


def test_the_token_is_fresh_and_says_whose_session_it_is(client: Client) -> None:
    programme = make_programme("demo")
    account = make_post(programme, Role.ANIMATOR, make_place())
    stranger = client.get(reverse("web:token"))
    client.force_login(account)
    hers = client.get(reverse("web:token"))

    assert stranger.json()["who"] == ""
    assert hers.json()["who"] == str(account.pk)
    assert stranger.headers["Cache-Control"] == hers.headers["Cache-Control"] == "private, no-store"


def test_communes_are_listed_under_their_cercle_and_region(client: Client) -> None:
    region = make_place("Koulikoro", kind="region")
    cercle = make_place("Kati", kind="cercle", above=region)
    commune = make_place("Sanankoroba", above=cercle)
    make_place("Un village", kind="village", above=commune)
    code = PlaceCode.objects.get(place=commune).code

    answer = client.get(reverse("places:communes"))

    assert json.loads(answer.content) == {"Kati, Koulikoro": [["Sanankoroba", code]]}
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_without_tls_the_forms_say_that_nothing_is_kept(client: Client, settings: Settings) -> None:
    make_programme("demo")
    page = "/p/demo/dire/mots/?service=water"
    words = "le navigateur ne garde rien pour plus tard"

    before = client.get(page).content.decode()
    settings.PLAIN_LAN = True
    after = client.get(page).content.decode()

    assert (words in before, words in after) == (False, True)
