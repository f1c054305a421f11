"""R1: so many messages a second for a minute, many of them twice, some of them a month late: none lost,
none doubled, each acknowledged in time; what follows from them is seen to wait, and to be done.

    make soak                                           500 a second for 60 s
    BENKAN_LOAD_RATE=100 BENKAN_LOAD_SECONDS=10 …       smaller, or larger

What is lost or doubled fails the drill. The times are printed beside their goals: on a machine that
does other work too they say little, and the processor time of one message says more.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.interfaces.cli.running import Server as Web
from tests.interfaces.cli.running import free_port, until
from tests.soak.conftest import Record
from tests.soak.machines import (
    Machine,
    environment_for,
    machine,
    processor_seconds,
    processor_seconds_below,
)
from tests.soak.sending import Load, Sent, Verdict, Way, earlier_of, judged, send, sending

RATE = int(os.environ.get("BENKAN_LOAD_RATE", "500"))
SECONDS = float(os.environ.get("BENKAN_LOAD_SECONDS", "60"))
PROCESSES = int(os.environ.get("BENKAN_LOAD_PROCESSES", "2"))
DRAIN_SECONDS = float(os.environ.get("BENKAN_LOAD_DRAIN", "1800"))
CROWD = int(os.environ.get("BENKAN_LOAD_CROWD", "5000"))
GOALS = {0.95: 150, 0.99: 500}
MONTH = "interval '30 days'"


@pytest.mark.needs("postgresql")
def test_what_many_send_at_once_is_kept_once_and_acknowledged_in_time(
    tmp_path: Path, record: Record
) -> None:
    load = Load(rate=RATE, seconds=SECONDS, doubled=0.10, late=0.01)
    with machine(tmp_path, processes=PROCESSES) as here:
        early = _a_month_ago(here, earlier_of(load))
        before = processor_seconds(here)
        with (
            _watched(here) as backlog,
            sending(load, here.ways, here.addresses, folder=tmp_path) as it,
        ):
            sent = it.finished()
            spent = {name: used - before[name] for name, used in processor_seconds(here).items()}
            drained = here.drained(seconds=DRAIN_SECONDS)
        verdict = judged(here.host, early, sent, drained=drained is not None)
    record(
        "\n\n".join([_kept(sent, verdict), _times(sent, spent), _waited(sent, backlog, drained)])
    )
    assert verdict.faults == 0, verdict
    assert sent.unacknowledged == 0
    assert verdict.kept == load.total + early.load.total


@pytest.mark.needs("postgresql")
def test_a_crowd_at_one_moment_beside_a_view_that_inserts_one_row(
    tmp_path: Path, record: Record
) -> None:
    crowd = Load(rate=CROWD * 1000, seconds=0.001, doubled=0, patience=300, timeout=120)
    with machine(tmp_path, places=False, processes=PROCESSES) as here:
        _send_some(here.ways, here.addresses, tmp_path)
        before = processor_seconds(here)
        ours = send(crowd, here.ways, here.addresses, folder=tmp_path)
        spent = processor_seconds(here)["web"] - before["web"]
        verdict = judged(here.host, ours)
        here.stop()
        with _bare(here) as bare:
            addresses = [("127.0.0.1", bare.port)]
            _send_some(here.ways, addresses, tmp_path)
            began = processor_seconds_below(bare.process.pid)
            peer = send(crowd, here.ways, addresses, folder=tmp_path)
            peer_spent = processor_seconds_below(bare.process.pid) - began
    record(_beside(ours, spent, peer, peer_spent))
    assert (verdict.lost, verdict.doubled, ours.unacknowledged) == (0, 0, 0)


def _a_month_ago(here: Machine, load: Load) -> Sent:
    """Messages that were kept and read thirty days ago: sent now, and made older."""
    sent = send(load, here.ways, here.addresses, folder=here.folder)
    here.drain(seconds=DRAIN_SECONDS)
    here.ask(f"UPDATE messaging_inboundmessage SET received_at = received_at - {MONTH}")
    here.ask(f"UPDATE messaging_contact SET first_seen_at = first_seen_at - {MONTH}")
    here.ask(f"UPDATE voices_conversation SET heard_at = heard_at - {MONTH}")
    here.ask(f"UPDATE voices_heard SET moment = moment - {MONTH}")
    return sent


def _send_some(ways: list[Way], addresses: list[tuple[str, int]], folder: Path) -> None:
    """So that what is measured is not the first connection and the first import."""
    send(Load(rate=50, seconds=2, mark="warm", doubled=0), ways, addresses, folder=folder)


@contextmanager
def _watched(here: Machine) -> Iterator[list[tuple[float, int]]]:
    """How many entries wait, each few seconds, as the carrier's page tells it."""
    seen: list[tuple[float, int]] = []
    over, began = threading.Event(), time.monotonic()

    def watch() -> None:
        while not over.wait(2.0):
            seen.append((time.monotonic() - began, here.waiting()))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


@contextmanager
def _bare(here: Machine) -> Iterator[Web]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.bare", str(port), str(PROCESSES)],
        env=environment_for(here),
        text=True,
    )
    web = Web(process, port)
    try:
        until(web.answers)
        yield web
    finally:
        web.stop()


def _kept(sent: Sent, verdict: Verdict) -> str:
    load = sent.load
    rows = [
        ("Messages", f"{load.total:,}", ""),
        (
            "Requests with those that came twice at once (10 %) or a month late (1 %)",
            f"{sent.planned:,}",
            "",
        ),
        ("Sent again because they were not acknowledged", f"{sent.repeats:,}", ""),
        ("Never acknowledged", *_zero(sent.unacknowledged)),
        ("Lost: acknowledged and not kept, word for word", *_zero(verdict.lost)),
        ("Kept twice", *_zero(verdict.doubled)),
        (
            "Without their event, or with two",
            *_zero(verdict.events_missing + verdict.events_doubled),
        ),
        ("Not read when nothing waited any more", *_zero(verdict.unheard)),
        ("Read twice, or said twice in a case", *_zero(verdict.heard_twice + verdict.told_twice)),
        ("Faults in the journal's chain", *_zero(verdict.chain_faults)),
    ]
    return _table((f"{load.rate} a second for {load.seconds:g} s", "", "goal"), rows)


def _times(sent: Sent, spent: dict[str, float]) -> str:
    rows = [
        ("p50, from the planned moment", f"{sent.percentile(0.5):.0f} ms", ""),
        *(
            (f"p{100 * share:g}", f"{sent.percentile(share):.0f} ms", _within(sent, share, goal))
            for share, goal in GOALS.items()
        ),
        ("Longest", f"{sent.percentile(1.0):.0f} ms", ""),
        ("Acknowledged a second, until the last", f"{len(sent.latencies) / sent.seconds:.0f}", ""),
        *(
            (f"Processor time a request, {name}", f"{1000 * used / sent.planned:.2f} ms", "")
            for name, used in spent.items()
        ),
    ]
    return _table(("Acknowledged", "", "goal"), rows)


def _within(sent: Sent, share: float, goal: int) -> str:
    return f"≤ {goal} ms" if sent.percentile(share) <= goal else f"≤ {goal} ms: **missed**"


def _waited(sent: Sent, backlog: list[tuple[float, int]], drained: float | None) -> str:
    """The backlog at a few moments, the highest of all, and when it was gone."""
    last = backlog[-1][0] if backlog else 0.0
    moments = [sent.load.seconds * part / 4 for part in range(1, 5)]
    moments += [at for at in (120, 240, 480, 960) if at < last]
    rows = [
        (f"{at:.0f} s", f"{min(backlog, key=lambda seen, at=at: abs(seen[0] - at))[1]:,}")
        for at in moments
        if backlog
    ]
    rows.append(("most", f"{max((count for _, count in backlog), default=0):,}"))
    if drained is None:
        (before, many), (after, few) = backlog[len(backlog) // 2], backlog[-1]
        pace = (many - few) / max(after - before, 1)
        rows.append((f"{after:.0f} s, when we stopped looking", f"**{few:,}, not drained**"))
        rows.append(("read a second, once all had come", f"{pace:.0f}"))
    else:
        rows.append((f"{drained:.0f} s after the last acknowledgement", "0"))
    return _table(("After the first message", "wait to be read"), rows)


def _beside(ours: Sent, spent: float, peer: Sent, peer_spent: float) -> str:
    def line(name: str, sent: Sent, used: float) -> tuple[str, ...]:
        done = len(sent.latencies)
        return (
            name,
            f"{done / sent.seconds:.0f}",
            f"{1000 * used / done:.2f} ms",
            f"{sent.seconds:.1f} s",
        )

    faster = (len(ours.latencies) / ours.seconds) / (len(peer.latencies) / peer.seconds)
    rows = [
        line("Benkan", ours, spent),
        line("A bare Django view that inserts one row", peer, peer_spent),
        ("Ratio", f"{faster:.2f}", f"{spent / peer_spent:.2f}", ""),
    ]
    head = (
        f"{ours.load.total:,} at one moment",
        "kept a second",
        "processor time of the web",
        "until all are kept",
    )
    return _table(head, rows)


def _zero(count: int) -> tuple[str, str]:
    return f"{count:,}", "0" if count == 0 else "0: **missed**"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
