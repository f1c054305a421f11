"""Staff prepare a voice line and try it: what is missing is recorded, the line opens, a call is walked."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from benkan.apps.messaging.rules.prompts import CODES
from tests.browser.axe import violations
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.make.files import make_tone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]


def _sound(code: str) -> FilePayload:
    return {"name": f"{code}.ogg", "mimeType": "audio/ogg", "buffer": make_tone(seconds=0.2)}


def _speaker(page: Page) -> None:
    page.get_by_label("Qui parle").fill("Awa Exemple")
    page.get_by_label("Cette personne accepte").check()


def _look_at(page: Page, scripts: bool) -> None:
    """axe waits for the sounds of a page by an event, which never comes where scripts are off."""
    if scripts:
        assert violations(page) == []


def _open_line(page: Page, language: str, name: str) -> None:
    page.goto(f"{HOME}lignes-vocales/")
    page.get_by_label("Un nom pour la ligne").fill(name)
    for box in page.locator("input[name=languages]").all():
        box.set_checked(box.get_attribute("value") == language)
    page.get_by_label("Secret du fournisseur").fill("un secret du fournisseur")
    page.get_by_role("button", name="Ouvrir la ligne").click()


def test_a_line_opens_once_the_missing_sentence_is_recorded(
    visitors: Visitors, scripts: bool
) -> None:
    language, name = {True: ("bm", "voix-bambara"), False: ("snk", "voix-soninke")}[scripts]
    page = visitors.person("administration")
    page.goto(f"{HOME}messages-vocaux/{language}/")
    page.get_by_text("Apporter plusieurs enregistrements").click()
    page.get_by_label("Les enregistrements").set_input_files(
        [_sound(code) for code in CODES if code != "digit_9"]
    )
    _speaker(page)
    page.get_by_role("button", name="Garder les enregistrements").click()
    page.get_by_role("button", name="Je les ai tous écoutés").click()
    _open_line(page, language, name)
    expect(page.get_by_role("alert")).to_contain_text("Phrases manquantes (1) : « 9 » en")

    page.goto(f"{HOME}messages-vocaux/{language}/")
    page.get_by_role("link", name="9", exact=True).click()
    page.locator("input[type=file]").set_input_files(_sound("digit_9"))
    _speaker(page)
    page.get_by_role("button", name="Garder l’enregistrement").click()
    _look_at(page, scripts)
    page.get_by_role("button", name="J’ai écouté").click()
    _open_line(page, language, name)

    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_a_call_is_walked_to_its_number(visitors: Visitors, scripts: bool) -> None:
    telephone = {True: "3", False: "4"}[scripts]
    page = visitors.person("animation")
    page.goto(f"{HOME}simulateur/voix/?telephone={telephone}")
    page.get_by_role("button", name="Appeler").click()
    heard = page.locator("#screen")
    # A telephone that has chosen a language by another way is not asked again.
    if "Pour dire ce qui ne va pas" not in heard.inner_text():
        page.get_by_role("button", name="1", exact=True).click()
    for words in ("Pour dire ce qui ne va pas", "Pour l’eau"):
        expect(heard).to_contain_text(words)
        _look_at(page, scripts)
        page.get_by_role("button", name="1", exact=True).click()
    expect(heard).to_contain_text("Après le bip")

    if scripts:
        page.get_by_role("button", name="Enregistrer").click()
        page.wait_for_timeout(600)
        page.get_by_role("button", name="J’ai parlé").click()
    else:
        page.locator("input[type=file]").set_input_files(_sound("voix"))
        page.get_by_role("button", name="J’ai parlé").click()
    expect(heard).to_contain_text("Votre message est enregistré")
    page.get_by_role("button", name="2", exact=True).click()
    expect(heard.locator("audio[src*='/simulateur/voix/son/']")).to_have_count(1)
    page.get_by_role("button", name="1", exact=True).click()

    expect(heard).to_contain_text("Son numéro est")
    expect(page.get_by_text("est ouvert")).to_be_visible()
    _look_at(page, scripts)
