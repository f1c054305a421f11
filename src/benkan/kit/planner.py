"""What a database knows of its own tables, by which it chooses the index that serves a question."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model


def count_for_the_planner(*tables: type[Model]) -> None:
    """Have the database count what these tables and their indexes hold, after many rows came at once.
    Without it SQLite reads all villages for a few."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")


def count_now_and_then(tables: Iterable[type[Model]]) -> None:
    """The same for a database that does not do it by itself: PostgreSQL does. A tenth of a second for
    100,000 rows, each table alone, so that no writer waits for more than one."""
    if connection.vendor == "sqlite":
        count_for_the_planner(*tables)
