"""Every page serves everybody: in French and in English, for the eye, the ear and the hand.

Each kind of page is opened once a language, by the first of the roles that reaches it; axe, the
keyboard and own colours judge what no earlier page has shown. With BENKAN_EVERY_ROLE=1 each role
opens each kind of page that it reaches, and everything is judged: hours rather than minutes.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.axe import chromium, violations
from tests.browser.crawl import sights, walk
from tests.browser.keys import unreached
from tests.browser.looks import (
    NARROW,
    REFLOWED,
    at_width,
    cut_off,
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
FITTING = ("narrow", "reflowed", "large")
# A table may be wider than its box when the box can be rolled, with the keyboard as well: axe asks.
CHECKS = {
    "axe": "axe, WCAG 2.2 A and AA and best practice",
    "dark": "contrast at night (dark colours)",
    "keys": "keyboard alone: reached, seen, not covered",
    "narrow": f"{NARROW} px wide: nothing cut off",
    "reflowed": f"{REFLOWED} px wide: nothing cut off",
    "large": "text at 200 %: nothing cut off",
    "own": "forced colours: nothing vanishes",
}

Found = dict[str, list[tuple[str, str]]]


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
    visitors, each = Visitors(browser, address), bool(os.environ.get("BENKAN_EVERY_ROLE"))
    found: Found = defaultdict(list)
    looked_at: dict[str, Counter[str]] = {check: Counter() for check in CHECKS}
    known: set[str] = set()
    seen: set[str] = set()

    for role in ROLES:
        known = set() if each else known
        page = _page_of(visitors, role, LOCALES[language])
        settings = page.context.new_cdp_session(page)
        for path in walk(page, *STARTS.get(role, INSIDE), known=known):
            new = sights(page) - seen
            seen |= new
            checks = CHECKS if new or each else FITTING
            for check in checks:
                looked_at[check][role] += 1
                for line in _judged(page, settings, check):
                    found[check].append((f"{role} {path}", line))
                    _tell(language, check, role, path, line)
    troubles = visitors.leave()

    record(_table(looked_at, found))
    assert dict(found) == {}
    assert troubles == []


def _page_of(visitors: Visitors, role: str, locale: str) -> Page:
    # Colours that are still changing would be judged on their way.
    if role == CITIZEN:
        return visitors.citizen(locale=locale, reduced_motion="reduce")
    return visitors.person(role, locale=locale, reduced_motion="reduce")


def _judged(page: Page, settings: CDPSession, check: str) -> list[str]:
    """What one check finds on the page that is shown."""
    match check:
        case "axe":
            return violations(page)
        case "dark":
            page.emulate_media(color_scheme="dark")
            found = violations(page, rule="color-contrast")
            page.emulate_media(color_scheme="light")
            return found
        case "keys":
            return unreached(page)
        case "narrow" | "reflowed":
            with at_width(page, NARROW if check == "narrow" else REFLOWED):
                return cut_off(page)
        case "large":
            with letters_twice_as_large(page, settings):
                return cut_off(page)
        case _:
            return vanished(page)


def _tell(language: str, *words: str) -> None:
    """Where it can be read while one mends, and while the drill is going on."""
    if where := os.environ.get("BENKAN_FINDINGS"):
        with Path(where).open("a", encoding="utf-8") as file:
            file.write("\t".join((language, *words)) + "\n")


def _table(looked_at: dict[str, Counter[str]], found: Found) -> str:
    by_role = ", ".join(f"{role} {number}" for role, number in looked_at["large"].items())
    lines = [
        f"Kinds of pages opened: {looked_at['large'].total()} ({by_role}).",
        "",
        "| what is looked at | pages | pages with findings | findings |",
        "|---|---:|---:|---:|",
    ]
    for check, words in CHECKS.items():
        wrong = found.get(check, [])
        cells = (len({path for path, _ in wrong}), len(wrong))
        shown = [f"**{cell}**" if cell else "0" for cell in cells]
        lines.append(f"| {words} | {looked_at[check].total()} | {shown[0]} | {shown[1]} |")
    return "\n".join(lines)
