"""A group scores on a telephone: the session on it, the screens of `score.js`, a sheet that is closed."""

import re
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.browser.server import HOME
from tests.browser.things import a_photo

PAUSE = 550
"""How long score.js takes no touch after a screen: a finger that trembles touches twice."""


def take_along(page: Page, evaluation: str) -> None:
    page.goto(f"{HOME}evaluations/{evaluation}/emporter/")
    page.get_by_role("button", name="L’emporter sur ce téléphone").click()
    expect(page.get_by_text("La séance est sur ce téléphone")).to_be_visible()


def sit_with(page: Page, group: str) -> None:
    """Open a group, wherever in the evaluations one is."""
    page.goto(f"{HOME}evaluations/")
    page.get_by_role("link", name=re.compile(f"^{group}")).click()
    expect(page.get_by_role("heading", name=group, exact=True)).to_be_visible()


def count_people(page: Page, counts: Mapping[str, int]) -> None:
    page.get_by_role("button", name="Les compter").click()
    for box, people in counts.items():
        page.get_by_label(box).fill(str(people))
        page.get_by_label(box).blur()


def begin(page: Page) -> None:
    page.get_by_role("button", name="Noter", exact=True).click()
    page.locator(".score").wait_for()


def press(page: Page, act: str) -> None:
    page.wait_for_timeout(PAUSE)
    page.locator(f".score [data-do={act}]:visible").click()


def touch(page: Page, level: str) -> None:
    """One person votes and gives the telephone on."""
    page.wait_for_timeout(PAUSE)
    page.locator(f".score li[data-level='{level}'] button.score-level").click()
    expect(page.locator(".score")).to_have_attribute("data-at", "hide")


def raise_hands(page: Page, hands: Mapping[str, int]) -> None:
    """The animator counts hands; the count is shown."""
    press(page, "hands")
    for level, people in hands.items():
        field = page.locator(f".score li[data-level='{level}'] input")
        field.fill(str(people))
        field.blur()
    press(page, "show")


def say_why(page: Page, words: str, *, with_files: bool = False) -> None:
    page.locator(".score [name=reason]").fill(words)
    if with_files:
        page.locator(".score [name=photo]").set_input_files(a_photo())
        press(page, "record")
        press(page, "still")
        page.locator(".score [data-heard]").wait_for()


def keep(page: Page) -> None:
    """Keep the answer; the next question is there."""
    asked = page.locator(".score [data-progress]").inner_text()
    press(page, "answer")
    expect(page.locator(".score [data-progress]")).not_to_have_text(asked)


def stop(page: Page) -> None:
    press(page, "leave")
    page.locator(".score").wait_for(state="detached")


def close_sheet(page: Page) -> None:
    page.get_by_role("button", name="Fermer et envoyer").click()
    expect(page.get_by_role("heading", name="Noter avec les groupes")).to_be_visible()
