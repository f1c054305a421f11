"""Ten thousand telephone numbers go through a whole machine; then each byte that it wrote or sent is looked at.

python -m pytest tests/soak/test_seeded_numbers.py       (SOAK_NUMBERS=…; SOAK_TYPED=1: a message a number)
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.hosts import Host, Hosts
from tests.interfaces.cli.running import SOURCE, environment_of
from tests.interfaces.cli.test_erasing import bytes_below, bytes_of
from tests.postgres import Server
from tests.seeker import Seeker, seeded
from tests.soak.conftest import Record

pytestmark = pytest.mark.needs("postgresql")

NUMBERS = int(os.environ.get("SOAK_NUMBERS", "10000"))
TYPED = int(os.environ.get("SOAK_TYPED", "4"))
"""How many of them stand in one message: the one that it comes from, and others in its words."""
PASSPHRASE = {"BENKAN_PASSPHRASE": "le fleuve monte"}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_number_is_found_anywhere(database: str, tmp_path: Path, record: Record) -> None:
    server = Server() if database == "postgresql" else None
    # The full number on the database for many; a tenth on the other, where a write waits for the disk.
    how_many = NUMBERS if server else NUMBERS // 10
    try:
        hosts = Hosts(tmp_path, server)
        here = hosts.new(prepare=True)
        told, log = _seeded(here, how_many)
        seeker, found, looked = Seeker(seeded(how_many)), Counter(told["found"]), Counter[str]()
        for where, content in _written(here, hosts, server, log, tmp_path):
            looked[where] += len(content)
            if hits := seeker.found_in(content):
                found[where] += len(hits)
    finally:
        if server:
            server.stop()

    looked["answers, tables, letters and SMS"] = told["bytes"]
    record(_table(how_many, database, told, looked, found))
    assert found == {}


def _seeded(here: Host, how_many: int) -> tuple[dict[str, Any], bytes]:
    """What the machine found in its answers, and its log at DEBUG."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.seeding", str(how_many), str(TYPED)],
        env={
            **environment_of(here.folder, here.environment),
            "DJANGO_SETTINGS_MODULE": "benkan.config.settings",
            "BENKAN_LOG_LEVEL": "DEBUG",
            "BENKAN_SECOND_STEP": "off",
            "BENKAN_QUIET_HOURS": "0-0",
            "PYTHONPATH": f"{SOURCE.parent}:{SOURCE.parents[1]}",
        },
        capture_output=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:].decode()
    told: dict[str, Any] = json.loads(done.stdout)
    return told, done.stderr


def _written(
    here: Host, hosts: Hosts, server: Server | None, log: bytes, folder: Path
) -> Iterator[tuple[str, bytes]]:
    """Each thing that was written, by the machine and by what an operator does with it."""
    yield "log at DEBUG", log
    said = here.must("backup", str(folder / "backup.tar"))
    said += here.must("keys", "export", str(folder / "keys"), **PASSPHRASE)
    said += here.must("journal", "verify")
    yield "what commands say", said.encode()
    for content in bytes_of(folder / "backup.tar", folder):
        yield "backup, packed and unpacked", content
    there = hosts.new()
    arguments = ["restore", str(folder / "backup.tar"), "--keys", str(folder / "keys")]
    yield "what commands say", there.must(*arguments, **PASSPHRASE).encode()
    for name, host in (("data folder", here), ("restored data folder", there)):
        for content in bytes_below(host.folder):
            yield name, content
        for file in host.folder.glob("*.sqlite3"):
            with sqlite3.connect(file) as connection:
                yield "SQL dump", "\n".join(connection.iterdump()).encode()
    if server:
        for content in bytes_below(server.folder):
            yield "files of PostgreSQL, with its journal and log", content


def _table(
    how_many: int,
    database: str,
    told: dict[str, Any],
    looked: Counter[str],
    found: Counter[str],
) -> str:
    ways = ", ".join(f"{count} {way}" for way, count in told["brought"].items())
    lines = [
        f"{how_many:,} numbers on {database}: {ways}. {told['looked']['answers']:,} answers.\n",
        "| looked through | MB | found |\n|---|---:|---:|",
    ]
    for where, size in sorted(looked.items()):
        lines.append(f"| {where} | {size / 1e6:.1f} | {found.get(where, 0)} |")
    others = {where: hits for where, hits in found.items() if where not in looked}
    lines += [f"| **{where}** | | **{hits}, missed** |" for where, hits in others.items()]
    return "\n".join(lines)
