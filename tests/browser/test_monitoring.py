"""The monitoring officer: prepares a figure, has it published, publishes it anew and takes it back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

FIGURES = f"{HOME}chiffres/"
WHY = "Un engagement de plus a été pris"


def to_prepare(page: Page, figure: str) -> Locator:
    """The form on the page of the figure as it stands today."""
    page.goto(f"{FIGURES}{figure}/travail/")
    return page.locator("form[method=post]", has=page.get_by_role("button", name="Préparer"))


def test_a_figure_is_published_anew_and_taken_back(visitors: Visitors, earlier: Earlier) -> None:
    earlier.step("mairie", earlier.a_promise("la borne"), "accept")
    officer, staff, citizen = (
        visitors.person("suivi"),
        visitors.person("programme"),
        visitors.citizen(),
    )

    form = to_prepare(officer, "delai")
    form.get_by_label("Pourquoi on le publie de nouveau").fill(WHY)
    form.get_by_role("button", name="Préparer").click()
    expect(officer.get_by_text("une autre personne du programme l’approuve")).to_be_visible()
    expect(officer.get_by_role("button", name="Publier")).to_have_count(0)

    staff.goto(FIGURES)
    staff.get_by_role("link", name="De la parole à l’engagement tenu").first.click()
    staff.get_by_role("button", name="Publier").click()
    expect(staff.get_by_text("C’est publié")).to_be_visible()

    citizen.goto(f"{FIGURES}delai/")
    expect(citizen.get_by_text(WHY).first).to_be_visible()
    versions = citizen.locator("ol.timeline > li")
    before = versions.count()
    assert before >= 2
    versions.nth(1).get_by_role("link").click()
    expect(citizen.get_by_text("Une autre version a remplacé celle-ci")).to_be_visible()

    officer.goto(f"{FIGURES}delai/")
    officer.get_by_role("link", name="Retirer cette version").click()
    officer.get_by_label("Pourquoi il est retiré").fill("Compté avec la mauvaise commune")
    officer.get_by_role("button", name="Retirer").click()
    expect(officer.get_by_text("C’est retiré")).to_be_visible()
    citizen.goto(f"{FIGURES}delai/")
    expect(citizen.get_by_text("Compté avec la mauvaise commune").first).to_be_visible()
    expect(citizen.locator("table")).to_have_count(0)
    expect(versions).to_have_count(before)
