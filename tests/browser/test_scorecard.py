"""A coordinator on a small telephone walks a scorecard through its first two phases."""

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


def test_a_coordinator_is_led_from_the_agreement_to_common_indicators(
    visitors: Visitors, scripts: bool
) -> None:
    phone = {"width": 360, "height": 740}
    page = visitors.person("coordination", viewport=phone, has_touch=True)
    _open(page, f"Santé de Kabé {secrets.token_hex(3)}")

    _go_on(page, "L’accord du service")
    page.get_by_label("Quelle fonction répond du service").select_option(index=1)
    page.get_by_label("Le papier signé").set_input_files(a_photo())
    page.get_by_role("button", name="Noter l’accord").click()
    _go_on(page, "Villages et langues")
    page.get_by_label("Villages qui utilisent le service").fill("Kabé\nBanankoro")
    page.get_by_label("Bambara").check()
    page.get_by_role("button", name="Noter").click()
    _go_on(page, "Les groupes")
    for group in ("Femmes", "Hommes"):
        page.get_by_label(group, exact=True).check()
        page.get_by_role("button", name="Ajouter le groupe").click()
    _back(page)
    _go_on(page, "Ce que le service devrait avoir")
    page.get_by_role("button", name="Mettre la liste ici").click()
    _back(page)
    _go_on(page, "Les dates")
    page.get_by_role("group", name="Avec la communauté").get_by_label("Prévue le").fill(
        "2026-12-10"
    )
    page.get_by_role("button", name="Garder les dates").click()

    expect(page.locator(".trail > [aria-current]")).to_contain_text("Avec la communauté")
    _go_on(page, "Qui est venu")
    for group, sex in (("Femmes", "Femmes"), ("Hommes", "Hommes")):
        page.get_by_role("link", name=group).click()
        page.get_by_label(f"{sex}, 25 à 34 ans").fill("12")
        page.get_by_role("button", name="Garder le compte").click()
    expect(page.locator(".lines .count")).to_have_text(["12", "12"])
    _back(page)
    _go_on(page, "Ce qu’il y a vraiment")
    _see_the_first_thing(page)
    _back(page)
    _raise_concerns(page)
    _merge(page)
    assert not scripts or violations(page) == []
    _back(page)
    done = page.locator(".todo-list .is-done")
    expect(done.filter(has_text="Les indicateurs communs")).to_have_count(1)
    expect(page.locator(".trail .is-done h3")).to_have_text(["Préparer"])


def _open(page: Page, title: str) -> None:
    page.goto(f"{HOME}evaluations/")
    page.get_by_role("main").get_by_role("link", name=re.compile("ommencer")).first.click()
    page.get_by_label("Carte communautaire : centre de santé").check()
    page.get_by_label("Dans quelle commune").select_option(label="Sanankoroba")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Son nom").fill(title)
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _go_on(page: Page, step: str) -> None:
    """Do the one next thing that the path names."""
    page.locator(".now").get_by_role("link", name=step).click()
    page.get_by_role("heading", level=1).wait_for()


def _back(page: Page) -> None:
    page.locator("a.back").click()
    page.locator(".now, a.back").first.wait_for()


def _see_the_first_thing(page: Page) -> None:
    page.locator(".card h3 a").first.click()
    page.get_by_label("Combien y en a-t-il vraiment").fill("3")
    page.get_by_label("Vu le").fill("2026-11-20")
    page.locator("input[name=photo]").set_input_files(a_photo())
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.locator(".card").first).to_contain_text("avec une photo")


def _raise_concerns(page: Page) -> None:
    page.locator(".todo-list").get_by_role("link", name="Les préoccupations").click()
    for group, said in {
        "Femmes": ["On nous crie dessus", "C’est loin"],
        "Hommes": ["On ne nous salue pas"],
    }.items():
        card = page.locator("section.card").filter(has=page.get_by_role("heading", name=group))
        card.get_by_role("link").click()
        for words in said:
            page.get_by_label("Ce que le groupe a dit").fill(words)
            page.get_by_role("button", name="Noter", exact=True).click()
            expect(page.get_by_role("heading", name=words)).to_be_visible()
        for rank, box in enumerate(page.get_by_label("Rang").all(), start=1):
            box.fill(str(rank))
        page.get_by_label("Pourquoi").first.fill("Cela fait honte")
        page.get_by_role("button", name="Garder ce qui pèse le plus").click()
    expect(page.locator(".weights .count")).to_have_text(["N° 1", "N° 2", "N° 1"])
    _back(page)


def _merge(page: Page) -> None:
    page.locator(".todo-list").get_by_role("link", name="Les indicateurs communs").click()
    page.get_by_label("On nous crie dessus").check()
    page.get_by_label("On ne nous salue pas").check()
    page.get_by_label("Un nouvel indicateur").check()
    page.get_by_label("L’indicateur en quelques mots").fill("Respect à l’accueil")
    page.get_by_role("button", name="Les mettre là").click()
    expect(page.get_by_role("link", name="Respect à l’accueil")).to_be_visible()
    page.get_by_label("C’est loin").check()
    page.get_by_label("Aucun indicateur, avec une raison").check()
    page.get_by_label("Pourquoi aucun indicateur").fill("Le centre ne peut pas bouger")
    page.get_by_role("button", name="Les mettre là").click()
    expect(page.get_by_text("Chaque préoccupation a sa place.")).to_be_visible()
    expect(page.get_by_text("Le centre ne peut pas bouger")).to_be_visible()
