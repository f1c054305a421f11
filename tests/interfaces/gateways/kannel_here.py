"""A real Kannel on this machine, set up by the file of our own how-to, and a handset to try it with."""

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from tests.interfaces.cli.running import free_port, until
from tests.needs import program

SETTINGS = Path(__file__).parents[3] / "docs" / "how-to" / "kannel.conf"
_OPERATOR = """group = smsc
smsc = fake
smsc-id = operator
port = {port}
connect-allow-ip = 127.0.0.1
"""
_GOT = re.compile(r"Got message \d+: <36037 (\S+) (.*)>$", re.MULTILINE)


@dataclass(frozen=True)
class Ports:
    """Where the parts of one Kannel listen; all but the operator's on this machine alone."""

    admin: int
    smsbox: int
    sendsms: int
    operator: int


def free_ports() -> Ports:
    return Ports(*(free_port() for _ in range(4)))


def settings(folder: Path, ports: Ports, *, post_url: str, password: str) -> str:
    """The file of the how-to, filled in: every line that is changed is there to be changed."""
    text = SETTINGS.read_text()
    for before, after in {
        "admin-port = 13000": f"admin-port = {ports.admin}",
        "smsbox-port = 13001": f"smsbox-port = {ports.smsbox}",
        "sendsms-port = 13013": f"sendsms-port = {ports.sendsms}",
        "ADMIN-PASSWORD": "admin",
        "SENDSMS-PASSWORD": password,
        "http-queue-delay = 10": "http-queue-delay = 1",
        "/var/spool/kannel": str(folder / "spool"),
        "/var/log/kannel": str(folder / "log"),
    }.items():
        assert before in text, before
        text = text.replace(before, after)
    text, links = re.subn(
        r"group = smsc\n(.+\n)+", _OPERATOR.format(port=ports.operator), text, count=1
    )
    text, doors = re.subn(r"(?m)^post-url = .*$", post_url, text)
    assert (links, doors) == (1, 1)
    return text


@contextmanager
def kannel(folder: Path, ports: Ports, *, post_url: str, password: str) -> Iterator[None]:
    """bearerbox and smsbox until the block ends."""
    for place in ("spool/store", "spool/receipts", "log"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    conf = folder / "kannel.conf"
    conf.write_text(settings(folder, ports, post_url=post_url, password=password))
    with ExitStack() as running:
        running.enter_context(_running("bearerbox", str(conf), said=folder / "bearerbox.out"))
        until(lambda: _listens(ports.smsbox), seconds=20)
        running.enter_context(_running("smsbox", str(conf), said=folder / "smsbox.out"))
        until(lambda: _listens(ports.sendsms), seconds=20)
        until(lambda: _listens(ports.operator), seconds=20)
        yield


class Handset:
    """A telephone in somebody's hand: what it was sent, with each part of a long message apart."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        self._folder = folder
        self._port = ports.operator
        self._sent = 0

    @contextmanager
    def sends(self, text: str, *, number: str) -> Iterator[None]:
        """Send a message, in the alphabet that its letters ask for, and stay on while the block lasts."""
        words = quote(text.encode("utf-16-be"))
        yield from self._on(f"{number} 36037 ucs2 {words}")

    def sends_long(self, text: str, *, number: str) -> None:
        """Send a message in the parts that a telephone makes of it, the last one first, by speaking
        to Kannel's pretended operator as `fakesmsc` does: a line a part."""
        parts = [text[at : at + 153] for at in range(0, len(text), 153)]
        heads = [quote(bytes([5, 0, 3, 7, len(parts), turn + 1])) for turn in range(len(parts))]
        with socket.create_connection(("127.0.0.1", self._port), timeout=10) as line:
            for head, part in reversed(list(zip(heads, parts, strict=True))):
                line.sendall(f"{number} 36037 udh-text {head} {part}\n".encode())

    def _on(self, message: str) -> Iterator[None]:
        self._sent += 1
        said = self._folder / f"handset-{self._sent}.out"
        operator = ("-H", "127.0.0.1", "-r", str(self._port), "-i", "0.1", "-m", "1")
        with _running("fakesmsc", *operator, message, said=said):
            until(lambda: "sent message 1" in said.read_text(errors="replace"), seconds=20)
            yield

    @property
    def screen(self) -> list[str]:
        """What came, in its order."""
        screens = sorted(self._folder.glob("handset-*.out"))
        said = "\n".join(screen.read_text(errors="replace") for screen in screens)
        return [_letters(what) for _number, what in _GOT.findall(said)]


def _letters(what: str) -> str:
    kind, _, rest = what.partition(" ")
    return unquote_to_bytes(rest.replace("+", " ")).decode("utf-16-be") if kind == "ucs-2" else rest


@contextmanager
def _running(name: str, *arguments: str, said: Path) -> Iterator[None]:
    """One program of Kannel until the block ends."""
    need = "kannel-extras" if name == "fakesmsc" else "kannel"
    found = program(need).with_name(name)
    quiet = () if name == "fakesmsc" else ("-v", "4")
    with said.open("wb") as out:
        process = subprocess.Popen(
            [str(found), *quiet, *arguments],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


def _listens(port: int) -> bool:
    """Whether somebody listens there, without knocking: a fake operator takes one caller only."""
    wanted = f":{port:04X}"
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _number, local, _remote, state, *_rest = line.split()
        if local.endswith(wanted) and state == "0A":
            return True
    return False
