"""Walks through the pages that somebody can reach by links, one of each kind."""

import faulthandler
import re
from collections import deque
from collections.abc import Collection, Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

from tests.browser.earlier import UUID

SECONDS_A_PAGE = 120
_KEYS = re.compile(rf"{UUID}|ML\d{{6}}|=[^&]*|(?<=/)(?:[EP]-)?\d+(?=/)")
# A language and a sentence, of the voice line or of a scoring session; a group and a criterion of a
# barometer: hundreds of pages of one kind.
_SENTENCES = re.compile(r"(?<=/messages-vocaux)(/\w+)+|(?<=/voix)(/[\w-]+)+|(?<=/notes)(/[\w-]+)+")
# From where a list goes on: the same page with other lines.
_CURSORS = re.compile(r"(?<=[?&])(at|to|page)=[^&]*&?|/(suivant|precedent)/.*")
# What a list was narrowed to travels along to each of its cases, and changes only the way back.
_CARRIED = re.compile(rf"(?<=/messages/)({UUID}/.*)[?].*")
# These are shown as they are, not as pages: pictures, recordings, files, answers to programs.
_FILES = (
    "/photo/",
    "/documents/",
    "/enregistrement/",
    "/preuves/",
    "/feuille/",
    "/static/",
    "/api/",
    "/telecharger/",
    "/envoyee/",
    "?pdf=1",
    ".csv",
    ".geojson",
    ".xml",
    ".rss",
)


def walk(
    page: Page, *starts: str, without: Collection[str] = (), known: set[str] | None = None
) -> Iterator[str]:
    """Open page after page, beginning with the given ones; the path of each. Left out is what has
    one of the given words in its path, and the kinds of pages that are known: those of this walk
    become known as well."""
    kinds = set() if known is None else known
    waiting = deque(starts)
    kinds |= {_kind(start) for start in starts}
    while waiting:
        path = waiting.popleft()
        # A walk may take long on a slow machine; a page may not.
        faulthandler.dump_traceback_later(SECONDS_A_PAGE, exit=True, file=2)
        answer = page.goto(path)
        assert answer is not None, f"{path} is a page"
        # A demonstration refuses to change its accounts, and says so with 422.
        assert answer.status in {200, 422}, f"{path}: {answer.status}"
        yield path
        for link in _links(page):
            if _kind(link) not in kinds and not any(word in link for word in without):
                kinds.add(_kind(link))
                waiting.append(link)
    faulthandler.cancel_dump_traceback_later()


def _kind(path: str) -> str:
    """Addresses that differ by a key alone are pages of one kind."""
    path = _CURSORS.sub("", _CARRIED.sub(r"\1", path)).rstrip("?&")
    return _KEYS.sub("*", _SENTENCES.sub(lambda found: "/*" * found[0].count("/"), path))


def sights(page: Page) -> set[str]:
    """What there is to see on a page: each sort of thing within the sorts of things around it."""
    return set(page.evaluate(_SIGHTS))


_SIGHTS = """() => {
  const sort = (one) => [one.localName, one.getAttribute("class"), one.getAttribute("type"),
    one.getAttribute("role"), ...one.getAttributeNames().filter((name) => /^aria/.test(name))];
  const within = (one, depth) => (one && depth ? `${within(one.parentElement, depth - 1)} > ` : "")
    + (one ? sort(one).join() : "");
  return [...document.querySelectorAll("body *")].map((one) => within(one, 4));
}"""


def overhang_of(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def _links(page: Page) -> list[str]:
    """Where the links of a page lead, within this house."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    here = urlsplit(page.url)
    paths = []
    for url in map(str, found):
        parts = urlsplit(urldefrag(url).url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == here.netloc and not any(file in path for file in _FILES):
            paths.append(path)
    return paths
