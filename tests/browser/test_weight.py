"""A public page on a slow line: what the browser really fetches, measured in the browser."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.crawl import walk
from tests.browser.earlier import COMMUNE
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.browser.things import a_voice

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

MOST_HTML = 14_000
MOST_AT_FIRST_SIGHT = 50_000
MOST_REQUESTS = 8
# The page on which groups score without a network also fetches what draws and keeps their answers.
MOST_REQUESTS_OF = {f"{HOME}hors-ligne/evaluation/": 10}
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


@dataclass
class Fetched:
    """What came over the wire for one page: bytes by the kind of thing, headers included."""

    kinds: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.kinds[event["requestId"]] = event["type"]

    def came(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.kinds:
            self.bytes[event["requestId"]] = int(event["encodedDataLength"])

    def all_came(self) -> bool:
        return set(self.bytes) == set(self.kinds)

    def of(self, kind: str) -> int:
        return sum(self.bytes[key] for key, one in self.kinds.items() if one == kind)


class Line:
    """The line of one page: nothing is kept from earlier pages, so that each is a first view."""

    def __init__(self, page: Page) -> None:
        self._now = Fetched()
        self._line = page.context.new_cdp_session(page)
        self._line.send("Network.enable")
        self._line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._line.on("Network.requestWillBeSent", lambda event: self._now.asked(event))
        self._line.on("Network.loadingFinished", lambda event: self._now.came(event))

    def slow_down(self) -> None:
        self._line.send("Network.emulateNetworkConditions", SLOW)

    def fetched(self, page: Page) -> Fetched:
        """What the page that is shown has fetched by itself, once it is still."""
        page.wait_for_load_state("networkidle")
        fetched, self._now = self._now, Fetched()
        assert fetched.all_came(), "everything was fetched"
        return fetched


def test_every_public_page_is_light_and_plays_nothing_by_itself(visitors: Visitors) -> None:
    # With a worker the browser fetches nothing a second time, and nothing would be weighed.
    page = visitors.citizen(service_workers="block")
    line = Line(page)
    heavy = {}

    for path in walk(page, "/", HOME, f"{HOME}communes/{COMMUNE}/"):
        fetched = line.fetched(page)
        html, all_of_it = fetched.of("Document"), sum(fetched.bytes.values())
        print(f"{path}: HTML {html}, first view {all_of_it} bytes, {len(fetched.kinds)} requests")
        if (
            html > MOST_HTML
            or all_of_it > MOST_AT_FIRST_SIGHT
            or len(fetched.kinds) > MOST_REQUESTS_OF.get(path, MOST_REQUESTS)
        ):
            heavy[path] = (html, all_of_it, len(fetched.kinds))
        assert "Media" not in fetched.kinds.values(), f"{path} plays by itself"

    assert heavy == {}


def test_a_recording_is_not_fetched_before_it_is_played(visitors: Visitors) -> None:
    """A minute of voice costs as much as ten pages."""
    page = visitors.citizen()
    page.goto(f"{HOME}dire/mots/?service=water")
    page.locator("input[type=file]").first.set_input_files(a_voice())
    page.get_by_role("button", name="Envoyer").click()
    code = page.locator(".figure strong").inner_text()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{HOME}suivre/")
    page.get_by_label("Votre code de suivi").fill(code)
    page.get_by_role("button", name="Voir").click()
    page.locator("audio").wait_for()
    page.wait_for_load_state("networkidle")
    before = [url for url in asked if "enregistrement" in url]
    page.locator("audio").evaluate("player => player.play()")

    assert before == []
    assert [url for url in asked if "enregistrement" in url] != []


def test_the_first_words_on_a_slow_line(visitors: Visitors) -> None:
    """Printed to be read, not asserted: how long it takes says as much about the machine. The
    bytes, of which it is made, are asserted above."""
    page = visitors.citizen(service_workers="block")
    line = Line(page)
    line.slow_down()

    for path in ("/", HOME, f"{HOME}communes/{COMMUNE}/", f"{HOME}dire/"):
        page.goto(path)
        fetched = line.fetched(page)
        painted = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        print(f"{path}: first words after {painted / 1000:.1f} s at 400 kbit/s and 400 ms")

        assert sum(fetched.bytes.values()) <= MOST_AT_FIRST_SIGHT
