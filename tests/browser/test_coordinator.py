"""A coordinator: what citizens contest goes one level up by a letter, printed and followed."""

import pytest
from playwright.sync_api import expect

from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_carries_a_contested_promise_up_by_a_letter(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    promise = earlier.a_promise("le forage du marché")
    for step, fields in (
        ("accept", {}),
        ("report_done", {"note": "Le forage est réparé.", "quantity": 1, "unit": "forage"}),
    ):
        earlier.step("mairie", promise, step, **fields)
    check = {"confirms": "no", "people": 12, "from_women": 12, "finding": "Rien ne coule."}
    earlier.step("coordination", promise, "check", **check)
    page = visitors.person("coordination")

    page.goto(f"{HOME}engagements/")
    page.get_by_role("link", name="À ne pas oublier").click()
    listed = page.locator("li.card", has_text=promise.action)
    listed.get_by_role("link", name="Faire monter").click()
    page.get_by_label("Préfet").check()
    page.get_by_role("button", name="Faire la lettre").click()
    expect(page.locator("main .badge").first).to_have_text("Lettre faite, à remettre")

    page.get_by_role("link", name="Lire et imprimer la lettre").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_contain_text("contesté par les citoyens")
    expect(page.get_by_text("Démonstration : tout est fictif").first).to_be_visible()
    expect(page.locator(".on-screen")).to_be_hidden()
    expect(page.locator("table")).to_contain_text("Rien ne coule.")

    page.go_back()
    page.emulate_media(media="screen")
    page.get_by_label("En main propre").check()
    page.get_by_role("button", name="Noter qu’elle a été remise").click()
    expect(page.locator("main .badge").first).to_have_text("Lettre remise")
    expect(page.locator(".timeline")).to_contain_text("La lettre a été remise")
