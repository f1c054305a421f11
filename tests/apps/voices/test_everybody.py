"""Everybody can use the pages, and they open on a slow telephone."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.voices.actions import answer_case, hand_over_case, move_request, open_issue
from benkan.apps.voices.rules.handing import State as AtOffice
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.registry import (
    NOW,
    make_actor,
    make_facility,
    make_office,
    make_place,
    make_programme,
)
from tests.make.voices import make_case, make_confidant, make_template, open_one, say_about_office

pytestmark = pytest.mark.django_db

MOST_HTML = 14_000
MOST_SCRIPT = 6_000
MOST_AT_FIRST_SIGHT = 50_000


def _citizens_pages(client: Client, demo: Programme, commune: Place) -> dict[str, str]:
    here = f"service=health&place={commune.pk}"
    addresses = {
        "say": "/p/demo/dire/",
        "where": "/p/demo/dire/ou/?service=water&q=sanankoroba",
        "nowhere": "/p/demo/dire/ou/?service=water&q=xyz",
        "which": f"/p/demo/dire/ou/?{here}",
        "words": f"/p/demo/dire/mots/?{here}",
        "follow": "/p/demo/suivre/",
    }
    pages = {name: client.get(address).content.decode() for name, address in addresses.items()}
    opened = open_one(demo, commune)
    staff = make_actor(demo, Role.ADMINISTRATOR)
    answer_case(case=opened.case, answer="C’est réparé.", actor=staff, moment=NOW)
    form = client.get(addresses["words"]).context["form"].initial
    refused = client.post("/p/demo/dire/recu/", {**form, "text": "Oui", "number": "12"})
    pages["refused"] = refused.content.decode()
    client.post("/p/demo/dire/recu/", {**form, "text": "Oui"})
    pages["said"] = client.get("/p/demo/dire/recu/").content.decode()
    client.post("/p/demo/suivre/", {"tracking_code": opened.tracking_code})
    pages["followed"] = client.get("/p/demo/suivre/message/").content.decode()
    return pages


def _staff_pages(client: Client, demo: Programme, commune: Place) -> dict[str, str]:
    staff = make_actor(demo, Role.ADMINISTRATOR)
    client.force_login(
        Account.objects.get(pk=staff.account),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    make_confidant(staff)
    case, guarded = make_case(demo, commune), make_case(demo, is_sensitive=True)
    mayor = make_office(demo, commune)
    make_case(demo, commune)
    say_about_office(make_case(demo, commune), mayor, staff)
    request = hand_over_case(
        case=case, office=mayor.pk, asked="Réparer la pompe", actor=staff, moment=NOW
    )
    move_request(
        hand_over=request, state=AtOffice.ANSWERED, words="C’est fait", actor=staff, moment=NOW
    )
    issue = open_issue(
        programme=demo.pk,
        title="Une seule pompe pour trois quartiers",
        place=commune.pk,
        service="water",
        cases=[make_case(demo, commune)],
        actor=staff,
        moment=NOW,
    )
    addresses = {
        "triage": "/p/demo/messages/",
        "filtered": "/p/demo/messages/?service=water",
        "several": f"/p/demo/messages/ensemble/?case={case}&q=sanankoroba",
        "ready answers": "/p/demo/messages/reponses/",
        "ready answer": f"/p/demo/messages/reponses/{make_template(demo)}/",
        "case": f"/p/demo/messages/{case}/",
        "guarded": f"/p/demo/messages/{guarded}/?q=sanankoroba",
        "group": f"/p/demo/preoccupations/regrouper/?case={case}",
        "confidants": "/p/demo/messages/personnes/",
        "alike": f"/p/demo/messages/{case}/pareils/",
        "about": f"/p/demo/messages/{case}/concerne/",
        "entrust": f"/p/demo/messages/{guarded}/personnes/",
        "hand over": f"/p/demo/messages/{case}/transmettre/",
        "requests": "/p/demo/demandes/",
        "request": f"/p/demo/demandes/{request}/",
        "issues": "/p/demo/preoccupations/",
        "issue": f"/p/demo/preoccupations/{issue}/",
    }
    return {name: client.get(address).content.decode() for name, address in addresses.items()}


@pytest.fixture
def commune() -> Place:
    commune = make_place("Sanankoroba", above=make_place("Kati", kind="cercle"))
    make_facility(commune=commune)
    return commune


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo", kind="demonstration")


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.soak)]
)
def test_axe_finds_nothing(
    client: Client, demo: Programme, commune: Place, width: int, dark: bool
) -> None:
    pages = _citizens_pages(client, demo, commune) | _staff_pages(client, demo, commune)

    assert violations_in(pages, width=width, dark=dark) == {}


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def _static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is shipped"
    return Path(found).read_bytes()


def test_a_citizens_page_is_small(client: Client, demo: Programme, commune: Place) -> None:
    pages = _citizens_pages(client, demo, commune)

    script = len(_static("voices/record.js"))
    frame = sum(
        _compressed(_static(f"kit/{name}")) for name in ("benkan.css", "icons.svg", "mark.svg")
    )
    largest = max(_compressed(page.encode()) for page in pages.values())
    assert script <= MOST_SCRIPT
    assert largest <= MOST_HTML
    assert largest + frame + script <= MOST_AT_FIRST_SIGHT
