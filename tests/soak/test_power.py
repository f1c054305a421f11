"""R4: the power goes two hundred times while messages come in; what was acknowledged is there.

The house runs as it always does on SQLite, under strace, which writes down each call to the disk.
A cut at a random moment keeps what an `fsync` had returned for, and of what was written since it keeps
each sector or not, by lot (`traced.py`). SQLite opens what is left, as at the next start. It is a
simulation: the order of calls is the real one, the disk is not, and a disk that lies about `fsync` is
not in it.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from random import Random

import pytest

from tests.interfaces.cli.hosts import Host
from tests.interfaces.cli.running import (
    SOURCE,
    Server,
    environment_of,
    free_port,
    prepared,
    python_command,
    until,
)
from tests.needs import program
from tests.soak.conftest import Record
from tests.soak.machines import open_ways
from tests.soak.sending import Delivery, Load, Way, deliveries
from tests.soak.traced import CALLS, STRACE, Call, Files, calls_in, left_by_cut
from tests.soak.wire import written

pytestmark = pytest.mark.needs("strace")

CUTS = int(os.environ.get("BENKAN_CUTS", "200"))
LOAD = Load(rate=int(os.environ.get("BENKAN_CUT_MESSAGES", "400")), seconds=1, people=200)


@dataclass(frozen=True)
class Traced:
    """One run: the files as they were before it, what the disk was asked since, and the moments
    (of the wall) at which messages were acknowledged, by the key of each."""

    before: Files
    calls: list[Call]
    acknowledged: dict[str, float]
    database: Path


@dataclass
class Found:
    """What was left of one cut."""

    opens: bool
    acknowledged: int
    lost: int
    halves: int
    kept: int


def test_the_power_goes_and_what_was_acknowledged_is_there(record: Record, tmp_path: Path) -> None:
    full = _cuts(_traced(tmp_path / "full"), tmp_path / "cut", CUTS)
    normal = _cuts(_traced(tmp_path / "normal", "tests.soak.normal"), tmp_path / "cut", CUTS)

    record(_table({"FULL, as Benkan sets it": full, "NORMAL, to see the drill bite": normal}))
    assert sum(one.lost + one.halves + (not one.opens) for one in full) == 0
    assert sum(one.lost for one in normal) > 0, "a drill that finds nothing there finds nothing"


def _traced(folder: Path, settings: str = "benkan.config.settings") -> Traced:
    host = Host(prepared(folder))
    ways = open_ways(host)
    database = (folder / "benkan.sqlite3").resolve()
    files = [database, database.with_name(f"{database.name}-wal")]
    before = {path: bytearray(path.read_bytes()) for path in files if path.exists()}
    trace = folder.with_suffix(".trace")
    with _under_strace(folder, settings, trace) as port:
        acknowledged = _brought(ways, port)
    keys = _keys(folder, list(acknowledged))
    moments = {keys[mark]: moment for mark, moment in acknowledged.items()}
    return Traced(before, calls_in(trace, files=files), moments, database)


def _keys(folder: Path, marks: list[str]) -> dict[str, str]:
    """By what each message is known in the tables of that house."""
    script = f"""
import json
from benkan.apps.messaging.queries import delivery_key
print(json.dumps({{mark: delivery_key(message_id=mark) for mark in {marks!r}}}))
"""
    found: dict[str, str] = json.loads(python_command(folder, script).stdout)
    return found


@contextmanager
def _under_strace(folder: Path, settings: str, trace: Path) -> Iterator[int]:
    """`benkan up`, each of its calls to the disk written down; killed with the block."""
    port = free_port()
    command = [str(program("strace")), *STRACE, "-e", f"trace={CALLS}", "-o", str(trace)]
    process = subprocess.Popen(
        [*command, sys.executable, "-m", "benkan", "up", "--no-demonstration", "--port", str(port)],
        env={
            **environment_of(folder, {"DJANGO_SETTINGS_MODULE": settings}),
            "PYTHONPATH": f"{SOURCE.parent}:{SOURCE.parents[1]}",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(Server(process, port).answers)  # type: ignore[arg-type]
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _brought(ways: list[Way], port: int) -> dict[str, float]:
    """Bring all messages, and tell at which moment of the wall each was acknowledged."""

    def bring(one: Delivery) -> tuple[str, float]:
        while True:
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(written(one, ways[one.way]))
                answer = HTTPResponse(line)
                answer.begin()
                if answer.status == 200:
                    return one.mark, time.time()
            time.sleep(0.2)

    with ThreadPoolExecutor(8) as hands:
        return dict(hands.map(bring, deliveries(LOAD, len(ways))))


def _cuts(traced: Traced, folder: Path, rounds: int) -> list[Found]:
    """What is left of so many cuts, at moments spread over the whole run."""
    lots = Random(55)
    moments = sorted(traced.acknowledged.values())
    removed = [call.ends for call in traced.calls if call.name == "unlink"]
    first, last = max([moments[0] - 1, *removed]), moments[-1] + 1
    assert first < moments[0], "no file goes while messages come"
    return [_cut(traced, folder, lots.uniform(first, last), lots) for _ in range(rounds)]


def _cut(traced: Traced, folder: Path, at: float, lots: Random) -> Found:
    folder.mkdir(exist_ok=True)
    for path, content in left_by_cut(traced.before, traced.calls, at=at, lots=lots).items():
        (folder / path.name).write_bytes(content)
    acknowledged = {key for key, moment in traced.acknowledged.items() if moment <= at}
    try:
        kept, halves = _read(folder / traced.database.name)
    except sqlite3.DatabaseError:
        return Found(False, len(acknowledged), len(acknowledged), 0, 0)
    finally:
        shutil.rmtree(folder)
    return Found(True, len(acknowledged), len(acknowledged - kept), halves, len(kept))


def _read(database: Path) -> tuple[set[str], int]:
    """The keys of the messages that are kept, and how much there is of which a half is missing: a
    message without its event, a link of the chain that does not hold."""
    with closing(sqlite3.connect(database)) as reader:
        if reader.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("pages do not fit together")
        keys = [key for (key,) in reader.execute(_KEYS)]
        (alone,) = reader.execute(_ALONE).fetchone()
        (broken,) = reader.execute(_BROKEN).fetchone()
    return set(keys), alone + broken


_KEYS = "SELECT external_key FROM messaging_inboundmessage"
_ALONE = """
SELECT abs((SELECT count(*) FROM messaging_inboundmessage)
         - (SELECT count(*) FROM journal_entry WHERE name = 'MessageReceived'))
"""
_BROKEN = """
SELECT (SELECT count(*) FROM journal_chain c WHERE c.position <> (
           SELECT count(*) FROM journal_entry e WHERE e.programme = c.programme AND e.position > 0))
     + (SELECT count(*) FROM journal_entry later LEFT JOIN journal_entry earlier
           ON earlier.programme = later.programme AND earlier.position = later.position - 1
           WHERE later.position > 1 AND later.previous IS NOT earlier.seal)
"""


def _table(runs: dict[str, list[Found]]) -> str:
    lines = [
        "| synchronous | cuts | acknowledged before the cut, in all | lost | not whole | did not open |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, found in runs.items():
        acknowledged, lost = sum(f.acknowledged for f in found), sum(f.lost for f in found)
        share = f" ({100 * lost / acknowledged:.1f} %)" if lost else ""
        halves, closed = sum(f.halves for f in found), sum(not f.opens for f in found)
        lines.append(
            f"| {name} | {len(found)} | {acknowledged:,} | {lost:,}{share} | {halves} | {closed} |"
        )
    return "\n".join(lines)
