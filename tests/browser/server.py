"""A real server with Mali and the demonstration in it: `benkan up` on a folder of its own.

To load all that takes about a minute. It is done once a run, by the process that comes first, and
every server starts on a copy, so that the browser tests can be shared by several processes; each
of them brings about what it needs by itself. `BENKAN_TEST_SERVER=http://127.0.0.1:8000` uses a
server that runs already: quick while one writes a test.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg
from psycopg import sql

from benkan.interfaces.cli.demonstration import SLUG
from tests.interfaces.cli.running import SOURCE, free_port, until

HOME = f"/p/{SLUG}/"
PATIENCE_AT_THE_START = 400.0
_PATTERN = "demonstration_pattern"


@contextmanager
def demonstration(folder: Path, shared: Path) -> Iterator[str]:
    """The address of the server, until the block ends; what it says is in `server.log`. What the
    processes of a run load together lies in `shared`."""
    if running := os.environ.get("BENKAN_TEST_SERVER"):
        yield running.rstrip("/")
        return
    pattern = _loaded(shared)
    shutil.copytree(pattern, folder, dirs_exist_ok=True)
    name = f"browser_{os.getpid()}"
    _make_database(name, like=_PATTERN)
    with _served(folder, name) as address:
        yield address


def _loaded(shared: Path) -> Path:
    """A folder after its first start, made by whoever comes first while the others wait."""
    pattern, done = shared / _PATTERN, shared / "demonstration.done"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "demonstration.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not done.exists():
            shutil.rmtree(pattern, ignore_errors=True)
            pattern.mkdir()
            _make_database(_PATTERN)
            with _served(pattern, _PATTERN):
                pass
            done.touch()
    return pattern


@contextmanager
def _served(folder: Path, database: str) -> Iterator[str]:
    port, log = free_port(), folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "benkan", "up", "--port", str(port)],
            env=_environment(folder, database),
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


def _environment(folder: Path, database: str) -> dict[str, str]:
    """As on a fresh machine; on PostgreSQL with a database that nobody else uses."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BENKAN_", "DATABASE_URL", "DJANGO_"))
    }
    ours = {"PYTHONPATH": str(SOURCE.parent), "BENKAN_DATA_DIR": str(folder)}
    if shared := os.environ.get("DATABASE_URL"):
        ours["DATABASE_URL"] = f"{shared.rpartition('/')[0]}/{database}"
    return {**kept, **ours}


def _make_database(name: str, *, like: str = "template1") -> None:
    """On the PostgreSQL of the test run, with which it goes; on SQLite it lies in the folder."""
    if shared := os.environ.get("DATABASE_URL"):
        with psycopg.connect(shared, autocommit=True) as connection:
            names = (sql.Identifier(name), sql.Identifier(like))
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(names[0]))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
