"""What the database at hand holds: asked when it is kept, and again when it has come back.

The keys of contacts are not counted: they travel beside the database, and some may be struck out.
"""

from django.db import connection

from benkan.apps.journal.queries import verify
from benkan.apps.messaging.queries import KEYS_TABLE
from benkan.interfaces.cli.serving.ready import migrate
from benkan.interfaces.cli.serving.versions import check_not_later, is_behind
from benkan.kit.archives.manifest import Facts


def facts_now() -> Facts:
    """Rows of each table and the heads of the journal, which is walked from its start."""
    return _with_journal(_rows())


def facts_brought_up() -> Facts:
    """The same of a database that came back, perhaps from an earlier version: its rows as they came,
    then its tables as this version wants them, and the journal as this version reads it."""
    rows = _rows()
    check_not_later()
    if is_behind():
        migrate()
    return _with_journal(rows)


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = {}
        for table in sorted(set(tables) - {KEYS_TABLE}):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows[table] = int(cursor.fetchone()[0])
    return rows


def _with_journal(rows: dict[str, int]) -> Facts:
    found = verify()
    return Facts(
        rows=rows,
        heads=[(str(programme), position, head) for programme, position, head in found.heads],
        unsealed=found.unsealed,
        faults=len(found.faults),
    )


def differences(kept: Facts, here: Facts) -> list[str]:
    """Where two databases differ, a short note each; empty when they hold the same."""
    names = sorted(kept.rows.keys() | here.rows.keys())
    notes = [
        f"{name}: {here.rows.get(name)} / {kept.rows.get(name)}"
        for name in names
        if kept.rows.get(name) != here.rows.get(name)
    ]
    if (kept.heads, kept.unsealed, kept.faults) != (here.heads, here.unsealed, here.faults):
        notes.append("journal")
    return notes
