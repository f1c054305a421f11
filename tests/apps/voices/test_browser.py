"""A citizen's main task in a real browser, with a script and without, on a small telephone."""

import wave
from io import BytesIO

import pytest
from playwright.sync_api import FilePayload, Page
from pytest_django.live_server_helper import LiveServer

from benkan.apps.files.models import StoredFile
from benkan.apps.voices.models import Case
from tests.browser.axe import chromium
from tests.make.registry import make_place, make_programme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


def _to_the_words(page: Page, address: str) -> None:
    page.goto(f"{address}/p/demo/dire/")
    page.get_by_role("link", name="Eau").click()
    page.get_by_label("Le nom de votre commune").fill("sanankorob")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Sanankoroba").click()


def _record(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Arrêter").click()
    page.locator("audio").wait_for()


def _send(page: Page) -> str:
    page.get_by_role("button", name="Envoyer").click()
    return page.locator(".figure strong").inner_text()


def _follow(page: Page, address: str, code: str) -> str:
    page.goto(f"{address}/p/demo/suivre/")
    page.get_by_label("Votre code de suivi").fill(code)
    page.get_by_role("button", name="Voir").click()
    return page.locator("main").inner_text()


def _voice() -> FilePayload:
    sound = BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(16000)
        written.writeframes(b"\0\1" * 16000)
    return {"name": "voix.wav", "mimeType": "audio/wav", "buffer": sound.getvalue()}


def test_without_a_script_one_writes_sends_a_voice_and_follows_it(live_server: LiveServer) -> None:
    make_programme("demo")
    make_place("Sanankoroba", above=make_place("Kati", kind="cercle"))

    with chromium() as browser:
        page = browser.new_page(
            java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="fr-FR"
        )
        _to_the_words(page, live_server.url)
        page.get_by_label("Par écrit").fill("La pompe est en panne")
        page.get_by_label("Avec votre voix").set_input_files(_voice())
        code = _send(page)
        followed = _follow(page, live_server.url, code)

    case = Case.objects.get()
    assert (case.text, case.place_status) == ("La pompe est en panne", "confirmed")
    assert StoredFile.objects.get().pk == case.recording_file
    assert case.reference in followed


def test_with_a_script_one_records_on_the_page_deletes_and_records_again(
    live_server: LiveServer,
) -> None:
    make_programme("demo")
    make_place("Sanankoroba", above=make_place("Kati", kind="cercle"))

    with chromium(*MICROPHONE) as browser:
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, locale="fr-FR", permissions=["microphone"]
        )
        page = context.new_page()
        _to_the_words(page, live_server.url)
        _record(page)
        page.get_by_role("button", name="Effacer et recommencer").click()
        _record(page)
        _send(page)

    case = Case.objects.get()
    assert (case.text, case.place_status) == ("", "confirmed")
    assert StoredFile.objects.get().pk == case.recording_file
