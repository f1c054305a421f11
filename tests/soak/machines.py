"""Benkan as a host runs it under load: PostgreSQL of its own that waits for the disk, `benkan up
--no-worker` and `benkan work` as processes of their own, a real programme with two gateways."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.interfaces.cli.hosts import Host, Hosts
from tests.interfaces.cli.running import PATIENCE, SOURCE, environment_of, free_port, until
from tests.interfaces.cli.running import Server as Web
from tests.postgres import Server
from tests.soak.sending import Way

_ADDRESS = re.compile(r"/passerelles/([0-9a-f-]{36})/")
_TOKEN = re.compile(r"Token (\S+)|benkan:([^@\s]+)@")


@dataclass
class Machine:
    """Everything that runs for one installation. What is killed can be started again."""

    host: Host
    database: Server
    ways: list[Way]
    folder: Path
    port: int = field(default_factory=free_port)
    processes: int = 2
    web: Web | None = None
    worker: subprocess.Popen[bytes] | None = None

    @property
    def addresses(self) -> list[tuple[str, int]]:
        return [("127.0.0.1", self.port)]

    def start_web(self) -> Web:
        """Start `benkan up --no-worker` and wait until it answers a page."""
        process = self._started(
            "up", "--no-worker", "--port", str(self.port), "--processes", str(self.processes)
        )
        self.web = Web(process, self.port)  # type: ignore[arg-type]
        until(self._is_ready)
        return self.web

    def start_worker(self) -> None:
        self.worker = self._started("work")

    def kill_web(self) -> None:
        """The parent and all that it started, as when the machine's memory runs out."""
        assert self.web is not None, "there is one to kill"
        for pid in (*_children(self.web.process.pid), self.web.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.web.process.wait(PATIENCE)

    def kill_worker(self) -> None:
        assert self.worker is not None, "there is one to kill"
        self.worker.kill()
        self.worker.wait(PATIENCE)

    def kill_database(self) -> None:
        """The postmaster; its children end by themselves when they see that it is gone."""
        pids = (*_children(self.database.pid), self.database.pid)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))

    def stop(self) -> None:
        for process in (self.web.process if self.web else None, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)

    def waiting(self) -> int:
        """How many entries wait to be sealed or carried."""
        unsealed = "SELECT count(*) FROM journal_entry WHERE position IS NULL"
        uncarried = "SELECT count(*) FROM journal_carriage WHERE done_at IS NULL"
        return int(self.ask(f"SELECT ({unsealed}) + ({uncarried})"))

    def drained(self, *, seconds: float) -> float | None:
        """After how long nothing waits any more; None where our patience ends before."""
        began = time.monotonic()
        while self.waiting():
            if time.monotonic() - began > seconds:
                return None
            time.sleep(0.5)
        return time.monotonic() - began

    def drain(self, *, seconds: float = 1800) -> float:
        """Wait until nothing waits; answers how long it took."""
        began = time.monotonic()
        while self.waiting():
            assert time.monotonic() - began < seconds, f"not drained after {seconds} s"
            time.sleep(0.5)
        return time.monotonic() - began

    def ask(self, sql: str) -> int:
        """The one number that a statement answers; or how many rows it changed."""
        with psycopg.connect(self.host.environment["DATABASE_URL"], autocommit=True) as connection:
            cursor = connection.execute(sql)
            row = cursor.fetchone() if cursor.description else None
            return int(row[0]) if row else cursor.rowcount

    def _started(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "benkan", *arguments],
                env=environment_of(self.host.folder, self.host.environment),
                stdout=log,
                stderr=log,
            )

    def _is_ready(self) -> bool:
        assert self.web is not None, "it was started"
        return self.web.answers() and self.web.get("/")[0] == 200


def environment_for(here: Machine) -> dict[str, str]:
    """What a process of this project finds that uses the machine's database."""
    both = f"{SOURCE.parent}:{SOURCE.parents[1]}"
    return {**environment_of(here.host.folder, here.host.environment), "PYTHONPATH": both}


def processor_seconds(here: Machine) -> dict[str, float]:
    """What each part has used of the processors until now, by its processes that live."""
    assert here.web is not None, "it is asked while all of it runs"
    assert here.worker is not None, "it is asked while all of it runs"
    return {
        "web": processor_seconds_below(here.web.process.pid),
        "database": processor_seconds_below(here.database.pid),
        "worker": processor_seconds_below(here.worker.pid),
    }


def processor_seconds_below(pid: int) -> float:
    """Of a process, the processes it started, and those of them that have ended."""
    ticks = 0
    for each in (pid, *_children(pid)):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [each for child in found for each in (*_children(int(child)), int(child))]


@contextmanager
def machine(
    folder: Path,
    *,
    places: bool = True,
    environment: dict[str, str] | None = None,
    processes: int = 2,
) -> Iterator[Machine]:
    """An installation whose web and worker run; `places`: with all those of Mali, which the worker
    looks through for each message. `environment`: settings of its processes."""
    database = Server()
    try:
        host = Hosts(folder, database).new(prepare=True)
        host.environment.update(environment or {})
        ways = open_ways(host)
        if places:
            host.must("load", "mali")
        database.become_durable()
        here = Machine(host, database, ways, folder, processes=processes)
        try:
            here.start_web()
            here.start_worker()
            yield here
        finally:
            here.stop()
    finally:
        database.stop()


def open_ways(host: Host) -> list[Way]:
    """A real programme with a gateway of the generic contract and a Kannel."""
    host.must("programme", "create", "charge", "Charge", "--kind", "real")
    return [open_way(host, "http"), open_way(host, "kannel")]


def open_way(host: Host, contract: str) -> Way:
    more = ("--send-url", "") if contract == "kannel" else ()
    said = host.must(
        "gateway", "add", contract, "--programme", "charge", "--code", f"voie-{contract}", *more
    )
    gateway, token = _ADDRESS.search(said), _TOKEN.search(said)
    assert gateway is not None, said
    assert token is not None, said
    return Way(gateway.group(1), contract, next(filter(None, token.groups())))
