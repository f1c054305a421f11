"""From "it is done" to the answer: citizens check, the promise is kept, the figure moves, all see."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.earlier import COMMUNE, Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.interfaces.cli.running import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_a_promise_is_checked_and_kept_and_everybody_sees_it(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    promise = earlier.a_promise("le puits du quartier")
    for step, fields in (
        ("accept", {}),
        ("begin", {}),
        ("report_done", {"note": "Le puits est réparé.", "quantity": 1, "unit": "puits"}),
    ):
        earlier.step("mairie", promise, step, **fields)
    officer = visitors.person("suivi")
    kept, due = _figure(officer)

    coordinator = visitors.person("coordination")
    _publish(coordinator, promise.path)
    _record_the_check(coordinator, promise.path)
    _declare_kept(officer, promise.path)

    # The worker counts it and answers the citizen a moment later.
    until(lambda: _figure(officer) == (kept + 1, due + 1), seconds=30)
    _open_the_records(officer, promise.action)
    citizen = visitors.citizen()
    citizen.goto(f"{HOME}communes/{COMMUNE}/")
    line = citizen.locator("li.card", has_text=promise.action)
    expect(line.locator(".badge")).to_have_text("Tenu")
    _read_the_answer(citizen, promise.case.code)


def _figure(page: Page) -> tuple[int, int]:
    """How many promises are kept, of how many that are settled or past their date."""
    page.goto(f"{HOME}chiffres/engagements-tenus/travail/")
    shown = page.locator(".figure strong").inner_text()
    found = re.fullmatch(r"(\d+) sur (\d+)", shown)
    assert found, shown
    return int(found[1]), int(found[2])


def _publish(page: Page, promise: str) -> None:
    """The coordinator reads it once more, and shows it to everybody."""
    page.goto(promise)
    page.get_by_role("link", name="Le rendre public").click()
    page.get_by_label("J’ai lu").check()
    page.get_by_role("button", name="Le rendre public").click()
    expect(page.get_by_role("link", name="La page publique")).to_be_visible()


def _record_the_check(page: Page, promise: str) -> None:
    """The coordinator writes down who went to look and what they found."""
    page.goto(promise)
    summary = page.locator("summary", has_text="Noter la vérification des citoyens")
    if not page.locator("details[open]", has=summary).count():
        summary.click()
    page.get_by_label("Oui, c’est fait").check()
    page.get_by_label("Combien de personnes").fill("9")
    page.get_by_label("Femmes").fill("9")
    page.get_by_label("Ce qu’ils ont vu").fill("Le puits donne de l’eau claire.")
    page.get_by_role("button", name="Noter la vérification des citoyens").click()
    expect(page.locator("main .badge").first).to_have_text("Confirmé par les citoyens")


def _declare_kept(page: Page, promise: str) -> None:
    page.goto(promise)
    page.get_by_role("button", name="Déclarer l’engagement tenu", exact=True).click()
    expect(page.locator("main .badge").first).to_have_text("Tenu")


def _open_the_records(page: Page, action: str) -> None:
    """The way down from the figure to the promise itself."""
    page.get_by_role("link", name="Voir les engagements derrière ce chiffre").click()
    record = page.locator("li.card", has_text=action)
    # With what other tests have promised there is more than a page of them.
    while not record.count():
        page.locator("a[rel=next]").click()
    expect(record.locator(".badge")).to_have_text("compte comme tenu")
    record.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(action)
    expect(page.get_by_text("Le puits donne de l’eau claire.")).to_be_visible()


def _read_the_answer(page: Page, code: str) -> None:
    """The citizen follows with her code, and is told what was done."""
    page.goto(f"{HOME}suivre/")
    page.get_by_label("Votre code de suivi").fill(code)
    page.get_by_role("button", name="Voir").click()
    answer = page.locator(".timeline", has_text="Ce qui était promis est fait")
    expect(page.locator(".timeline")).to_be_visible()

    def is_told() -> bool:
        page.reload()
        return answer.count() == 1

    until(is_told, seconds=30)
