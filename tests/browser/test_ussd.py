"""Staff try USSD on a pretended telephone of 360 px: by its keys, by the keyboard, with scripts or
without; and hang up in the middle."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]


def _screen(page: Page, text: str) -> None:
    expect(page.locator("#screen")).to_contain_text(text)


def _press(page: Page, keys: str) -> None:
    """With the thumb, on the keys of the telephone."""
    typed = page.get_by_label("Ce que vous tapez")
    for number, key in enumerate(keys, 1):
        page.locator(f'.keypad button[value="{key}"]').click()
        expect(typed).to_have_value(keys[:number])
    page.get_by_role("button", name="Envoyer").click()


def _press_on(page: Page, keys: str) -> None:
    """To the next screen: the keys of one that is about to go would be lost."""
    before = page.locator("#screen").inner_text()
    _press(page, keys)
    expect(page.locator("#screen")).not_to_have_text(before)


def _type(page: Page, text: str) -> None:
    """On the keyboard, sent with Enter."""
    page.get_by_label("Ce que vous tapez").fill(text)
    page.keyboard.press("Enter")


def test_a_message_goes_from_the_first_key_to_the_sms_with_both_codes(
    visitors: Visitors, scripts: bool
) -> None:
    # A telephone that was used goes on in its language: one for each way.
    telephone = {True: "1", False: "2"}[scripts]
    page = visitors.person("animation")
    page.goto(f"{HOME}simulateur/ussd/?telephone={telephone}")

    page.get_by_role("button", name="Appeler").click()
    _screen(page, "Langue? Language?")
    if scripts:  # axe is one
        assert violations(page) == []
    _press(page, "1")
    _screen(page, "De quoi s'agit-il ?")
    _press(page, "3")
    _screen(page, "Tapez les premières lettres de la commune.")
    _type(page, "sananko")
    _screen(page, "1 Sanankoroba (Kati)")
    page.get_by_role("button", name="Raccrocher").click()
    page.get_by_role("button", name="Appeler").click()
    _screen(page, "L'appel a été coupé. On reprend ?")
    _press(page, "1")
    _screen(page, "1 Sanankoroba (Kati)")
    _press(page, "1")
    if page.locator("#screen").inner_text().startswith(("Choisissez", "Quel")):
        _press(page, "0")
    _screen(page, "Dites ce qui ne va pas")
    _type(page, "La pompe*du marché ne donne plus d'eau")
    _screen(page, "La pompe*du marché")
    _press(page, "1")
    _screen(page, "Merci. Votre message est envoyé: No")
    reference = re.search(r"[A-Z]{3}-\d+", page.locator("#screen").inner_text())
    assert reference is not None
    page.get_by_role("link", name="Voir les SMS de ce téléphone").click()

    expect(page.locator("li.came").last).to_contain_text(f"No {reference[0]}, code de suivi")


def test_a_delicate_message_is_known_to_few_and_marked_as_ussd(visitors: Visitors) -> None:
    page = visitors.person("programme")
    page.goto(f"{HOME}simulateur/ussd/?telephone=3")

    page.get_by_role("button", name="Appeler").click()
    for keys in ["1", "8"]:
        _press_on(page, keys)
    _screen(page, "Seules quelques personnes désignées liront ce message.")
    for keys in ["1", "0"]:
        _press_on(page, keys)
    _type(page, "On nous menace au marché")
    _screen(page, "Votre message peut partir.")
    _press(page, "1")
    _screen(page, "Effacez-le si d'autres se servent de ce téléphone.")
