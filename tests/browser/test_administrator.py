"""An administrator brings somebody in; whoever leaves, leaves nothing behind."""

from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.people import LAPTOP, Visitors, log_in
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

PASSWORD = "quatre mots que personne ne dit"


def test_invites_an_animator_who_accepts_and_logs_in(visitors: Visitors, scripts: bool) -> None:
    name, email = f"Nouvelle {token_hex(3)}", f"{token_hex(4)}@demonstration.example"
    page = visitors.person("administration")

    page.goto(f"{HOME}equipe/")
    page.get_by_role("link", name="Inviter quelqu’un").click()
    page.get_by_label("Nom", exact=True).fill(name)
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Animation", exact=True).check()
    organisation = page.get_by_role("combobox", name="Organisation")
    organisation.select_option(label="Association Bɛnkan ton (fictive)")
    page.get_by_role("combobox", name="Lieu").select_option(label="Tout le pays")
    page.get_by_role("button", name="Inviter", exact=True).click()
    link = page.get_by_label("Le lien, à remettre").input_value()
    assert link.startswith(visitors.address)

    invited = visitors.stranger()
    invited.goto(link)
    expect(invited.locator("dl.facts")).to_contain_text("Animation")
    invited.get_by_label("Votre nom").fill(name)
    invited.get_by_label("Choisissez un mot de passe").fill(PASSWORD)
    invited.get_by_role("button", name="Créer mon compte").click()
    expect(invited.get_by_role("button", name="Se déconnecter")).to_be_visible()
    later = visitors.stranger()
    log_in(later, email, PASSWORD)
    later.goto(link)
    expect(later.get_by_role("button", name="Créer mon compte")).to_have_count(0)

    page.goto(f"{HOME}equipe/")
    person = page.locator("li.card", has_text=email)
    while not person.count():
        page.get_by_role("link", name="Suivant").click()
        page.wait_for_load_state()
    expect(person.get_by_role("heading")).to_have_text(name)
    expect(person).to_contain_text("Animation")


def test_going_back_after_logging_out_shows_nothing(visitors: Visitors, scripts: bool) -> None:
    page = visitors.stranger()
    log_in(page, "administration@demonstration.example", "benkan-demonstration")
    page.goto(f"{HOME}equipe/")
    expect(page.get_by_role("heading", name="Équipe", level=1)).to_be_visible()

    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("button", name="Se déconnecter")).to_have_count(0)
    page.go_back()

    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
    expect(page.get_by_text("suivi@demonstration.example · ")).to_have_count(0)
    assert page.viewport_size == {"width": LAPTOP, "height": 800}
