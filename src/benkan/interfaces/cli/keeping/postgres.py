"""A PostgreSQL database, kept and restored by the tools that come with it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from benkan.apps.messaging import queries
from benkan.interfaces.cli.keeping.facts import facts_brought_up, facts_now
from benkan.interfaces.cli.keeping.refusals import ToolFailed, ToolMissing
from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.manifest import Facts
from benkan.kit.archives.wrapped_keys import write_lines

MEMBER = "database.pgdump"


def keep(into: Path) -> Facts:
    """Dump the database as it is at one moment, and say what that moment holds: the counts and the
    dump read the same snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        left_out = f"--exclude-table-data={queries.KEYS_TABLE}"
        what = ("--format=custom", f"--snapshot={snapshot}", left_out)
        _run("pg_dump", *what, f"--file={into / MEMBER}")
        write_lines(into / wrapped_keys.MEMBER, queries.wrapped_keys())
        return facts_now()


def restore(member: Path) -> Facts:
    """Restore in one transaction, all of it or nothing; then bring it up to this version."""
    database = str(connection.settings_dict["NAME"])
    connection.close()
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", *options, f"--dbname={database}", str(member))
    return facts_brought_up()


def has_tables() -> bool:
    return bool(connection.introspection.table_names())


def _run(tool: str, *arguments: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise ToolMissing(tool=tool)
    done = subprocess.run(  # noqa: S603  no shell, fixed options
        [found, "--no-password", *arguments],
        env={**os.environ, **_whereabouts(connection.settings_dict)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolFailed(tool=tool, why=(done.stderr.strip().splitlines() or ["?"])[-1])


def _whereabouts(settings: dict[str, Any]) -> dict[str, str]:
    """How to reach the database, by the environment: arguments can be read by everybody."""
    named = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "PGSSLMODE": settings["OPTIONS"].get("sslmode", ""),
    }
    return {name: str(value) for name, value in named.items() if value}
