"""Every kind of page serves everybody: axe finds nothing, in French and in English, and nothing is cut
off on a screen of 240 points or in letters twice as large."""

from collections import defaultdict
from collections.abc import Collection
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.crawl import sights, walk
from tests.browser.earlier import COMMUNE, Earlier
from tests.browser.looks import NARROW, at_width, cut_off, letters_twice_as_large
from tests.browser.people import Visitors
from tests.browser.server import HOME

Wrong = dict[str, list[str]]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
# In French everybody walks; what is told by the words alone, English tells on fewer pages. Each
# role on each of its pages, in both languages: tests/soak/test_everybody.py.
WALKS = [
    *(("fr", one) for one in ("administration", "programme", "suivi")),
    *(("fr", one) for one in ("coordination", "animation", "mairie")),
    ("en", "mairie"),
]
# What citizens see is walked through once, without an account.
PUBLIC = ("/dire/", "/suivre/", "/communes/", "/apropos/", "page=", "vue=")
# What has been opened and judged in this run, by language: roles share most of their pages, so
# that whoever comes first opens a kind of page for all of them.
KNOWN: dict[str, set[str]] = defaultdict(set)
SEEN: dict[str, set[str]] = defaultdict(set)


def _wrong(page: Page, language: str, *starts: str, without: Collection[str] = ()) -> Wrong:
    """What is wrong with the pages that are reached from the given ones, by path. A page that
    shows nothing which an earlier one has not shown is not asked again."""
    wrong = {}
    settings = page.context.new_cdp_session(page)
    for path in walk(page, *starts, without=without, known=KNOWN[language]):
        new = sights(page) - SEEN[language]
        SEEN[language] |= new
        found = cut_off(page)
        if new:
            found += violations(page)
            with at_width(page, NARROW):
                found += [f"{line}, on a small screen" for line in cut_off(page)]
            with letters_twice_as_large(page, settings):
                found += [f"{line}, in large letters" for line in cut_off(page)]
        if found:
            wrong[path] = found
    return wrong


@pytest.mark.parametrize("language", LOCALES)
def test_public_pages(visitors: Visitors, language: str) -> None:
    page = visitors.citizen(locale=LOCALES[language])

    starts = ("/", HOME, f"{HOME}?commune=sanankoroba", f"{HOME}dire/ou/?service=health")
    found = _wrong(page, language, *starts)

    assert found == {}
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(("language", "name"), WALKS)
def test_pages_of_those_who_log_in(visitors: Visitors, language: str, name: str) -> None:
    page = visitors.person(name, locale=LOCALES[language])

    starts = (f"{HOME}aujourdhui/", "/comptes/", "/mes-programmes/")
    found = _wrong(page, language, *starts, without=PUBLIC)

    assert found == {}
    assert page.locator("html").get_attribute("lang") == language


def test_pages_that_answer_what_was_sent(visitors: Visitors, earlier: Earlier) -> None:
    case, promise = earlier.a_case("Un axe de plus"), earlier.a_promise("le robinet")
    page = visitors.citizen()
    found: dict[str, list[str]] = {}

    def judge(title: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        if wrong := violations(page):
            found[title] = wrong

    _send(page, f"{HOME}suivre/", {"Votre code de suivi": "22222-22222"}, "Voir")
    judge("Suivre mon message")
    _send(page, f"{HOME}suivre/", {"Votre code de suivi": case.code}, "Voir")
    judge(f"Votre message {case.reference}")
    _send(page, f"{HOME}dire/mots/?service=water", {"Votre numéro de téléphone": "1"}, "Envoyer")
    expect(page.locator(".error").first).to_be_visible()
    judge("Dites-nous")
    _send(page, f"{HOME}dire/mots/?service=water", {"Par écrit": "Rien ne va"}, "Envoyer")
    judge("Gardez ce code")
    _send(
        page,
        "/comptes/connexion/",
        {"Adresse e-mail": "a@b.ml", "Mot de passe": "x"},
        "Se connecter",
    )
    judge("Se connecter")
    page.goto("/rien-ici/")
    judge("Il n’y a rien ici")
    page.goto(earlier.an_invitation(f"{token_hex(4)}@demonstration.example", commune=COMMUNE))
    judge("Votre invitation")
    page = visitors.person("mairie")
    page.goto(promise.path)
    judge(promise.action)
    _send(page, promise.path, {}, "Oui, nous nous engageons")
    page.locator("summary", has_text="Demander une autre date").click()
    page.get_by_role("button", name="Demander une autre date").click()
    judge(promise.action)

    assert found == {}


def _send(page: Page, path: str, fields: dict[str, str], button: str) -> None:
    page.goto(path)
    for label, words in fields.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name=button, exact=True).click()
