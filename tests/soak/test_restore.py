"""A backup taken while the server is written to comes back on a clean machine, whole (R5).

RESTORE_CASES=… for a larger programme: so many cases, and as many entries of the journal.
DRILL_DEMONSTRATION=0: a quick try, without the reference data and the demonstration.
"""

import json
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.hosts import Hosts
from tests.postgres import Server
from tests.soak.conftest import Record
from tests.soak.drills import command, files_of, must, run_script, served, size
from tests.soak.machines import open_ways
from tests.soak.sending import Load, sending

CASES = size("RESTORE_CASES", 20_000)
GOAL = 15 * 60
PASSPHRASE = {"BENKAN_PASSPHRASE": "le fleuve monte en août"}
LAID = """
from benchmarks.ground.cases import lay_cases
from benkan.apps.journal.actions import seal
from benkan.apps.registry.models import Place, Programme
from tests.make.journal import happen
from tests.make.registry import NOW
programme = Programme.objects.get(slug="charge").pk
places = list(Place.objects.filter(kind="commune").values_list("pk", flat=True)[:200]) or [None]
lay_cases(programme, places, {cases})
for _ in range(0, {cases}, 2000):
    happen(programme, times=min(2000, {cases}))
while seal(now=NOW, limit=2000):
    pass
"""


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def hosts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hosts]:
    if request.param == "sqlite":
        yield Hosts(tmp_path, None)
        return
    server = Server(durable=True)
    try:
        yield Hosts(tmp_path, server)
    finally:
        server.stop()


def test_a_backup_of_a_running_server_comes_back_on_a_clean_machine(
    hosts: Hosts, tmp_path: Path, record: Record
) -> None:
    here, there = hosts.new(), hosts.new()
    kept, again, keys = (tmp_path / name for name in ("kept.tar", "again.tar", "keys"))
    must(here, "prepare")
    for what in ("mali", "demonstration")[: 2 * size("DRILL_DEMONSTRATION", 1)]:
        must(here, "load", what)
    ways = open_ways(here)
    run_script(here, LAID.format(cases=CASES))
    must(here, "keys", "export", str(keys), given=PASSPHRASE)

    with (
        served(here) as server,
        sending(
            Load(rate=20, seconds=20, patience=10),
            ways,
            [("127.0.0.1", server.port)],
            folder=tmp_path,
        ) as sender,
    ):
        time.sleep(2)
        backing_up = must(here, "backup", str(kept))
        sent = sender.finished()
        goes_on = command(here, "journal", "verify", "--anchor", str(kept))

    restoring = must(there, "restore", str(kept), "--keys", str(keys), given=PASSPHRASE)
    verifying = must(there, "journal", "verify", "--anchor", str(kept))
    # Before it serves: the server goes on at once with what had waited.
    must(there, "backup", str(again))
    files = files_of(there)
    with served(there) as server:
        up = server.get("/p/charge/")[0]

    before, after = _facts(kept), _facts(again)
    differing = sorted(name for name, rows in before["rows"].items() if after["rows"][name] != rows)
    record(
        "\n".join(
            [
                f"{CASES:,} cases on "
                f"{'SQLite' if hosts.server is None else 'PostgreSQL'}, while {len(sent.acknowledged)} "
                "messages came in.",
                "",
                "| rows | journal entries | files | MB | back up s | restore s | verify s | tables that "
                "differ | heads equal |",
                "|---:|---:|---:|---:|---:|---:|---:|---:|---|",
                f"| {sum(before['rows'].values()):,} | {sum(n for _, n, _ in before['heads']):,} "
                f"| {len(files):,} | {kept.stat().st_size / 1e6:.0f} | {backing_up:.1f} "
                f"| {restoring:.1f} | {verifying:.1f} | {len(differing)} "
                f"| {'yes' if _same_heads(before, after) else '**no**'} |",
            ]
        )
    )
    assert differing == []
    assert _same_heads(before, after)
    assert (goes_on.returncode, goes_on.stderr, up) == (0, "", 200)
    assert restoring <= GOAL


def _facts(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as members:
        content = members.extractfile("manifest.json")
        assert content is not None, "a backup begins with it"
        found: dict[str, Any] = json.load(content)["facts"]
    return found


def _same_heads(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before["heads"] == after["heads"] and before["unsealed"] == after["unsealed"])
