"""Who sits before the browser: citizens and the six accounts of the demonstration."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from benkan.interfaces.cli.demonstration import PASSWORD
from tests.browser.server import HOME
from tests.browser.watch import Watch

PHONE, LAPTOP = 360, 1280
HEIGHT = {PHONE: 740, LAPTOP: 800}
ON_A_PHONE = {"animation", "mairie"}

# One log-in a person and run: they are limited, and slow on purpose.
_logged_in: dict[tuple[str, str], StorageState] = {}


class Visitors:
    """Opens a page for whoever is asked for, with or without scripts, and watches it."""

    def __init__(self, browser: Browser, address: str, *, scripts: bool = True) -> None:
        self._browser = browser
        self._scripts = scripts
        self._opened: list[tuple[BrowserContext, Watch]] = []
        self.address = address

    def citizen(self, **options: Any) -> Page:
        """Somebody without an account, on a small telephone."""
        return self._page(PHONE, **options)

    def person(self, name: str, **options: Any) -> Page:
        """One of the demonstration, logged in: `coordination`, `mairie`, …"""
        return self._page(
            PHONE if name in ON_A_PHONE else LAPTOP, storage_state=self._state(name), **options
        )

    def stranger(self) -> Page:
        """Somebody with a laptop who has not logged in."""
        return self._page(LAPTOP)

    def leave(self) -> list[str]:
        """Close every page; what was wrong with them."""
        for context, _ in self._opened:
            context.close()
        return [trouble for _, watch in self._opened for trouble in watch.troubles]

    def _page(self, width: int, **options: Any) -> Page:
        settings: dict[str, Any] = {
            "base_url": self.address,
            "locale": "fr-FR",
            "java_script_enabled": self._scripts,
            "viewport": {"width": width, "height": HEIGHT[width]},
            "has_touch": width == PHONE,
        }
        context = self._browser.new_context(**(settings | options))
        context.set_default_timeout(30_000)
        self._opened.append((context, Watch(context, self.address)))
        return context.new_page()

    def _state(self, name: str) -> StorageState:
        key = (self.address, name)
        if key not in _logged_in:
            page = self.stranger()
            log_in(page, f"{name}@demonstration.example", PASSWORD)
            _logged_in[key] = page.context.storage_state()
        return _logged_in[key]


def log_in(page: Page, email: str, password: str) -> None:
    """By the form, as everybody does, up to what awaits the person today."""
    page.goto(f"/comptes/connexion/?next={HOME}aujourdhui/")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", name="Aujourd’hui").wait_for()
