"""Every page serves everybody: axe finds nothing, for each role, in French and in English."""

from collections import defaultdict
from collections.abc import Collection
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.crawl import overhang_of, sights, walk
from tests.browser.earlier import COMMUNE, Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

PEOPLE = {
    "fr": ("administration", "programme", "suivi", "coordination", "animation", "mairie"),
    "en": ("administration", "mairie"),
}
# What has been judged in this run, by language: roles share most of their pages.
SEEN: dict[str | None, set[str]] = defaultdict(set)
# What citizens see is walked through once, without an account.
PUBLIC = ("/dire/", "/suivre/", "/communes/", "/apropos/", "page=", "vue=")
# Rounds are some eighty kinds of page, and those who work on them share them: who sees them as
# the first, as one of an organisation, and as one who may only read, walks through them.
WALK_THROUGH_ROUNDS = ("administration", "animation", "mairie")
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def _wrong(page: Page, *starts: str, without: Collection[str] = ()) -> dict[str, list[str]]:
    """What is wrong with the pages that are reached from the given ones, by path. A page that
    shows nothing which an earlier one has not shown is not asked again."""
    wrong: dict[str, list[str]] = {}
    for path in walk(page, *starts, without=without):
        seen = SEEN[page.locator("html").get_attribute("lang")]
        new = sights(page) - seen
        seen |= new
        found = violations(page) if new else []
        if (overhang := overhang_of(page)) > 0:
            found.append(f"wider than the screen by {overhang} px")
        if found:
            wrong[path] = found
    return wrong


@pytest.mark.parametrize("language", LOCALES)
def test_public_pages(visitors: Visitors, language: str) -> None:
    page = visitors.citizen(locale=LOCALES[language])

    found = _wrong(page, "/", HOME, f"{HOME}?commune=sanankoroba", f"{HOME}dire/ou/?service=health")

    assert found == {}
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(
    ("language", "name"), [(code, name) for code, names in PEOPLE.items() for name in names]
)
def test_pages_of_those_who_log_in(visitors: Visitors, language: str, name: str) -> None:
    page = visitors.person(name, locale=LOCALES[language])

    left_out = PUBLIC if name in WALK_THROUGH_ROUNDS else (*PUBLIC, "/evaluations/")

    found = _wrong(page, f"{HOME}aujourdhui/", "/comptes/", "/mes-programmes/", without=left_out)

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
