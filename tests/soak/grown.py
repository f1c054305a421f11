"""Benkan grown up, on one machine: PostgreSQL, a broker, several web nodes behind HAProxy and several
workers, each a process of its own, by settings only."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Literal

import psycopg

from tests.interfaces.cli.hosts import Host, Hosts
from tests.interfaces.cli.running import PATIENCE, environment_of, free_port, until
from tests.needs import program
from tests.postgres import Server
from tests.soak.machines import open_ways
from tests.soak.sending import Way

Kind = Literal["", "redis", "rabbitmq"]


@dataclass
class Node:
    """A process of the installation with its children; what was killed can be started again."""

    command: Sequence[str | Path]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """It and all that it has started, at once, as when the machine loses its power."""
        assert self.process is not None, "there is one to kill"
        for pid in (self.process.pid, *children(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def memory(self) -> float:
        """Megabytes of it and its children, what is shared counted once (PSS)."""
        assert self.process is not None, "it runs"
        return sum(_pss(pid) for pid in (self.process.pid, *children(self.process.pid)))


@dataclass
class Grown:
    """The whole of it. `ways` are the gateways of a real programme."""

    host: Host
    database: Server
    folder: Path
    broker: Node | None
    ways: list[Way] = field(default_factory=list)
    webs: list[Node] = field(default_factory=list)
    workers: list[Node] = field(default_factory=list)
    proxy: Node | None = None
    port: int = 0
    ports: list[int] = field(default_factory=list)

    def add_web(self) -> Node:
        port = free_port()
        node = self._benkan(f"web{len(self.webs)}", "up", "--no-worker", "--port", str(port))
        self.ports.append(port)
        self.webs.append(node)
        node.start()
        return node

    def add_worker(self) -> Node:
        node = self._benkan(f"worker{len(self.workers)}", "work")
        self.workers.append(node)
        node.start()
        return node

    def start_proxy(self) -> None:
        """One in front of all nodes, which asks each how it is and remembers nobody."""
        paper = self.folder / "haproxy.cfg"
        lines = [f"  server web{n} 127.0.0.1:{port} check" for n, port in enumerate(self.ports)]
        paper.write_text(PROXY % {"port": self.port, "servers": "\n".join(lines)})
        command: list[str | Path] = [program("haproxy"), "-db", "-f", paper]
        self.proxy = Node(command, dict(os.environ), self.folder / "haproxy.log")
        self.proxy.start()
        until(lambda: all(map(_answers, [*self.ports, self.port])))

    def stop(self) -> None:
        for node in (self.proxy, *self.workers, *self.webs, self.broker):
            if node is not None:
                node.stop()
        if self.broker is not None and "ERL_EPMD_PORT" in self.broker.environment:
            # RabbitMQ leaves behind the little server that knows its port.
            subprocess.run(["epmd", "-kill"], env=self.broker.environment, check=False)

    def waiting(self) -> int:
        """How many entries wait to be sealed or carried."""
        unsealed = "SELECT count(*) FROM journal_entry WHERE position IS NULL"
        uncarried = "SELECT count(*) FROM journal_carriage WHERE done_at IS NULL"
        return self.ask(f"SELECT ({unsealed}) + ({uncarried})")

    def drain(self, *, seconds: float = 1800) -> float:
        began = time.monotonic()
        while self.waiting():
            assert time.monotonic() - began < seconds, f"not drained after {seconds} s"
            time.sleep(0.25)
        return time.monotonic() - began

    def ask(self, sql: str) -> int:
        """The one number that a statement answers."""
        with psycopg.connect(self.host.environment["DATABASE_URL"], autocommit=True) as connection:
            row = connection.execute(sql).fetchone()
            assert row is not None, "a number was asked for"
            return int(row[0])

    def kill_database(self) -> None:
        """The postmaster; its children end by themselves when they see that it is gone."""
        pids = (*children(self.database.pid), self.database.pid)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))

    def _benkan(self, name: str, *arguments: str) -> Node:
        return Node(
            [sys.executable, "-m", "benkan", *arguments],
            environment_of(self.host.folder, self.host.environment),
            self.folder / f"{name}.log",
        )

    def is_well(self, web: int) -> bool:
        return _answers(self.ports[web])


PROXY = """\
global
  maxconn 2000
defaults
  mode http
  option forwardfor
  option redispatch
  retries 3
  timeout connect 2s
  timeout client 60s
  timeout server 60s
frontend everybody
  bind 127.0.0.1:%(port)s
  http-request set-header X-Forwarded-Proto http
  default_backend nodes
backend nodes
  balance roundrobin
  option httpchk GET /sante/
  http-check send hdr Host 127.0.0.1
  default-server inter 500ms fall 2 rise 1
%(servers)s
"""


@contextmanager
def grown(
    folder: Path, *, webs: int, workers: int, broker: Kind, demonstration: bool = False
) -> Iterator[Grown]:
    """So many web nodes and workers; without a broker the workers share by the rows alone."""
    database = Server(durable=True)
    here = None
    try:
        host = Hosts(folder, database).new()
        _run(host, "prepare")
        told, address = start_broker(broker, folder)
        here = Grown(host, database, folder, told, port=free_port())
        host.environment |= {
            "BENKAN_ORIGIN": f"http://127.0.0.1:{here.port}",
            "BENKAN_BEHIND_PROXY": "1",
            **({"BENKAN_BROKER": address} if address else {}),
            **({"BENKAN_CACHE": address} if broker == "redis" else {}),
        }
        here.ways = open_ways(host)
        for what in ("mali", *(["demonstration"] if demonstration else [])):
            _run(host, "load", what)
        for _ in range(webs):
            here.add_web()
        for _ in range(workers):
            here.add_worker()
        here.start_proxy()
        yield here
    finally:
        if here is not None:
            here.stop()
        database.stop()


def _run(host: Host, *arguments: str) -> None:
    """What may take minutes on a machine that is busy."""
    command = [sys.executable, "-m", "benkan", *arguments]
    subprocess.run(command, env=environment_of(host.folder, host.environment), check=True)


def start_broker(kind: Kind, folder: Path) -> tuple[Node | None, str]:
    if kind == "":
        return None, ""
    port = free_port()
    node, address = (_redis if kind == "redis" else _rabbitmq)(folder, port)
    node.start()
    until(lambda: _listens(port), seconds=300)
    return node, address


def _redis(folder: Path, port: int) -> tuple[Node, str]:
    options = ("--bind", "127.0.0.1", "--save", "", "--dir", str(folder))
    command: list[str | Path] = [program("redis"), "--port", str(port), *options]
    return Node(command, dict(os.environ), folder / "redis.log"), f"redis://127.0.0.1:{port}/0"


def _rabbitmq(folder: Path, port: int) -> tuple[Node, str]:
    """RabbitMQ with a folder, ports and a name of its own; its script asks for no account then."""
    here = folder / "rabbitmq"
    here.mkdir()
    (script,) = Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*/sbin/rabbitmq-server")
    environment = {
        **os.environ,
        "HOME": str(here),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(free_port()),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(here / "plugins"),
        "RABBITMQ_CONFIG_FILE": str(here / "rabbitmq"),
        "RABBITMQ_LOG_BASE": str(here),
        "RABBITMQ_MNESIA_BASE": str(here),
        "RABBITMQ_NODENAME": f"benkan{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
    }
    address = f"amqp://guest:guest@127.0.0.1:{port}//"
    return Node([script], environment, folder / "rabbitmq.log"), address


def _answers(port: int) -> bool:
    """Whether it answers a page that asks the database."""
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, (task / "children").read_text().split())
    return [each for child in found for each in (*children(child), child)]


def _pss(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
