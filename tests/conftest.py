"""A database for tests in which several threads meet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections


@pytest.fixture
def committed(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Commits are real and every thread has a connection of its own.

    SQLite in memory cannot do that, so that there it is a file for this one test.
    """
    if connection.vendor != "sqlite":
        yield
        return
    settings, in_memory = connections.settings["default"], connections["default"]
    connections.settings["default"] = {**settings, "NAME": tmp_path / "committed.sqlite3"}
    connections["default"] = connections.create_connection("default")
    call_command("migrate", run_syncdb=True, verbosity=0)
    yield
    connections["default"].close()
    connections.settings["default"] = settings
    connections["default"] = in_memory
