"""A citizen without an account comments on a text; the programme reads it first, then everybody can."""

from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_somebody_without_an_account_comments_on_an_article(
    visitors: Visitors, scripts: bool
) -> None:
    words = f"La commune doit écrire combien elle verse ({token_hex(3)})"
    page = visitors.citizen()

    page.goto(f"{HOME}politiques/publiees/")
    page.get_by_role("link", name="Convention d’assistance mutuelle").first.click()
    page.get_by_role("link", name="Lire par article").click()
    page.get_by_role("article").filter(has_text="Article 3").get_by_role("link").click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".error").first).to_contain_text("Écrivez avec vos mots")
    page.get_by_label("Que changeriez-vous").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Une personne du programme le lit avant")).to_be_visible()
    expect(page.get_by_text(words)).to_have_count(0)

    desk = visitors.person("coordination")
    desk.goto(f"{HOME}politiques/commentaires/")
    waiting = desk.locator("main li.card").filter(has_text=words)
    waiting.get_by_role("button", name="Le rendre public").click()
    expect(desk.get_by_text("Tout le monde peut maintenant lire ce commentaire")).to_be_visible()

    page.reload()
    expect(page.get_by_text(words)).to_be_visible()
