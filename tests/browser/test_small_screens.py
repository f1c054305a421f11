"""A public page on the smallest screen, and with letters twice as large: nothing is cut off."""

import pytest

from tests.browser.crawl import overhang_of, walk
from tests.browser.people import HEIGHT, PHONE, Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]


def test_no_public_page_is_wider_than_the_screen(visitors: Visitors) -> None:
    page = visitors.citizen()
    settings = page.context.new_cdp_session(page)
    wide: dict[tuple[str, str], int] = {}

    for path in walk(page, "/", HOME, f"{HOME}?commune=sanankoroba"):
        page.set_viewport_size({"width": 240, "height": 320})
        wide[path, "240 points"] = overhang_of(page)
        page.set_viewport_size({"width": PHONE, "height": HEIGHT[PHONE]})
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
        wide[path, "letters twice as large"] = overhang_of(page)
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})

    assert {where: by for where, by in wide.items() if by > 0} == {}
