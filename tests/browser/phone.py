"""A telephone that is switched off and on again: a browser with a folder of its own, on a line that can
be cut."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import choice
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.axe import ARGUMENTS
from tests.browser.line import Line
from tests.browser.people import HEIGHT, PHONE
from tests.browser.server import HOME
from tests.browser.things import a_photo, a_voice
from tests.needs import program

SHELLS = {f"{HOME}hors-ligne/", f"{HOME}hors-ligne/dire/", f"{HOME}hors-ligne/rencontre/"}
MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
PATIENCE = 30.0


class Phone:
    """One browser profile. Its cookies of the session are gone when it is switched on again, as on a
    telephone; what waits is not."""

    def __init__(self, playwright: Playwright, folder: Path, line: Line) -> None:
        self._playwright, self.folder, self.line = playwright, folder, line
        self.context: BrowserContext
        self.switch_on()

    def switch_on(self) -> None:
        self.context = self._playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=str(program("chromium")),
            args=[*ARGUMENTS, *MICROPHONE],
            base_url=self.line.address,
            locale="fr-FR",
            viewport={"width": PHONE, "height": HEIGHT[PHONE]},
            has_touch=True,
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = self.context.pages[0]

    def switch_off(self) -> None:
        self.context.close()

    def restart(self) -> None:
        self.switch_off()
        self.switch_on()

    def make_ready(self) -> None:
        """Open a page with a network, and wait until the worker has kept what it keeps."""
        self.page.goto(HOME)
        until(lambda: {path for _, path in self.kept()} >= SHELLS)

    def kept(self) -> list[tuple[str, str]]:
        """Every entry of every cache: the name of the cache, the path."""
        return [(name, path) for name, path in self.page.evaluate(_ENTRIES)]

    def kept_words(self) -> str:
        """All that is written in the caches."""
        return str(self.page.evaluate(_WORDS))

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Everything that the browser has written to the disk."""
        for path in self.folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path, path.read_bytes()


class Cut:
    """The network goes and comes back, in one of two ways. What the tool switches off is switched off for
    pages that are open: a telephone that starts anew finds no server in both."""

    def __init__(self, phone: Phone, *, by_line: bool) -> None:
        self._phone, self._by_line = phone, by_line

    def off(self) -> None:
        if self._by_line:
            self._phone.line.cut()
        else:
            self._phone.context.set_offline(True)

    def restart(self) -> None:
        """Off and on again, still without a network."""
        self._phone.line.cut()
        self._phone.restart()

    def on(self) -> None:
        self._phone.line.mend()


def say_offline(page: Page, words: str, *, with_photo: bool = False, number: str = "") -> None:
    """The page that stands in when there is no network."""
    page.goto(f"{HOME}dire/?service=water")
    expect(page.get_by_text("vos mots sont gardés sur ce téléphone")).to_be_visible()
    fill_words(page, words)
    if with_photo:
        page.locator("summary").click()
        page.get_by_label("Une photo").set_input_files(a_photo())
        page.locator("input[name=recording]").set_input_files(a_voice())
    page.get_by_label("Votre numéro de téléphone").fill(number)
    page.get_by_role("button", name="Garder et envoyer").click()
    page.wait_for_url("**/hors-ligne/")


def fill_words(page: Page, words: str) -> None:
    page.get_by_label("Le nom de la commune").fill("SANANKƆROB")
    page.get_by_role("button", name="Sanankoroba (Kati, Koulikoro)").click()
    expect(page.locator("[data-places] [data-said]")).to_contain_text("Sanankoroba (Kati")
    page.get_by_label("Par écrit").fill(words)


def waiting(page: Page, number: int) -> None:
    expect(page.locator("[data-offline]")).to_have_text(f"{number} en attente")
    expect(page.locator("[data-items] > li")).to_have_count(number)


def sent(page: Page, number: int) -> None:
    expect(page.locator("[data-items] .badge", has_text="Envoyé")).to_have_count(number)
    expect(page.locator("[data-offline]")).to_be_hidden()


def send_by_hand(page: Page) -> None:
    """Press « Envoyer maintenant », even while what waits is just leaving by itself and the button
    with it: the network may have returned a moment before."""
    page.locator("[data-send]").evaluate("button => button.click()")


def some_words() -> str:
    """Letters alone tell them apart: digits in a row are hidden from the desk like a telephone number."""
    name = "".join(choice("bdfgklmnrst") + choice("aeiou") for _ in range(5))
    return f"Le forage {name} est tari"


def until(is_so: Callable[[], Any]) -> None:
    """Wait for something that the page itself does not show."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it comes within half a minute"
        time.sleep(0.1)


_ENTRIES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname, search } = new URL(url);
      found.push([name, pathname + search]);
    }
  }
  return found;
}"""
_WORDS = """async () => {
  let words = "";
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) words += await (await cache.match(asked)).text();
  }
  return words;
}"""
