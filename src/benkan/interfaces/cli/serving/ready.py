"""Make a data folder ready to serve: tables as this version wants them, static files collected."""

import fcntl
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from benkan.interfaces.cli.serving.mark import mark_first_start
from benkan.interfaces.cli.serving.versions import check_not_later


def migrate() -> None:
    """Bring the database up to date, unless it is of a later version; a second call changes nothing."""
    if "django_migrations" not in connection.introspection.table_names():
        mark_first_start(Path(settings.DATA_DIR))
    check_not_later()
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()


def warn_if_nothing_lasts() -> None:
    """Say it where whoever starts the server reads it, not only in `benkan check`."""
    # Findings ask the chapters, which are loaded once the house is open.
    from benkan.interfaces.cli.findings.lasting import lasting

    if not (found := lasting()).is_well:
        print(f"✗ {found.sentence}", file=sys.stderr, flush=True)
    connections.close_all()


def collect_static() -> None:
    """Put the static files of this version where they are served from; of several processes that
    start together one after the other."""
    with (Path(settings.DATA_DIR) / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("collectstatic", interactive=False, verbosity=0)
