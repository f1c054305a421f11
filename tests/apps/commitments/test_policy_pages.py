from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benkan.apps.commitments.models import PolicyMeasure, PolicyStage, StageEvidence
from benkan.apps.registry.models import Account, Office, Programme
from benkan.kit.actor import Actor, Role
from tests.browser.axe import violations_in
from tests.make.commitments import make_policy, reach_stage
from tests.make.files import make_document
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

LIST = "/p/kayes/politiques/"
TEXT = "Article premier : Objet\nLe seau coûte 10 FCFA.\nArticle 2\nLe maire applique."


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


@pytest.fixture
def office(programme: Programme) -> Office:
    return make_office(programme, make_place("Kati"))


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def page_of(row: PolicyMeasure, tail: str = "") -> str:
    return f"{LIST}{row.pk}/{tail}"


def document() -> SimpleUploadedFile:
    return SimpleUploadedFile("pv.pdf", make_document(), "application/pdf")


SAID = {
    "title": "Prix de l’eau",
    "summary": "Le seau coûte 10 FCFA.",
    "sector": "water",
    "gender_focus": "significant",
    "gender_reason": "Les femmes puisent.",
}


def test_a_coordinator_writes_a_measure_down_and_another_verifies_and_publishes_it(
    client: Client, office: Office
) -> None:
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    monitoring = make_actor(office.programme, Role.MONITORING_OFFICER)
    as_(client, coordinator)

    start = client.get(f"{LIST}nouvelle/?kind=deliberation&place={office.place.pk}")
    assert next(iter(start.context["form"].fields)) == "title"
    client.post(
        f"{LIST}nouvelle/?kind=deliberation&place={office.place.pk}",
        {**SAID, "office": office.pk},
    )
    row = PolicyMeasure.objects.get()
    client.post(page_of(row, "faire/skip/"), {"stage": "analysed", "reason": "Texte type"})
    on_day = {"stage": "drafted", "on": "2026-05-03", "note": "Projet", "file": document()}
    client.post(page_of(row, "faire/record/"), on_day)
    client.post(
        page_of(row, "textes/nouveau/"),
        {"label": "Projet", "language": "fr", "status": "draft", "pasted": TEXT},
    )
    text = client.get(page_of(row, "textes/1/"))
    as_(client, monitoring)
    client.post(page_of(row, "faire/verify/"), {"stage": "drafted"})
    client.post(page_of(row, "faire/publish/"), {"is_read": "on"})
    client.logout()
    public = client.get(f"{LIST}P-{row.number}/")
    articles = client.get(f"{LIST}P-{row.number}/texte/")

    assert [piece.number for piece in text.context["text"].articles] == ["1", "2"]
    drafted = PolicyStage.objects.get(stage="drafted")
    assert (drafted.state, drafted.on) == ("verified", date(2026, 5, 3))
    assert (public.status_code, articles.status_code) == (200, 200)
    assert "Le seau coûte 10 FCFA." in articles.content.decode()
    # The document, and what it is, stay inside.
    assert "Projet</a>" not in public.content.decode()


def test_an_investment_agreement_is_asked_for_its_money_and_its_partner(
    client: Client, office: Office
) -> None:
    partner = make_organisation(office.programme, kind="private_partner")
    as_(client, make_actor(office.programme, Role.PROGRAMME_STAFF))
    address = f"{LIST}nouvelle/?kind=investment&place={office.place.pk}"

    refused = client.post(address, SAID)
    client.post(
        address,
        {
            **SAID,
            "partner": partner.pk,
            "amount": "50 000",
            "currency": "EUR",
            "rate": "655,957",
            "purpose": "Forage",
            "site": "Marché",
            "due_on": "2027-06-01",
        },
    )

    assert set(refused.context["form"].errors) == {
        "partner", "amount", "currency", "purpose", "site", "due_on",
    }  # fmt: skip
    page = client.get(page_of(PolicyMeasure.objects.get())).content.decode()
    assert "32\u202f797\u202f850" in page.replace("\xa0", "\u202f")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("record", {"stage": "drafted", "on": "2026-05-03", "note": "Projet"}),
        ("record", {"stage": "drafted", "on": "2999-05-03", "note": "Projet", "file": "pdf"}),
        ("skip", {"stage": "analysed", "reason": " "}),
        ("verify", {"stage": "drafted"}),
        ("withdraw", {"reason": "Erreur"}),
        ("publish", {}),
        ("back", {"to": "analysed", "on": "2026-05-03", "note": "Non"}),
    ],
)
def test_a_refusal_comes_back_on_the_page_and_changes_nothing(
    client: Client, office: Office, act: str, said: dict[str, Any]
) -> None:
    row = make_policy(office.programme, office.place)
    as_(client, make_actor(office.programme, Role.PROGRAMME_STAFF))
    said = {name: document() if said[name] == "pdf" else said[name] for name in said}

    page = client.post(page_of(row, f"faire/{act}/"), said)

    sent = page.context["acts"].get(act)
    form = sent.form if sent else page.context["refused"][0]
    assert (page.status_code, bool(form.errors), PolicyStage.objects.count()) == (200, True, 0)
    assert 'role="alert"' in page.content.decode()


def test_a_document_is_for_those_who_follow_the_measure_and_a_withdrawn_measure_is_gone(
    client: Client, office: Office
) -> None:
    row = make_policy(office.programme, office.place, withdrawn_at=NOW)
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    client.force_login(Account.objects.get(pk=coordinator.account))
    client.post(
        page_of(row, "faire/record/"),
        {"stage": "analysed", "on": "2026-05-03", "note": "Étude", "file": document()},
    )
    address = page_of(row, f"documents/{StageEvidence.objects.get().pk}/")
    neighbour = make_actor(office.programme, Role.COORDINATOR, place=make_place("Dio"))

    own = client.get(address)
    others = as_(client, neighbour).get(address)
    client.logout()
    strangers = client.get(address)
    public = client.get(f"{LIST}P-{row.number}/")
    unknown = client.get(f"{LIST}P-999/")

    assert (own.status_code, own["Content-Type"]) == (200, "application/pdf")
    assert (others.status_code, strangers.status_code) == (404, 302)
    assert (public.status_code, unknown.status_code) == (410, 404)
    assert row.title not in public.content.decode()


@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.soak)])
def test_axe_finds_nothing_on_the_pages_of_measures(
    client: Client, office: Office, width: int
) -> None:
    row = make_policy(office.programme, office.place, published_at=NOW)
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    reach_stage(row, "analysed", by=coordinator)
    as_(client, coordinator)
    client.post(
        page_of(row, "textes/nouveau/"),
        {"label": "Projet", "language": "fr", "status": "draft", "pasted": TEXT},
    )
    client.post(
        page_of(row, "faire/record/"),
        {"stage": "drafted", "on": "2026-05-03", "note": "Étude", "file": document()},
    )
    new = f"{LIST}nouvelle/"
    addresses = [LIST, new, f"{new}?kind=deliberation&place={office.place.pk}", page_of(row, "textes/1/"), page_of(row, "textes/nouveau/"), f"{LIST}publiees/", f"{LIST}P-{row.number}/", f"{LIST}P-{row.number}/texte/"]  # fmt: skip
    pages = {address: client.get(address).content.decode() for address in addresses}
    as_(client, make_actor(office.programme, Role.PROGRAMME_STAFF))
    pages[page_of(row)] = client.get(page_of(row)).content.decode()

    assert violations_in(pages, width=width) == {}
