"""Every page serves everybody: axe finds nothing, for each role, in French and in English."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.crawl import walk
from tests.browser.earlier import COMMUNE, Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
    pytest.mark.xdist_group("browser"),
]

PEOPLE = ("administration", "programme", "suivi", "coordination", "animation", "mairie")
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
PUBLIC = ("/", HOME, f"{HOME}communes/{COMMUNE}/", f"{HOME}?commune=sanankoroba", "/rien-ici/")


def _wrong(page: Page) -> list[str]:
    """What is wrong with the page that is shown, a line each."""
    found = violations(page)
    overhang = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, f"wider than the screen by {overhang} px"] if overhang > 0 else found


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages(visitors: Visitors, language: str) -> None:
    page = visitors.citizen(locale=LANGUAGES[language])
    starts = ("/", HOME, f"{HOME}?commune=sanankoroba", f"{HOME}dire/ou/?service=health&q=kayes")

    wrong = {path: found for path in walk(page, *starts) if (found := _wrong(page))}

    assert wrong == {}
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_those_who_log_in(visitors: Visitors, name: str, language: str) -> None:
    page = visitors.person(name, locale=LANGUAGES[language])
    starts = (f"{HOME}aujourdhui/", "/comptes/", "/mes-programmes/")

    wrong = {path: found for path in walk(page, *starts) if (found := _wrong(page))}

    assert wrong == {}
    assert page.locator("html").get_attribute("lang") == language
