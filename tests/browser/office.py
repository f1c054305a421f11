"""The programme's own desk, with a good line: what has arrived there."""

import re

from playwright.sync_api import Browser

from benkan.interfaces.cli.demonstration import PASSWORD
from tests.browser.earlier import today
from tests.browser.people import log_in
from tests.browser.server import HOME


class Office:
    """Coordination, logged in once."""

    def __init__(self, browser: Browser, address: str) -> None:
        context = browser.new_context(base_url=address, locale="fr-FR")
        self._page = context.new_page()
        log_in(self._page, "coordination@demonstration.example", PASSWORD)

    def cases_with(self, words: str) -> int:
        self._page.goto(f"{HOME}messages/?state=new")
        return self._page.locator("main li").filter(has_text=words).count()

    def meetings_called(self, title: str) -> int:
        """How many there are; one that is still to be completed stands in two lists."""
        self._page.goto(f"{HOME}activites/")
        found = self._page.get_by_role("link", name=title).all()
        return len({link.get_attribute("href") for link in found})

    def plan(self, title: str) -> str:
        """A meeting of today; its key."""
        page = self._page
        page.goto(f"{HOME}activites/nouvelle/")
        page.get_by_label("Quel genre de rencontre").select_option("interface_meeting")
        place = page.locator("option", has_text=re.compile("^Sanankoroba$")).first
        page.get_by_label("Commune").select_option(place.get_attribute("value"))
        page.get_by_role("button", name="Continuer").click()
        page.get_by_label("Titre").fill(title)
        page.get_by_label("Jour").fill(today().isoformat())
        page.get_by_role("button", name="Inscrire au calendrier").click()
        page.get_by_role("heading", name=title).wait_for()
        return page.url.rstrip("/").split("/")[-1]

    def report_of(self, meeting: str) -> str:
        self._page.goto(f"{HOME}activites/{meeting}/")
        return self._page.locator("main").inner_text()
