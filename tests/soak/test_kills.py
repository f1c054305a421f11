"""R2: web, worker and database are killed while messages come in; nothing is lost, nothing doubled.

Each round kills one of them with -9 and starts it again at once, as systemd would. The sender repeats
what was not acknowledged, as Kannel does; the referee compares what was acknowledged with the tables,
before and after all that follows has been done.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.interfaces.cli.running import until
from tests.soak.conftest import Record
from tests.soak.machines import Machine, machine
from tests.soak.sending import Load, Sent, Verdict, judged, sending

pytestmark = pytest.mark.needs("postgresql")

BACK_WITHIN = 10.0
LOAD = Load(
    rate=int(os.environ.get("BENKAN_KILLS_RATE", "300")),
    seconds=float(os.environ.get("BENKAN_KILLS_SECONDS", "120")),
    patience=600,
)
ROUNDS = 3


PAUSE = 3.0
"""Seconds from one that is back to the next kill: all nine must fall into the time of the load."""

PATIENCE = float(os.environ.get("BENKAN_LOAD_DRAIN", "1800"))
"""For how many seconds what waits to be read is waited for."""


@dataclass(frozen=True)
class Kill:
    """What was killed, and after how many seconds messages were acknowledged again."""

    what: str
    back: float


def test_what_is_killed_comes_back_and_nothing_is_lost(record: Record, tmp_path: Path) -> None:
    # Without the places of Mali what follows takes minutes less; it is the same code.
    with machine(tmp_path, places=bool(os.environ.get("BENKAN_KILLS_PLACES"))) as here:
        with sending(LOAD, here.ways, [("127.0.0.1", here.port)], folder=tmp_path) as sender:
            kills = _killed(here, sender.sent)
            sent = sender.finished()
        at_once = judged(here.host, sent)
        drained = here.drained(seconds=PATIENCE)
        verdict = at_once if drained is None else judged(here.host, sent, drained=True)
        waiting = here.waiting()

    record(_table(sent, kills, verdict, drained, waiting))
    assert sent.unacknowledged == 0
    assert (at_once.faults, verdict.faults) == (0, 0)


def _killed(here: Machine, sent: Sent) -> list[Kill]:
    """Three rounds of kills, spread over the load."""

    def web() -> None:
        here.kill_web()
        here.start_web()

    def worker() -> None:
        here.kill_worker()
        here.start_worker()

    def database() -> None:
        here.kill_database()
        here.database.start()

    ways: list[tuple[str, Callable[[], None]]] = [
        ("web", web),
        ("database", database),
        ("worker", worker),
    ]
    kills = []
    for _ in range(ROUNDS):
        for name, kill in ways:
            time.sleep(PAUSE)
            began = time.monotonic()
            kill()
            before = _acknowledged(sent)
            until(lambda before=before: _acknowledged(sent) > before)
            kills.append(Kill(name, time.monotonic() - began))
    return kills


def _acknowledged(sent: Sent) -> int:
    """How many have been so far, by the sender's own log."""
    return sent.log.read_bytes().count(b" 200]\n") if sent.log.exists() else 0


def _table(
    sent: Sent, kills: list[Kill], verdict: Verdict, drained: float | None, waiting: int
) -> str:
    left = f"**not yet: {waiting:,} waited when we stopped looking**"
    found = [
        ("sent at", f"{LOAD.rate} a second for {LOAD.seconds:.0f} s, {LOAD.doubled:.0%} doubled"),
        ("acknowledged", f"{len(sent.acknowledged):,} messages"),
        ("had to be repeated", f"{sent.repeats:,} requests"),
        ("all acknowledged after", f"{sent.seconds:.0f} s"),
        ("never acknowledged (goal 0)", str(sent.unacknowledged)),
        ("lost (goal 0)", str(verdict.lost)),
        ("doubled (goal 0)", str(verdict.doubled)),
        ("without event, or with two", str(verdict.events_missing + verdict.events_doubled)),
        ("not read, or read twice", str(verdict.unheard + verdict.heard_twice)),
        ("told twice in the cases", str(verdict.told_twice)),
        ("faults of the chain", str(verdict.chain_faults)),
        (
            "the backlog was drained",
            left if drained is None else f"{drained:.0f} s after the last message",
        ),
        *[(f"{what} killed, back after (goal 10 s)", _times(kills, what)) for what in _WHAT],
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in found)])


_WHAT = ("web", "database", "worker")


def _times(kills: list[Kill], what: str) -> str:
    times = [kill.back for kill in kills if kill.what == what]
    return ", ".join(f"{t:.1f} s" if t <= BACK_WITHIN else f"**{t:.1f} s, missed**" for t in times)
