"""What drills of backup, restore and upgrade have in common: a host that serves, and what a database
holds, read without Benkan."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.interfaces.cli.hosts import Host
from tests.interfaces.cli.running import SOURCE, Server, environment_of, free_port, until

# These grow when a version brings tables, and hold nothing that anybody has written.
OF_DJANGO = {"django_migrations", "django_content_type", "auth_permission"}
Columns = dict[str, list[str]]


@contextmanager
def served(host: Host) -> Iterator[Server]:
    """`benkan up` on a host, until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "benkan", "up", "--port", str(port), "--no-demonstration"],
        env=environment_of(host.folder, host.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(process, port)
    try:
        until(lambda: server.answers() and server.get("/sante/")[0] == 200)
        yield server
    finally:
        server.stop()


def run_script(host: Host, script: str, *, source: Path = SOURCE.parents[1]) -> str:
    """Some lines in the house of a host, with the builders of the tests at hand."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        cwd=source,
        env={
            **environment_of(host.folder, host.environment),
            "DJANGO_SETTINGS_MODULE": "benkan.config.settings",
            "PYTHONPATH": f"{source / 'src'}:{source}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def command(
    host: Host,
    *arguments: str,
    source: Path = SOURCE.parents[1],
    given: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """A command on a host, however long it takes, of the code in this folder or in another."""
    return subprocess.run(
        [sys.executable, "-m", "benkan", *arguments],
        cwd=source,
        env={
            **environment_of(host.folder, {**host.environment, **(given or {})}),
            "PYTHONPATH": str(source / "src"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def must(
    host: Host,
    *arguments: str,
    source: Path = SOURCE.parents[1],
    given: Mapping[str, str] | None = None,
) -> float:
    """Run a command that has to succeed, and answer how many seconds it took."""
    began = time.monotonic()
    done = command(host, *arguments, source=source, given=given)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


@dataclass(frozen=True)
class Contents:
    """What a database holds: its tables and their columns, and of each table how many rows and a
    digest of all their values in those columns."""

    columns: Columns
    rows: dict[str, int]
    digests: dict[str, str]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def contents(host: Host, columns: Columns | None = None) -> Contents:
    """Every value of a database; `columns`: only of these tables and columns, as an earlier version
    had them."""
    address = host.environment.get("DATABASE_URL")
    return _of_postgres(address, columns) if address else _of_sqlite(host.folder, columns)


def _of_sqlite(folder: Path, columns: Columns | None) -> Contents:
    with closing(sqlite3.connect(folder / "benkan.sqlite3")) as reader:
        reader.text_factory = bytes
        if columns is None:
            found = reader.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
            tables = sorted(name.decode() for (name,) in found.fetchall())
            columns = {
                table: [one[1].decode() for one in reader.execute(f'PRAGMA table_info("{table}")')]
                for table in tables
            }
        rows, digests = {}, {}
        for table, names in columns.items():
            lines = [repr(row).encode() for row in reader.execute(_select(table, names))]
            rows[table], digests[table] = len(lines), _digest(lines)
    return Contents(columns, rows, digests)


def _of_postgres(address: str, columns: Columns | None) -> Contents:
    with psycopg.connect(address) as reader:
        if columns is None:
            columns = {}
            for table, name in reader.execute(
                "SELECT table_name, column_name FROM information_schema.columns "
                "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
            ):
                columns.setdefault(str(table), []).append(str(name))
        rows, digests = {}, {}
        for table, names in columns.items():
            with reader.cursor().copy(f"COPY ({_select(table, names)}) TO STDOUT") as out:
                lines = b"".join(bytes(piece) for piece in out).splitlines()
            rows[table], digests[table] = len(lines), _digest(lines)
    return Contents(columns, rows, digests)


def _select(table: str, names: Sequence[str]) -> str:
    return f'SELECT {", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)} FROM "{table}"'


def _digest(lines: list[bytes]) -> str:
    """The same for the same rows, in whatever order the database gives them."""
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


def lost_tables(before: Contents, after: Contents) -> list[str]:
    """The tables in which not every row has the values that it had."""
    return sorted(
        table
        for table, digest in before.digests.items()
        if table not in OF_DJANGO and after.digests.get(table) != digest
    )


def files_of(host: Host) -> dict[str, int]:
    """The files that are kept, by name, with their sizes."""
    folder = host.folder / "files"
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.stat().st_size for path in found}


def size(name: str, otherwise: int) -> int:
    """How much, unless the environment says otherwise."""
    return int(os.environ.get(name, otherwise))
