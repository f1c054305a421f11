"""The sender's process: `python -m tests.soak.wire PLAN LOG`, see `sending.py`.

It writes HTTP by hand, since every millisecond of it is taken from the server beside it.
"""

import asyncio
import base64
import json
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote, urlencode

from tests.soak.sending import Delivery, Load, Way, deliveries

Job = tuple[Delivery, int, bytes]


def main(plan: Path, log: Path) -> None:
    told = json.loads(plan.read_text())
    ways = [Way(**way) for way in told["ways"]]
    load = Load(**told["load"])
    jobs = [
        (one, copy, written(one, ways[one.way]))
        for one in deliveries(load, len(ways))
        for copy in range(one.copies)
    ]
    with log.open("w", encoding="utf-8") as paper:
        asyncio.run(Clock(load, jobs, told["addresses"], paper).run())


def written(one: Delivery, way: Way) -> bytes:
    """The request that brings a delivery."""
    if way.contract == "kannel":
        body = one.text.encode()
        address = f"/passerelles/{way.gateway}/kannel?id={quote(one.mark)}"
        shown = base64.b64encode(f"benkan:{way.token}".encode()).decode()
        more = f"Authorization: Basic {shown}\r\nX-Kannel-From: {one.number}\r\n"
        kind = "text/plain; charset=utf-8"
    else:
        body = urlencode({"from": one.number, "text": one.text, "id": one.mark}).encode()
        address = f"/passerelles/{way.gateway}/receive"
        more = f"Authorization: Token {way.token}\r\n"
        kind = "application/x-www-form-urlencoded"
    head = (
        f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Line(asyncio.Protocol):
    """One connection, on which one request at a time is under way."""

    def __init__(self) -> None:
        self.transport: Any = None
        self._buffer = b""
        self._answer: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        self._settle(0)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or not _is_whole(head.lower(), body):
            return
        self._buffer = b""
        self._settle(int(head.split(b" ", 2)[1]))
        if b"connection: close" in head.lower():
            self.close()

    def ask(self, request: bytes) -> asyncio.Future[int]:
        self._answer = asyncio.get_running_loop().create_future()
        self._buffer = b""
        self.transport.write(request)
        return self._answer

    def close(self) -> None:
        if self.transport is not None:
            self.transport.abort()
            self.transport = None

    def _settle(self, status: int) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(status)


def _is_whole(head: bytes, body: bytes) -> bool:
    _, found, after = head.partition(b"content-length:")
    if found:
        return len(body) >= int(after.split(b"\r\n", 1)[0])
    return b"chunked" not in head or body.endswith(b"0\r\n\r\n")


class Clock:
    """Gives each job out at its moment; the lines take them, and bring back what failed."""

    def __init__(
        self, load: Load, jobs: list[Job], addresses: Sequence[Sequence[Any]], paper: TextIO
    ) -> None:
        self._load = load
        self._jobs = jobs
        self._addresses = addresses
        self._paper = paper
        self._due: asyncio.Queue[Job] = asyncio.Queue()
        self._open = len(jobs)
        self._over = asyncio.Event()
        self._began = 0.0

    async def run(self) -> None:
        self._began = time.monotonic() + 0.5
        lines = [asyncio.create_task(self._line(number)) for number in range(self._load.lines)]
        for job in self._jobs:
            wait = job[0].at - self._now()
            if wait > 0:
                await asyncio.sleep(wait)
            self._due.put_nowait(job)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), self._load.patience)
        for line in lines:
            line.cancel()

    async def _line(self, number: int) -> None:
        line, turn = Line(), number
        while True:
            job = await self._due.get()
            begun = self._now()
            try:
                if line.transport is None:
                    turn += 1
                    line = await self._connected(turn)
                status = await asyncio.wait_for(line.ask(job[2]), self._load.timeout)
            except (OSError, TimeoutError):
                status = 0
            if status == 0:
                line.close()
            self._note(job, begun, status)

    async def _connected(self, turn: int) -> Line:
        host, port = self._addresses[turn % len(self._addresses)]
        made = asyncio.get_running_loop().create_connection(Line, host, port)
        return (await asyncio.wait_for(made, self._load.timeout))[1]

    def _note(self, job: Job, begun: float, status: int) -> None:
        one, copy, _ = job
        entry = [one.mark, copy, one.at, round(begun, 5), round(self._now(), 5), status]
        self._paper.write(json.dumps(entry) + "\n")
        if status != 200:
            asyncio.get_running_loop().call_later(self._load.again, self._due.put_nowait, job)
            return
        self._open -= 1
        if not self._open:
            self._over.set()

    def _now(self) -> float:
        return time.monotonic() - self._began


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
