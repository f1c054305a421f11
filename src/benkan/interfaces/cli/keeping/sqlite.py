"""A SQLite database, copied whole while the server writes to it, and looked at where it lies."""

import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from benkan.apps.messaging import queries
from benkan.interfaces.cli.keeping.facts import facts_brought_up, facts_now
from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.manifest import Facts
from benkan.kit.archives.wrapped_keys import write_lines

MEMBER = "database.sqlite3.gz"


def keep(database: Path, into: Path) -> Facts:
    """Copy the database as it is at one moment, compressed, and say what the copy holds.

    One read transaction spans the whole copy, so what others write meanwhile is left out. The
    connection only reads: it can neither write nor reset the log under the server's feet.
    """
    copy = into / "database.sqlite3"
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    with looking_at(copy):
        write_lines(into / wrapped_keys.MEMBER, queries.wrapped_keys())
        facts = facts_now()
    _leave_keys_out(copy)
    with copy.open("rb") as plain, gzip.GzipFile(into / MEMBER, "wb", 6, mtime=0) as packed:
        shutil.copyfileobj(plain, packed, 1 << 20)
    copy.unlink()
    return facts


def _leave_keys_out(copy: Path) -> None:
    """Empty the table of keys, and write the copy anew: nothing that was deleted earlier stays in its
    free pages, neither a key nor words."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute(f"DELETE FROM {queries.KEYS_TABLE}")  # noqa: S608  a name of our own
        target.execute("VACUUM")


def unpack(member: Path, copy: Path) -> Facts:
    """Unpack a kept database, say what it holds, and bring it up to this version."""
    with gzip.open(member, "rb") as packed, copy.open("wb") as plain:
        shutil.copyfileobj(packed, plain, 1 << 20)
    member.unlink()
    with looking_at(copy):
        return facts_brought_up()


def has_tables(database: Path) -> bool:
    if not database.exists() or database.stat().st_size == 0:
        return False
    with closing(sqlite3.connect(database)) as source:
        return bool(source.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def fold(database: Path) -> None:
    """Fold what a killed server left in its log into the database."""
    with closing(sqlite3.connect(database)) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def settle(database: Path) -> None:
    """Fold the log in and do without one, so that the file alone is the whole of it."""
    fold(database)
    with closing(sqlite3.connect(database)) as source:
        source.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def looking_at(database: Path) -> Iterator[None]:
    """Ask the queries of the chapters about another file than the host's database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
