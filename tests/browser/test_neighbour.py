"""Somebody of one place is told nothing of another place, not even that it is there."""

from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.earlier import COMMUNE, ELSEWHERE, Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_a_neighbour_does_not_find_the_case(visitors: Visitors, earlier: Earlier) -> None:
    here, there = earlier.a_case("C’est ici"), earlier.a_case("C’est ailleurs", commune=ELSEWHERE)
    page = visitors.stranger()
    page.goto(earlier.an_invitation(f"{token_hex(4)}@demonstration.example", commune=COMMUNE))
    page.get_by_label("Votre nom").fill("Voisine (fictive)")
    page.get_by_label("Choisissez un mot de passe").fill("quatre mots que personne ne dit")
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()

    assert _status(page, here.path) == 200
    assert _status(page, there.path) == 404
    expect(page.get_by_role("heading", name="Il n’y a rien ici")).to_be_visible()
    expect(page.get_by_text("C’est ailleurs")).to_have_count(0)
    page.goto(f"{HOME}messages/?state=new")
    expect(page.get_by_text("C’est ici").first).to_be_visible()
    expect(page.get_by_text("C’est ailleurs")).to_have_count(0)


def test_a_mayor_reads_no_case(visitors: Visitors, earlier: Earlier) -> None:
    case = earlier.a_case("Le maire ne le lit pas")
    page = visitors.person("mairie")

    status = _status(page, case.path)

    assert status == 404
    expect(page.get_by_text("Le maire ne le lit pas")).to_have_count(0)


def test_a_stranger_is_asked_to_log_in(visitors: Visitors, earlier: Earlier, scripts: bool) -> None:
    case = earlier.a_case("Aucun inconnu ne le lit")
    page = visitors.stranger()

    page.goto(case.path)

    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
    expect(page.get_by_text("Aucun inconnu ne le lit")).to_have_count(0)


def _status(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer is not None, "a page was opened"
    return answer.status
