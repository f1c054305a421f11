"""A real server with Mali and the demonstration in it: `benkan up` on a folder of its own.

It takes about a minute to start, so that the tests of one process share it; each of them brings
about what it needs by itself. `BENKAN_TEST_SERVER=http://127.0.0.1:8000` uses a server that runs
already: quick while one writes a test.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg
from psycopg import sql

from benkan.interfaces.cli.demonstration import SLUG
from tests.interfaces.cli.running import SOURCE, free_port, until

HOME = f"/p/{SLUG}/"
PATIENCE_AT_THE_START = 400.0


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The address of the server, until the block ends; what it says is in `server.log`."""
    if running := os.environ.get("BENKAN_TEST_SERVER"):
        yield running.rstrip("/")
        return
    port, log = free_port(), folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "benkan", "up", "--port", str(port)],
            env=_environment(folder),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: process.poll() is not None or _is_ready(port), seconds=PATIENCE_AT_THE_START)
        assert process.poll() is None, log.read_text()
        yield f"http://127.0.0.1:{port}"
        assert "Traceback" not in log.read_text(), log.read_text()
    finally:
        process.terminate()
        process.wait(60)


def _is_ready(port: int) -> bool:
    """Whether the pages of the demonstration have taken the place of the progress page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", HOME)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _environment(folder: Path) -> dict[str, str]:
    """As on a fresh machine; on PostgreSQL with a database that nobody else uses."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BENKAN_", "DATABASE_URL", "DJANGO_"))
    }
    ours = {"PYTHONPATH": str(SOURCE.parent), "BENKAN_DATA_DIR": str(folder)}
    if shared := os.environ.get("DATABASE_URL"):
        ours["DATABASE_URL"] = _database_beside(shared)
    return {**kept, **ours}


def _database_beside(shared: str) -> str:
    """A new database on the server of the test run, which goes with that server."""
    name = f"browser_{os.getpid()}"
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{shared.rpartition('/')[0]}/{name}"
