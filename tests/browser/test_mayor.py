"""A mayor on her telephone: sees what is asked of her office, answers, and shows what was done."""

import pytest
from playwright.sync_api import expect

from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.browser.things import a_photo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_accepts_what_is_asked_and_reports_it_done_with_a_photo(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    promise = earlier.a_promise("le château d’eau")
    page = visitors.person("mairie")

    page.goto(f"{HOME}aujourdhui/")
    page.get_by_role("link", name="Engagements qui attendent votre réponse").click()
    page.get_by_role("link", name=promise.action).click()
    page.get_by_role("button", name="Oui, nous nous engageons").click()
    expect(page.locator("main .badge").first).to_have_text("Engagement pris")
    page.get_by_role("button", name="Le travail a commencé").click()
    page.locator("summary", has_text="C’est fait : le montrer").click()
    page.get_by_label("Ce qui a été fait").fill("La pompe du château d’eau est changée.")
    page.get_by_label("Photo", exact=False).first.set_input_files(a_photo())
    page.get_by_role("button", name="C’est fait : le montrer").click()

    expect(page.locator("main .badge").first).to_have_text("Déclaré fait, à vérifier")
    expect(page.get_by_text("La pompe du château d’eau est changée.")).to_be_visible()
    proof = page.get_by_alt_text("Photo donnée comme preuve")
    proof.scroll_into_view_if_needed()
    expect(proof).to_have_js_property("complete", True)
    assert proof.evaluate("photo => photo.naturalWidth") == 640


def test_sees_only_what_is_asked_of_her_own_office(visitors: Visitors, scripts: bool) -> None:
    page = visitors.person("mairie")

    page.goto(f"{HOME}engagements/les-miens/")
    offices = page.locator("main .card .meta span:has(use[href$='#person'])").all_inner_texts()

    assert offices
    assert {office.strip() for office in offices} == {"Maire"}
