"""Prepares the test run before Django is set up: a data folder of its own, and its database.

`BENKAN_TEST_DATABASE=postgres` runs everything on a PostgreSQL that is started here and stopped at
the end; an address instead of `postgres` uses a server that runs already. Otherwise it is SQLite in
memory. Under `BENKAN_REQUIRE=all` every skip is a failure.
"""

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest

from tests import needs
from tests.oracles import ADVICE
from tests.postgres import Server
from tests.sharing import Sharing

MARKS = (
    "needs(name): runs where the program is installed, see tests/needs.py",
    "browser: drives a real Chromium against a real server",
    "soak: takes long: `make soak` alone runs it, and all of tests/soak",
    "slow: takes seconds, and is left out of `make fast`",
    "fast: takes milliseconds and needs neither a database nor a program: `make fast`",
    "plain: the same on every database, since it asks for none; set below, not by hand",
    "once: about a telephone, a look or an operator's machine, whatever the database",
)
FAST_FOLDERS = ("tests/kit/",)
SLOW_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _prepare() -> None:
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        # The controlling process has started the database; files are apart.
        os.environ["BENKAN_DATA_DIR"] = str(Path(os.environ["BENKAN_DATA_DIR"]) / worker)
        return
    folder = tempfile.mkdtemp(prefix="benkan-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["BENKAN_DATA_DIR"] = folder
    os.environ.pop("DATABASE_URL", None)
    database = os.environ.get("BENKAN_TEST_DATABASE", "sqlite")
    if database == "postgres":
        os.environ["DATABASE_URL"] = _started()
    elif database != "sqlite":
        os.environ["DATABASE_URL"] = database


def _started() -> str:
    if advice := needs.missing(["postgresql"]):
        print(f"\n*** NOT TESTED on PostgreSQL. {advice}\n", file=sys.stderr)
        sys.exit(1 if needs.everything_is_required() else 0)
    server = Server()
    atexit.register(server.stop)
    # A run that is told to stop takes its server with it.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    return server.address


_prepare()
# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("house", deadline=None, max_examples=60)
# Where nothing may be skipped a change is judged, so the same examples judge it each time; a run
# on one's own machine looks for new ones, and what it finds is written down as an @example.
hypothesis.settings.register_profile(
    "judging", hypothesis.settings.get_profile("house"), derandomize=True
)
hypothesis.settings.load_profile("judging" if needs.everything_is_required() else "house")


def pytest_configure(config: pytest.Config) -> None:
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


def _is_soaking(config: pytest.Config) -> bool:
    """Whether the long drills were asked for: by their mark, or by their folder."""
    asked = any("tests/soak" in argument for argument in config.invocation_params.args)
    return asked or "soak" in config.option.markexpr


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path.name == "soak" and not _is_soaking(config) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What needs neither a database nor a program shows by itself. `make fast` runs the rules and
    the kit of it; the methods with their laws take a minute. What takes long is left out."""
    for item in items:
        if item.nodeid.startswith("tests/soak/"):
            item.add_marker("soak")
        assert " at 0x" not in item.nodeid, f"give its cases names that stay: {item.nodeid}"
        asks = set(getattr(item, "fixturenames", ()))
        marks = {mark.name for mark in item.iter_markers()}
        if not asks & SLOW_FIXTURES and not marks & {"django_db", "needs", "browser"}:
            item.add_marker("plain")
            if "slow" not in marks and item.nodeid.startswith(FAST_FOLDERS):
                item.add_marker("fast")
    if not _is_soaking(config):
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    wanted = [name for mark in item.iter_markers("needs") for name in mark.args]
    if advice := needs.missing(wanted):
        pytest.skip(advice)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _strictly((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _strictly((yield))


def _strictly(report: Report) -> Report:
    """The report; with a skip turned into a failure where everything is required. Data whose
    licence keeps it out of the project are not the machine's to provide."""
    expected = hasattr(report, "wasxfail") or (report.skipped and ADVICE in _reason(report))
    if report.skipped and not expected and needs.everything_is_required():
        report.outcome = "failed"
        report.longrepr = f"skipped, and BENKAN_REQUIRE=all allows no skip: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    return str(where[2] if isinstance(where, tuple) else where).removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested, and what to do about it, where nobody overlooks it."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [_reason(report) for report in skipped]
    for reason in sorted(set(reasons)):
        message = f"*** NOT TESTED ({reasons.count(reason)}): {reason}"
        terminalreporter.write_line(message, red=True, bold=True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Limits on attempts are counted in the cache: a test must not pay for another one's tries."""
    from django.core.cache import cache

    yield
    cache.clear()
