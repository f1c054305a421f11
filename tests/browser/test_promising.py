"""A CSO coordinator asks an office for a promise, completes it, shows it to everybody, writes down what
citizens found, and takes it back."""

from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.earlier import COMMUNE, Earlier, Promised, Said, path_of
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_proposes_completes_publishes_checks_and_takes_back(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    page, citizen = visitors.person("coordination"), visitors.citizen()
    action = f"Refaire la margelle {token_hex(2)}"

    promise = _propose(page, earlier.place(COMMUNE), action)
    _complete(page, promise.path)
    citizen.goto(f"{HOME}communes/{COMMUNE}/")
    expect(citizen.get_by_text(action)).to_have_count(0)
    public = _publish(page, promise.path)
    earlier.step("mairie", promise, "accept")
    citizen.goto(f"{HOME}communes/{COMMUNE}/")
    citizen.get_by_role("link", name=action).click()
    expect(citizen.get_by_text("FCFA").first).to_be_visible()

    report = {"note": "La margelle est refaite.", "quantity": 1, "planned": 2, "unit": "margelle"}
    earlier.step("mairie", promise, "report_done", **report)
    _check(page, promise.path)
    citizen.goto(public)
    expect(citizen.get_by_text("1 sur 2 prévus : margelle")).to_be_visible()
    expect(citizen.get_by_text("Femmes (9)")).to_be_visible()

    _take_back(page, promise.path)
    citizen.goto(public)
    expect(citizen.get_by_text("Le programme a retiré cet engagement du public")).to_be_visible()
    expect(citizen.get_by_text(action)).to_have_count(0)


def _propose(page: Page, place: str, action: str) -> Promised:
    """What comes from elsewhere than a meeting: a question at a restitution."""
    page.goto(f"{HOME}engagements/")
    page.get_by_role("link", name="Nouvel engagement").click()
    page.get_by_label("Lieu").select_option(place)
    page.get_by_label("Service").select_option("water")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Ce qui sera fait").fill(action)
    page.get_by_label("Qui le fera").select_option(label="Maire, Sanankoroba")
    page.get_by_label("Pour quel jour").fill("2030-01-15")
    page.locator("summary", has_text="Pourquoi, et pour quoi").click()
    page.get_by_label("D’où il vient").select_option("restitution")
    page.get_by_label("Lequel, en quelques mots").fill("Question d’une habitante, 3 mai")
    page.get_by_role("button", name="Le demander au responsable").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(action)
    return Promised(path_of(page.url), action, Said("", "", ""))


def _complete(page: Page, promise: str) -> None:
    page.goto(promise)
    page.get_by_role("link", name="Compléter ou corriger").click()
    page.locator("summary", has_text="L’argent et le plan").click()
    page.get_by_label("Coût, en FCFA").fill("75000")
    page.get_by_label("Qui paie").select_option("commune_budget")
    page.get_by_role("button", name="Noter").click()
    expect(page.get_by_text("La demande a été complétée")).to_be_visible()


def _publish(page: Page, promise: str) -> str:
    """Read once more and shown to everybody; where everybody reads it."""
    page.goto(promise)
    page.get_by_role("link", name="Le rendre public").click()
    page.get_by_label("J’ai lu").check()
    page.get_by_role("button", name="Le rendre public").click()
    found = page.get_by_role("link", name="La page publique").get_attribute("href")
    assert found
    return found


def _check(page: Page, promise: str) -> None:
    page.goto(promise)
    page.get_by_label("Oui, c’est fait").check()
    page.get_by_label("Combien de personnes").fill("9")
    page.get_by_label("Femmes").fill("9")
    page.get_by_label("Ce qu’ils ont vu").fill("La margelle tient bon.")
    page.get_by_role("button", name="Noter la vérification des citoyens").click()
    expect(page.locator("main .badge").first).to_have_text("Confirmé par les citoyens")


def _take_back(page: Page, promise: str) -> None:
    page.goto(promise)
    page.locator("summary", has_text="Le retirer du public").click()
    page.get_by_label("Pourquoi il est retiré").fill("La phrase doit être revue.")
    page.get_by_role("button", name="Le retirer du public").click()
    expect(page.get_by_text("Retiré du public le")).to_be_visible()
