"""A server for the run, a browser for each module, visitors for each test."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser.axe import ARGUMENTS, chromium
from tests.browser.earlier import Earlier
from tests.browser.line import a_line_to
from tests.browser.office import Office
from tests.browser.people import Visitors
from tests.browser.phone import MICROPHONE, Cut, Phone
from tests.browser.server import demonstration
from tests.needs import program

PATIENCE = 30_000

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demonstration answers."""
    folder, shared = tmp_path_factory.mktemp("demonstration"), tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with demonstration(folder, shared) as here:
        yield here


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Gone with the module: as long as it runs, Django takes this thread for an event loop and
    refuses other tests their database."""
    with chromium(*MICROPHONE) as running:
        yield running


@pytest.fixture(
    params=[
        pytest.param(True, id="with scripts", marks=pytest.mark.once),
        pytest.param(False, id="without scripts"),
    ]
)
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts: a test that asks for it runs both ways.

    Both on SQLite. On another database only without: what a script holds back, such as the second
    click, reaches the server there, and all that it sends is sent by the bare form as well.
    """
    return bool(request.param)


@pytest.fixture
def visitors(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visitors]:
    """Everybody who comes in this test; nothing may go wrong behind their pages."""
    both_ways = "scripts" in request.fixturenames
    scripts = request.getfixturevalue("scripts") if both_ways else True
    here = Visitors(browser, address, scripts=scripts)
    with ExitStack() as at_the_end:
        at_the_end.callback(here.leave)
        yield here
        troubles = here.leave()
    assert troubles == []


@pytest.fixture
def earlier(visitors: Visitors) -> Earlier:
    """What has happened before the test begins."""
    return Earlier(visitors)


# --- telephones that are switched off and on: with a browser each, so never beside `visitors` ---


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def office(playwright: Playwright, address: str) -> Iterator[Office]:
    browser = playwright.chromium.launch(executable_path=str(program("chromium")), args=ARGUMENTS)
    yield Office(browser, address)
    browser.close()


@pytest.fixture
def phone(playwright: Playwright, address: str, tmp_path: Path) -> Iterator[Phone]:
    with a_line_to(address) as line:
        here = Phone(playwright, tmp_path / "profile", line)
        here.make_ready()
        yield here
        here.switch_off()


@pytest.fixture(params=["server stopped", "network off"])
def cut(request: pytest.FixtureRequest, phone: Phone) -> Cut:
    return Cut(phone, by_line=request.param == "server stopped")
