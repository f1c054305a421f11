"""A server for the run, a browser for each module, visitors for each test."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import chromium
from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.server import demonstration

MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
PATIENCE = 30_000

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demonstration answers."""
    with demonstration(tmp_path_factory.mktemp("demonstration")) as here:
        yield here


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Gone with the module: as long as it runs, Django takes this thread for an event loop and
    refuses other tests their database."""
    with chromium(*MICROPHONE) as running:
        yield running


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts: a test that asks for it runs both ways."""
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
