"""The plan of a second cycle is written down at the meeting; what the first one promised is read beside it."""

from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_writes_the_plan_and_reads_what_the_last_one_moved(
    visitors: Visitors, scripts: bool
) -> None:
    page = visitors.person("coordination")
    action = f"Ouvrir la pharmacie le samedi {token_hex(2)}"
    page.goto(f"{HOME}evaluations/")
    page.get_by_role("link", name="Centre de santé de Pelengana (fictif)").first.click()
    page.locator("main").get_by_role("link", name="Plan d’action", exact=True).click()
    page.locator("main").get_by_role("link", name="Écrire").first.click()

    medicines = page.get_by_role("group", name="Médicaments")
    medicines.get_by_label("Ce qui sera fait").fill(action)
    page.get_by_role("button", name="Soumettre le plan aux responsables").click()
    expect(page.get_by_text("Rien n’est perdu")).to_be_visible()
    expect(medicines.get_by_label("Ce qui sera fait")).to_have_value(action)
    medicines.get_by_label("Pour quel jour").fill("2030-01-15")
    page.get_by_role("button", name="Soumettre le plan aux responsables").click()

    expect(page.get_by_text("Le plan est devant les responsables")).to_be_visible()
    page.get_by_role("link", name="Ce qui a été promis la dernière fois").click()
    expect(page.get_by_text("2 sur 3")).to_be_visible()
    expect(page.get_by_text("41 points de plus")).to_be_visible()
