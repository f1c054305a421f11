"""Does a commit last: is it on the disk before anybody is told that it was kept?"""

from django.db import connection

from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.kit.refusals import N_

_MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
_SQLITE_FULL = 2


def lasting() -> Finding:
    """What the database promises about a power cut, as this connection finds it."""
    missing = _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql()
    if missing:
        return wrong(
            N_(
                "Power cuts: the database does not wait for the disk (%(settings)s), so what was "
                "acknowledged may be lost; turn it on."
            ),
            settings=", ".join(missing),
        )
    return well(N_("Power cuts: what is acknowledged is on the disk."))


def _on_postgresql() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(_MUST_BE_ON)]
        )
        return sorted(f"{name} = {setting}" for name, setting in cursor if setting == "off")


def _on_sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (level,) = cursor.fetchone()
    return [] if level >= _SQLITE_FULL else [f"synchronous = {level}"]
