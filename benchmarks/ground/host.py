"""A Benkan with Mali and the demonstration in it, served as a newcomer serves it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

SOURCE = Path(__file__).resolve().parents[2] / "src"
sys.path.insert(0, str(SOURCE.parent))
HOME = "/p/demonstration/"


@dataclass(frozen=True)
class Host:
    """Where it answers, its processes' root, and seconds until it first answered and was loaded."""

    port: int
    process: int
    environment: dict[str, str]
    answered: float
    loaded: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(
    folder: Path, *command: str, cwd: Path | None = None, home: str = HOME, **environment: str
) -> Iterator[Host]:
    """A host on this data folder until the block ends. `command` follows `benkan up --port`; one that
    begins with `make` is run as it stands, with PORT in its environment. `home`: what answers once all
    is loaded."""
    from tests.interfaces.cli.running import free_port

    port = free_port()
    own = {**os.environ, "BENKAN_DATA_DIR": str(folder), "PORT": str(port), **environment}
    asked = list(command)
    if command[:1] != ("make",):
        own["PYTHONPATH"] = str(SOURCE)
        asked = [sys.executable, "-m", "benkan", "up", "--port", str(port), *command]
    with tempfile.TemporaryFile() as said:
        began = monotonic()
        process = subprocess.Popen(  # noqa: S603  what the benchmarks ask for
            asked, cwd=cwd, env=own, stdout=said, stderr=said, start_new_session=True
        )
        try:
            yield Host(
                port,
                process.pid,
                own,
                _until(process, port, "/", {200, 503}) - began,
                _until(process, port, home, {200}) - began,
            )
        finally:
            os.killpg(process.pid, 15)
            process.wait(60)


def _until(process: "subprocess.Popen[bytes]", port: int, path: str, wanted: set[int]) -> float:
    """When an address first gave one of these answers."""
    while process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            if connection.getresponse().status in wanted:
                return monotonic()
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        sleep(0.1)
    raise SystemExit(f"the server ended with {process.returncode}")


def below(root: int) -> list[int]:
    """A process and all that it started."""
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += map(int, task.read_text().split())
    return found


def megabytes(process: int) -> float:
    """Its proportional share of memory (PSS): what several share is divided among them."""
    with suppress(OSError):  # one that has just ended holds nothing
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
