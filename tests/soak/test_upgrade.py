"""A host that an earlier version has filled gets to this one, and loses nothing.

UPGRADE_FROM=<commit> is the earlier version; its code is taken out of the history of this repository.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT
from tests.interfaces.cli.drill import KEPT_NUMBER, NUMBER
from tests.interfaces.cli.hosts import Hosts
from tests.postgres import Server
from tests.soak.conftest import Record
from tests.soak.drills import (
    Contents,
    command,
    contents,
    files_of,
    lost_tables,
    must,
    run_script,
    served,
    size,
)

EARLIER = os.environ.get("UPGRADE_FROM", "1d7d3cd3")
PASSPHRASE = {"BENKAN_PASSPHRASE": "le fleuve monte en août"}
SEEDED = "from tests.interfaces.cli.drill import seed; seed()"
NUMBERS = """
from benkan.apps.messaging.models import Contact
from benkan.apps.messaging.queries.keys import contact_key
from benkan.kit import sealing
ours = Contact.objects.filter(programme__slug="kayes")
for row in ours:
    print(sealing.unsealed(contact_key(row), row.sealed_number, bound_to=row.pk, use="number").decode())
"""
LATER = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_applied("voices", "0999_of_tomorrow")
"""
# DRILL_DEMONSTRATION=0: a quick try, without the reference data and the demonstration.
WHOLE = size("DRILL_DEMONSTRATION", 1)
PAGES = ("/", "/p/kayes/", "/sante/", "/p/demonstration/", "/p/demonstration/chiffres/")[
    : 3 + 2 * WHOLE
]


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the earlier version."""
    folder = tmp_path_factory.mktemp("earlier")
    archive = subprocess.run(
        ["git", "archive", EARLIER], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return folder


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def hosts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hosts]:
    if request.param == "sqlite":
        yield Hosts(tmp_path, None)
        return
    server = Server()
    try:
        yield Hosts(tmp_path, server)
    finally:
        server.stop()


def test_what_an_earlier_version_wrote_is_all_there_after_the_upgrade(
    earlier: Path, hosts: Hosts, record: Record, tmp_path: Path
) -> None:
    here, there = hosts.new(), hosts.new()
    kept, keys = str(tmp_path / "earlier.tar"), str(tmp_path / "keys")
    must(here, "prepare", source=earlier)
    run_script(here, SEEDED, source=earlier)
    for what in ("mali", "demonstration")[: 2 * WHOLE]:
        must(here, "load", what, source=earlier)
    before, files = contents(here), files_of(here)
    must(here, "backup", kept, source=earlier)
    must(here, "keys", "export", keys, source=earlier, given=PASSPHRASE)

    upgraded = must(here, "prepare")
    after = contents(here, before.columns)
    must(here, "journal", "verify", "--anchor", kept)
    restored = must(there, "restore", kept, "--keys", keys, given=PASSPHRASE)
    again = contents(there, before.columns)
    must(there, "journal", "verify", "--anchor", kept)
    numbers = run_script(there, NUMBERS).split()
    with served(there) as server:
        pages = {page: server.get(page)[0] for page in PAGES}
    run_script(here, LATER)
    refused = command(here, "prepare")

    lost = {"upgrade": lost_tables(before, after), "restore": lost_tables(before, again)}
    record(_table(hosts, before, lost, [upgraded, restored], files))
    assert lost == {"upgrade": [], "restore": []}
    assert files_of(here).items() >= files.items()
    assert files_of(there) == files
    assert sorted(numbers) == sorted([NUMBER, KEPT_NUMBER])
    assert set(pages.values()) == {200}, pages
    assert refused.returncode == 2
    assert refused.stderr.startswith("These data are of a later version of Benkan (voices.0999")


def _table(
    hosts: Hosts,
    before: Contents,
    lost: dict[str, list[str]],
    seconds: list[float],
    files: dict[str, int],
) -> str:
    ways = ("`benkan prepare` over the data", "`benkan restore` of its backup in an empty folder")
    lines = [
        f"| {'SQLite' if hosts.server is None else 'PostgreSQL'} | {way} | {before.total:,} in "
        f"{len(before.rows)} | {len(files):,} | {took:.1f} | {len(tables)} |"
        for way, took, tables in zip(ways, seconds, lost.values(), strict=True)
    ]
    return "\n".join(
        [
            f"From commit {EARLIER}.",
            "",
            "| database | way | rows in tables | files | s | tables that differ (none may) |",
            "|---|---|---:|---:|---:|---:|",
            *lines,
        ]
    )
