"""Every page serves everybody: in French and in English, for the eye, the ear and the hand.

Each kind of page is opened once a language, by the first of the roles that reaches it. With
BENKAN_EVERY_ROLE=1 each role opens each kind of page that it reaches: two hours rather than minutes.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.axe import chromium, violations
from tests.browser.crawl import walk
from tests.browser.keys import unreached
from tests.browser.looks import (
    NARROW,
    REFLOWED,
    at_width,
    cut_off,
    in_own_colours,
    letters_twice_as_large,
    vanished,
)
from tests.browser.people import Visitors
from tests.browser.server import HOME, demonstration
from tests.soak.conftest import Record

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.needs("chromium")]

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
CITIZEN = "citizen"
ROLES = (CITIZEN, "administration", "programme", "suivi", "coordination", "animation", "mairie")
STARTS = {CITIZEN: ("/", HOME, f"{HOME}?commune=sanankoroba", f"{HOME}dire/ou/?service=health")}
INSIDE = (f"{HOME}aujourdhui/", "/comptes/", "/mes-programmes/")
# A table may be wider than its box when the box can be rolled, with the keyboard as well: axe asks.
CHECKS = {
    "axe": "axe, WCAG 2.2 A and AA and best practice",
    "dark": "axe at night (dark colours)",
    "keys": "keyboard alone: reached, seen, not covered",
    "own keys": "focus seen in forced colours",
    "narrow": f"{NARROW} px wide: nothing cut off",
    "reflowed": f"{REFLOWED} px wide: nothing cut off",
    "large": "text at 200 %: nothing cut off",
    "own": "forced colours: nothing vanishes",
}

Found = dict[str, list[tuple[str, str]]]
Wrong = dict[str, list[str]]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("demonstration")
    with demonstration(folder, tmp_path_factory.getbasetemp()) as here:
        yield here


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("language", LOCALES)
def test_every_page_serves_everybody(
    browser: Browser, address: str, record: Record, language: str
) -> None:
    visitors = Visitors(browser, address)
    pages: Counter[str] = Counter()
    found: Found = defaultdict(list)
    known: set[str] = set()

    for role in ROLES:
        known = set() if os.environ.get("BENKAN_EVERY_ROLE") else known
        page = _page_of(visitors, role, LOCALES[language])
        settings = page.context.new_cdp_session(page)
        for path in walk(page, *STARTS.get(role, INSIDE), known=known):
            pages[role] += 1
            for check, lines in _wrong(page, settings).items():
                found[check] += [(f"{role} {path}", line) for line in lines]
    troubles = visitors.leave()

    _write_down(language, found)
    record(_table(pages, found))
    assert dict(found) == {}
    assert troubles == []


def _page_of(visitors: Visitors, role: str, locale: str) -> Page:
    if role == CITIZEN:
        return visitors.citizen(locale=locale)
    return visitors.person(role, locale=locale)


def _wrong(page: Page, settings: CDPSession) -> Wrong:
    """What each check finds on the page that is shown; none that finds nothing."""
    found = {"axe": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page)
    page.emulate_media(color_scheme="light")
    for check, width in (("narrow", NARROW), ("reflowed", REFLOWED)):
        with at_width(page, width):
            found[check] = cut_off(page)
    with letters_twice_as_large(page, settings):
        found["large"] = cut_off(page)
    found["own"] = vanished(page)
    with in_own_colours(page):
        found["own keys"] = unreached(page)
    page.evaluate("document.activeElement.blur()")
    found["keys"] = unreached(page)
    return {check: lines for check, lines in found.items() if lines}


def _write_down(language: str, found: Found) -> None:
    """Where it can be read while one mends."""
    if where := os.environ.get("BENKAN_FINDINGS"):
        lines = [
            f"{check}\t{where}\t{line}" for check, all_ in found.items() for where, line in all_
        ]
        Path(where).with_suffix(f".{language}.tsv").write_text("\n".join(sorted(lines)), "utf-8")


def _table(pages: Counter[str], found: Found) -> str:
    all_pages = sum(pages.values())
    roles = ", ".join(f"{role} {number}" for role, number in pages.items())
    lines = [
        f"Pages looked at: {all_pages} ({roles}).",
        "",
        "| what is looked at | pages | pages with findings | findings |",
        "|---|---:|---:|---:|",
    ]
    for check, words in CHECKS.items():
        wrong = found.get(check, [])
        cells = (len({path for path, _ in wrong}), len(wrong))
        shown = [f"**{cell}**" if cell else "0" for cell in cells]
        lines.append(f"| {words} | {all_pages} | {shown[0]} | {shown[1]} |")
    return "\n".join(lines)
