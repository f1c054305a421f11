"""A citizen with a simple telephone: a message, one question back, a yes, and the two codes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.interfaces.cli.running import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def _write(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    went = page.locator("li.went")
    before = went.count()
    page.get_by_role("button", name="Envoyer le SMS").click()
    expect(went).to_have_count(before + 1)
    expect(went.last).to_contain_text(text)


def _answer(page: Page, after: int) -> str:
    """The next message of the programme on the telephone, which showed so many before."""
    came = page.locator("li.came p:not(.meta)")

    def is_there() -> bool:
        page.get_by_role("link", name="Voir la réponse").click()
        return came.count() > after

    until(is_there, seconds=30)
    return re.sub(r"^Le programme\s*:\s*", "", came.nth(after).inner_text().strip())


def test_gets_a_reference_and_a_code_and_is_asked_where_it_is(
    visitors: Visitors, scripts: bool
) -> None:
    # A telephone that has written today already goes on with its case: one for each way.
    telephone = {True: "3", False: "4"}[scripts]
    page = visitors.person("programme")
    page.goto(f"{HOME}simulateur/?telephone={telephone}")
    before = page.locator("li.came").count()

    _write(page, "La pompe de Sanankoroba ne donne plus d’eau")
    noted = _answer(page, before)
    question = _answer(page, before + 1)
    _write(page, "OUI")
    thanks = _answer(page, before + 2)

    found = re.search(r"No ([A-Z]{3}-\d+), code de suivi ([0-9A-Z-]+)", noted)
    assert found is not None, noted
    assert question.startswith("C'est bien à Sanankoroba (Kati)")
    assert thanks == f"Merci. No {found[1]}: Sanankoroba (Kati)."
    citizen = visitors.citizen()
    citizen.goto(f"{HOME}suivre/")
    citizen.get_by_label("Votre code de suivi").fill(found[2])
    citizen.get_by_role("button", name="Voir").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text(f"Votre message {found[1]}")
