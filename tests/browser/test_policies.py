"""A deliberation from its first study to the citizen who reads it on a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.browser.things import a_photo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

TITLE = "Horaires du marché de nuit"
TEXT = "Article premier : Objet\nLe marché de nuit ouvre à 18 heures.\nArt. 2\nLe maire applique."


def test_a_measure_is_written_verified_by_another_and_read_by_everybody(
    visitors: Visitors, scripts: bool
) -> None:
    title = f"{TITLE} {'avec' if scripts else 'sans'}"
    coordinator = visitors.person("coordination")
    measure = _write_down(coordinator, title)
    _record_the_study(coordinator)
    _paste_the_text(coordinator)
    # Whoever brought the document is not asked to verify it.
    coordinator.goto(measure)
    expect(coordinator.get_by_role("button", name="Le document le montre")).to_have_count(0)

    officer = visitors.person("suivi")
    officer.goto(measure)
    officer.get_by_role("button", name="Le document le montre").click()
    expect(officer.locator(".stairs .is-verified")).to_have_count(1)
    officer.locator("summary", has_text="Rendre la mesure publique").click()
    officer.get_by_label("J’ai lu").check()
    officer.get_by_role("button", name="Rendre la mesure publique").click()

    citizen = visitors.citizen()
    citizen.goto(f"{HOME}politiques/publiees/")
    citizen.get_by_role("link", name=title).click()
    expect(citizen.locator(".stairs .is-verified")).to_have_text(re.compile("Analysée"))
    citizen.get_by_role("link", name="Le lire par article").click()
    expect(citizen.locator("#art-1")).to_contain_text("Le marché de nuit ouvre à 18 heures.")
    expect(citizen.locator("#art-2")).to_contain_text("Le maire applique.")


def _write_down(page: Page, title: str) -> str:
    page.goto(f"{HOME}politiques/")
    page.get_by_role("link", name="Nouvelle mesure").click()
    page.get_by_label("Délibération communale").check()
    page.get_by_label("Pour quel lieu").select_option(label="Sanankoroba")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Ce qu’elle change pour les citoyens").fill("Le marché de nuit a des heures.")
    page.get_by_label("Marché et taxes").check()
    page.get_by_label("Prend les femmes en compte").check()
    page.get_by_label("Pourquoi").fill("Les vendeuses rentrent avant la nuit.")
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def _record_the_study(page: Page) -> None:
    page.locator("summary", has_text="Enregistrer l’étape suivante").click()
    page.get_by_label("Date du document").fill("2026-05-03")
    page.get_by_label("Quel est ce document").fill("Étude des heures du marché")
    page.get_by_label("Le document", exact=True).set_input_files(a_photo())
    page.get_by_role("button", name="Enregistrer cette étape").click()
    expect(page.locator(".stairs .is-reported")).to_have_count(1)


def _paste_the_text(page: Page) -> None:
    page.get_by_role("link", name="Ajouter un texte").click()
    page.get_by_label("Nom de cette version").fill("Premier projet")
    page.get_by_label("Un projet").check()
    page.get_by_label("Le texte", exact=True).fill(TEXT)
    page.get_by_role("button", name="Garder le texte").click()
    expect(page.locator("#art-1")).to_be_visible()
