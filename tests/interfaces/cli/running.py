"""The `benkan` command as a real process, with a data folder and a port of its own."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import mkdtemp

import benkan

SOURCE = Path(benkan.__file__).parent
PATIENCE = 240.0


def benkan_command(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, in English, on SQLite unless told otherwise."""
    return subprocess.run(
        [sys.executable, "-m", "benkan", *arguments],
        env=environment_of(folder, environment),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def python_command(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines in the house of that folder, as a command does, while no server runs on it."""
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        env=environment_of(folder, {"DJANGO_SETTINGS_MODULE": "benkan.config.settings"}),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )


def prepared(folder: Path) -> Path:
    """A data folder with empty tables, whose first start is over."""
    shutil.copytree(_pattern(), folder, dirs_exist_ok=True)
    return folder


@cache
def _pattern() -> Path:
    """Made once a run, since migrations take seconds."""
    folder = Path(mkdtemp(prefix="benkan-prepared-"))
    atexit.register(shutil.rmtree, folder)
    done = benkan_command(folder, "prepare")
    assert done.returncode == 0, done.stderr
    (folder / "first-start").unlink()
    return folder


@dataclass
class Server:
    """A running `benkan up`."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str = "/") -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, headers, answer.read().decode()
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            self.get()
        except (OSError, HTTPException):
            return False
        return True

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(PATIENCE)


@contextmanager
def serving(folder: Path, *options: str, port: int = 0) -> Iterator[Server]:
    """`benkan up` until the block ends, on a free port unless one is given."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "benkan", "up", "--port", str(port), *options],
        env=environment_of(folder, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(process, port)
    try:
        until(server.answers)
        yield server
    finally:
        if process.poll() is None:
            server.stop()
        assert process.stdout is not None, "it was asked for"
        process.stdout.close()


def until(holds: Callable[[], bool], *, seconds: float = PATIENCE) -> float:
    """Ask again and again until it holds; answers how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, f"still not so after {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_of(folder: Path, more: dict[str, str]) -> dict[str, str]:
    """What a command finds around it: nothing of ours but what the test says."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("BENKAN_") and name != "DATABASE_URL"
    }
    return {
        **kept,
        "PYTHONPATH": str(SOURCE.parent),
        "BENKAN_DATA_DIR": str(folder),
        "BENKAN_LANGUAGE": "en",
        **more,
    }
