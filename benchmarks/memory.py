"""What Benkan holds in memory: two web processes and their work, on PostgreSQL, after pages were read.

    python benchmarks/memory.py

Serves the demonstration with two web processes that do the background work too, then with a `benkan
work` beside them, on a PostgreSQL of its own, reads public pages some hundred times, and adds up the
proportional share (PSS) of all processes but the database's. Then the same with everything in one
process on SQLite, as on a laptop: at the first start, and at the next. Goal: 150 MB with two web
processes. Two funded platforms for taking part, measured once: 405 MB; a bare Django: 70–90.
"""

import subprocess
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path

from ground.host import HOME, Host, below, megabytes, serving

PAGES = ("/", HOME, f"{HOME}dire/", f"{HOME}politiques/publiees/", f"{HOME}evaluations/publiques/")
TIMES = 40
GOAL = 150


def main() -> None:
    from tests.postgres import Server

    print("\n### Memory\n")
    print("| served as | web processes | all processes | goal | |")
    print("|---|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory(prefix="benkan-memory-") as folder:
        with serving(Path(folder, "laptop")) as host:
            _row("one process for all, SQLite, the first start", _read(host), 0.0)
        with serving(Path(folder, "laptop")) as host:
            _row("one process for all, SQLite", _read(host), 0.0)
        database = Server()
        try:
            _on_postgresql(Path(folder, "server"), database.address)
        finally:
            database.stop()


def _on_postgresql(folder: Path, address: str) -> None:
    with serving(folder, DATABASE_URL=address):
        pass  # the first start loads the demonstration
    several = ("--processes", "2")
    with serving(folder, *several, DATABASE_URL=address) as host:
        _row("two web processes that do the work too, PostgreSQL", _read(host), 0.0)
    with serving(folder, "--no-worker", *several, DATABASE_URL=address) as host:
        work = [sys.executable, "-m", "benkan", "work"]
        worker = subprocess.Popen(work, env=host.environment)  # noqa: S603
        web = _read(host)
        beside = sum(megabytes(one) for one in below(worker.pid))
        worker.terminate()
        worker.wait(60)
        _row("two web processes and a worker, PostgreSQL", web, beside)


def _read(host: Host) -> float:
    """The memory of the web processes after they have shown each page many times."""
    for path in PAGES * TIMES:
        connection = HTTPConnection("127.0.0.1", host.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200, (path, answer.status)
    return sum(megabytes(one) for one in below(host.process))


def _row(title: str, web: float, worker: float) -> None:
    held = "held" if web + worker <= GOAL else "held for the web alone" if web <= GOAL else ""
    print(
        f"| {title} | {web:.0f} MB | {web + worker:.0f} MB | {GOAL} MB | {held or '**missed**'} |"
    )


if __name__ == "__main__":
    main()
