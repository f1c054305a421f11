"""Walks through the pages that somebody can reach by links, one or two of each kind."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

from tests.browser.earlier import UUID

OF_A_KIND = 2
"""Two cases or two communes show what a page can look like; a hundred show no more."""

_KEYS = re.compile(rf"{UUID}|ML\d{{6}}|=[^&]*")
# These are shown as they are, not as pages: pictures, recordings and files.
_FILES = ("/photo/", "/enregistrement/", "/preuves/", "/feuille/", "/static/", "/telecharger/")


def walk(page: Page, *starts: str) -> Iterator[str]:
    """Open page after page, beginning with the given ones; the path of each."""
    waiting, met, kinds = deque(starts), set(starts), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = _KEYS.sub("*", path)
        if kinds[kind] == OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = page.goto(path)
        assert answer is not None, f"{path} is a page"
        assert answer.status == 200, f"{path}: {answer.status}"
        yield path
        for link in _links(page):
            if link not in met:
                met.add(link)
                waiting.append(link)


def _links(page: Page) -> list[str]:
    """Where the links of a page lead, within this house."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    here = urlsplit(page.url)
    paths = []
    for url in map(str, found):
        parts = urlsplit(urldefrag(url).url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == here.netloc and not any(file in parts.path for file in _FILES):
            paths.append(path)
    return paths
