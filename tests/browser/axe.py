"""Whether everybody can use a page: axe-core in a real Chromium.

`violations(page)` asks a page that a browser shows already. `violations_in(pages)` takes pages that
the test client has answered, so that no server runs and the browser is gone before the next query.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.needs import program

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# All of WCAG 2.2 A and AA, and what axe calls best practice.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_HOST = "http://benkan.test"


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """Debian's Chromium, without a window; gone when the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(program("chromium")), args=[*ARGUMENTS, *arguments]
        )
        yield browser
        browser.close()


def violations(page: Page, *, rule: str = "") -> list[str]:
    """What axe finds on the page that is shown, a line each: the rule and where. By one rule alone
    where the others cannot have changed."""
    only = {"type": "rule", "values": [rule]} if rule else {"type": "tag", "values": _TAGS}
    page.evaluate(_axe())
    return [str(line) for line in page.evaluate(_RUN, only)]


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__path__[0]) / "axe.min.js").read_text("utf-8")


# Only what is wrong: to describe all that is right takes three times as long.
_RUN = """async (runOnly) => {
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}"""


def violations_in(
    pages: Mapping[str, str], *, width: int = 360, dark: bool = False
) -> dict[str, list[str]]:
    """What axe finds on pages given as HTML by their names, and which are wider than the screen;
    empty when there is nothing to mend."""
    wrong: dict[str, list[str]] = {}
    with chromium() as browser:
        page = browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
        )
        page.route("**/*", lambda route: _answer(route, pages))
        for number, name in enumerate(pages):
            page.goto(f"{_HOST}/{number}")
            found = violations(page)
            overhang = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if overhang > 0:
                found.append(f"wider than the screen by {overhang} px")
            if found:
                wrong[name] = found
    return wrong


def _answer(route: Route, pages: Mapping[str, str]) -> None:
    path = urlsplit(route.request.url).path
    static = f"/{settings.STATIC_URL.strip('/')}/"
    if path.startswith(static):
        found = finders.find(path.removeprefix(static))
        assert isinstance(found, str), f"the page asks for {path}, which does not exist"
        route.fulfill(path=Path(found))
    elif path.strip("/").isdigit():
        html = list(pages.values())[int(path.strip("/"))]
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    else:
        route.abort()
