"""Make a data folder ready to serve: tables as this version wants them, static files collected."""

import fcntl
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections

from benkan.interfaces.cli.serving.mark import mark_first_start
from benkan.interfaces.cli.serving.versions import check_not_later
from benkan.kit.alone import one_after_the_other

_COLLECTED = ".collected"


def migrate(begins: Callable[[], None] = lambda: None) -> None:
    """Bring the database up to date, unless it is of a later version; a second call changes nothing, and
    one at the same time waits. `begins` is called where there is no table yet."""
    with one_after_the_other("migrations"):
        _migrate(begins)
    connections.close_all()


def _migrate(begins: Callable[[], None]) -> None:
    if "django_migrations" not in connection.introspection.table_names():
        mark_first_start(Path(settings.DATA_DIR))
        begins()
    check_not_later()
    call_command("migrate", interactive=False, verbosity=0)


def warn_if_nothing_lasts() -> None:
    """Say it where whoever starts the server reads it, not only in `benkan check`."""
    # Findings ask the chapters, which are loaded once the house is open.
    from benkan.interfaces.cli.findings.lasting import lasting

    if not (found := lasting()).is_well:
        print(f"✗ {found.sentence}", file=sys.stderr, flush=True)
    connections.close_all()


def collect_static() -> None:
    """Put the static files of this version where they are served from. Where several processes share
    the folder, the first one does it: one that serves already must not find its list half written."""
    folder = Path(settings.STATIC_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _COLLECTED).open("a+") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        wanted = _digest_of_sources()
        mark.seek(0)
        if mark.read() == wanted:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.truncate(0)
        mark.write(wanted)


def _digest_of_sources() -> str:
    """What differs as soon as a static file of this version is another one."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
