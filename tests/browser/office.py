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

    def open_round(self, title: str, *groups: str) -> str:
        """A scorecard of the health centre with the questions of the house, and these groups; its key."""
        page = self._page
        page.goto(f"{HOME}evaluations/nouvelle/")
        page.get_by_label(re.compile("santé", re.IGNORECASE)).first.check()
        place = page.locator("option", has_text=re.compile("^Sanankoroba$")).first
        page.get_by_label("Dans quelle commune").select_option(place.get_attribute("value"))
        page.get_by_role("button", name="Continuer").click()
        page.get_by_label("Son nom").fill(title)
        page.locator("main form button.button").last.click()
        page.get_by_role("heading", name=title).wait_for()
        found = page.url.rstrip("/").split("/")[-1]
        for group in groups:
            page.goto(f"{HOME}evaluations/{found}/groupes/")
            page.get_by_label(group, exact=True).check()
            page.get_by_role("button", name="Ajouter le groupe").click()
        return found

    def choices_in(self, evaluation: str) -> int:
        """How many questions and counts wait for somebody to choose."""
        self._page.goto(f"{HOME}evaluations/{evaluation}/desaccords/")
        return self._page.locator("main .card table").count()

    def put_together(self, evaluation: str) -> None:
        """Two telephones went round in one group: their answers and counts are of different people."""
        page = self._page
        page.goto(f"{HOME}evaluations/{evaluation}/desaccords/")
        page.get_by_role("button", name="D’autres personnes : additionner les deux").click()
        page.get_by_role("button", name="D’autres personnes : tout réunir").first.click()

    def sheets_of(self, evaluation: str) -> list[str]:
        """What stands on each sheet that has come."""
        page = self._page
        page.goto(f"{HOME}evaluations/{evaluation}/fiches/")
        ways = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
        told = []
        for way in ways:
            if re.search(r"/fiches/[0-9a-f-]{36}/$", way):
                page.goto(way)
                told.append(page.locator("main").inner_text())
        return told
