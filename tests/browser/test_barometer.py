"""A coordinator on a small telephone walks a barometer from its context to what it says."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.browser.things import a_photo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_a_coordinator_widens_a_barometer_and_reads_what_a_group_says(
    visitors: Visitors,
) -> None:
    phone = {"width": 360, "height": 740}
    page = visitors.person("coordination", viewport=phone, has_touch=True)
    _open(page, f"Baromètre de Kabé {secrets.token_hex(3)}")

    _go_on(page, "Le contexte de la commune")
    page.get_by_label("Comment est la commune").fill("Marché le lundi, tout est calme.")
    page.get_by_label("Que regarde cette mesure").fill("Toute la commune")
    page.get_by_role("button", name="Garder").click()
    _go_on(page, "Qui participe")
    page.get_by_label("Qui demande cette mesure").select_option(index=1)
    page.get_by_label("Accord donné le").fill("2026-11-02")
    page.get_by_label("Qui aide pour les chiffres").fill("Le service de la statistique")
    page.get_by_label("bambara").check()
    page.get_by_role("button", name="Garder").click()
    _go_on(page, "Les groupes d’acteurs")
    page.get_by_label("Élus", exact=True).check()
    page.get_by_role("button", name="Ajouter le groupe").click()
    page.locator("a.back").click()

    page.locator("a", has_text="Les questions").last.click()
    _add_a_local_question(page)
    page.goto(f"{page.url.removesuffix('modele/')}notes/")
    _say_what_the_group_says(page)
    expect(page.get_by_text("2 réponses sont gardées.")).to_be_visible()
    page.goto(re.sub("notes/.*", "restitution/", page.url))
    row = page.get_by_role("row", name="A1 Vision et plans")
    expect(row.get_by_role("cell").first).to_have_text("75")
    assert violations(page) == []


def _open(page: Page, title: str) -> None:
    page.goto(f"{HOME}evaluations/")
    page.get_by_role("main").get_by_role("link", name=re.compile("ommencer")).first.click()
    page.get_by_label("Baromètre de bonne gouvernance").check()
    page.get_by_label("Dans quelle commune").select_option(label="Sanankoroba")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Son nom").fill(title)
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _go_on(page: Page, step: str) -> None:
    """Do the one next thing that the path names."""
    page.locator(".now").get_by_role("link", name=step).click()
    page.get_by_role("heading", level=1).wait_for()


def _add_a_local_question(page: Page) -> None:
    page.locator("summary", has_text="Ajouter des questions de cette commune").click()
    page.get_by_label("Pourquoi changer les questions").fill("Le marché compte ici")
    page.get_by_role("button", name="Ouvrir un brouillon").click()
    page.get_by_role("link", name="Ajouter une question locale").click()
    page.get_by_label("Sous quel sous-critère").select_option(label="Vision et plans")
    page.get_by_label("Son nom court").fill("Marché")
    page.get_by_label("La question").fill("Le marché a-t-il un plan ?")
    page.get_by_label("Non ou oui").check()
    page.get_by_role("button", name="Garder la question").click()
    expect(page.get_by_role("heading", name="Marché")).to_be_visible()


def _say_what_the_group_says(page: Page) -> None:
    page.get_by_role("link", name="A. Efficacité").click()
    plan = page.locator("#q-A1a")
    plan.get_by_label("Il existe, mais").check()
    plan.get_by_label("Pourquoi").fill("Il date de 2019")
    plan.locator("summary").click()
    plan.get_by_label("Sa photo").set_input_files(a_photo())
    page.locator("#q-A1-L1").get_by_label("Oui").check()
    page.get_by_role("button", name="Garder et continuer").click()
