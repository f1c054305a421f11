"""A coordinator goes through five messages: by the keyboard alone, and on a telephone without a script."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from benkan.apps.registry.models import Account
from benkan.apps.voices.models import Case
from benkan.kit.actor import Role
from tests.browser.axe import chromium, violations
from tests.make.registry import make_actor, make_place, make_programme
from tests.make.voices import make_case

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

MESSAGES = "/p/demo/messages/?state=new"


@pytest.fixture
def cookies(live_server: LiveServer) -> list[dict[str, str]]:
    """Five new messages, and what a coordinator's browser holds after logging in."""
    programme, place = make_programme("demo"), make_place("Sanankoroba")
    for number in range(5):
        make_case(programme, place, text=f"La pompe numéro {number} est en panne")
    actor = make_actor(programme, Role.COORDINATOR, place=place)
    client = Client()
    client.force_login(
        Account.objects.get(pk=actor.account),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    held = client.cookies.items()
    return [{"name": n, "value": one.value, "url": live_server.url} for n, one in held]


def _desk(
    browser: Browser, address: str, cookies: list[dict[str, str]], *, width: int, scripts: bool
) -> Page:
    """The list, as the coordinator sees it."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, locale="fr-FR", java_script_enabled=scripts
    )
    context.add_cookies(cookies)  # type: ignore[arg-type]  # the names are right
    page = context.new_page()
    page.goto(address + MESSAGES)
    return page


def _states() -> list[str]:
    return sorted(Case.objects.values_list("state", flat=True))


def test_by_the_keyboard_alone(live_server: LiveServer, cookies: list[dict[str, str]]) -> None:
    with chromium() as browser:
        page = _desk(browser, live_server.url, cookies, width=1280, scripts=True)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        page.wait_for_selector("#repondre")
        for number in range(4):
            was = page.url
            page.keyboard.press("e")
            page.keyboard.type(f"jk, c'est noté {number}")
            page.keyboard.press("Control+Enter")
            page.wait_for_url(lambda url, was=was: url != was)
        page.keyboard.press("s")
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        page.get_by_text("Il n’y a plus d’autre message dans cette liste.").wait_for()

    assert _states() == ["answered"] * 4 + ["set_aside"]


def test_keys_that_are_turned_off_do_nothing(
    live_server: LiveServer, cookies: list[dict[str, str]]
) -> None:
    with chromium() as browser:
        page = _desk(browser, live_server.url, cookies, width=1280, scripts=True)
        page.keyboard.press("?")
        page.get_by_label("Utiliser ces touches sur cet appareil").uncheck()
        page.reload()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        stays = page.url
        focused = page.evaluate("document.activeElement.tagName")

    assert (stays, focused) == (live_server.url + MESSAGES, "BODY")


def test_on_a_telephone_without_a_script(
    live_server: LiveServer, cookies: list[dict[str, str]]
) -> None:
    with chromium() as browser:
        page = _desk(browser, live_server.url, cookies, width=360, scripts=False)
        page.get_by_role("link", name="Ouvrir").first.click()
        for number in range(5):
            page.get_by_text("Répondre à la personne").click()
            page.get_by_label("Votre réponse").fill(f"C’est noté {number}")
            page.get_by_role("button", name="Envoyer, puis le suivant").click()
        page.get_by_text("Il n’y a plus d’autre message dans cette liste.").wait_for()
        empty = page.locator("main").inner_text()

    assert _states() == ["answered"] * 5
    assert "Aucun message" in empty


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_where_the_filters_and_the_keys_are_open(
    live_server: LiveServer, cookies: list[dict[str, str]], width: int
) -> None:
    with chromium() as browser:
        page = _desk(browser, live_server.url, cookies, width=width, scripts=True)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        listed = violations(page)
        page.get_by_role("link", name="Ouvrir").first.click()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        opened = violations(page)

    assert (listed, opened) == ([], [])
