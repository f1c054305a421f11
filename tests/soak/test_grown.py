"""Several web nodes and workers behind a proxy: nothing lost, nothing twice, whatever is killed.

BENKAN_GROWN_RATE (messages a second, 30) and BENKAN_GROWN_SECONDS (60) make it longer or harder.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import test_follow_up as follow_up
from tests.browser.axe import chromium
from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.phone import MICROPHONE
from tests.interfaces.cli.running import until
from tests.soak.conftest import Record
from tests.soak.grown import Grown, Kind, grown
from tests.soak.sending import Load, Sent, Verdict, judged, send, sending

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.needs("haproxy")]
RATE = int(os.environ.get("BENKAN_GROWN_RATE", "30"))
SECONDS = float(os.environ.get("BENKAN_GROWN_SECONDS", "60"))
BACKLOG = int(os.environ.get("BENKAN_GROWN_BACKLOG", "1000"))


@pytest.fixture(autouse=True)
def _may_take_long() -> None:
    """What stands still is told by the limits of the drill itself."""


BROKERS = [
    pytest.param("redis", marks=pytest.mark.needs("redis")),
    pytest.param("rabbitmq", marks=pytest.mark.needs("rabbitmq")),
]


@pytest.mark.parametrize("broker", BROKERS)
def test_the_load_through_a_proxy_while_everything_is_killed(
    broker: Kind, tmp_path: Path, record: Record
) -> None:
    with grown(tmp_path, webs=3, workers=2, broker=broker) as here:
        memory = _memory(here)
        load = Load(rate=RATE, seconds=SECONDS, doubled=0.10, mark="g", patience=120)
        with sending(load, here.ways, [("127.0.0.1", here.port)], folder=tmp_path) as sender:
            down = _kill_one_after_the_other(here, SECONDS)
            sent = sender.finished()
        drained = here.drain()
        verdict = judged(here.host, sent, drained=True)
    record(_table(broker, sent, verdict, drained, memory, down))

    assert (sent.unacknowledged, verdict.faults) == (0, 0)


@pytest.mark.needs("redis")
@pytest.mark.needs("chromium")
def test_the_story_through_the_proxy(tmp_path: Path, record: Record) -> None:
    """From a voice to a promise kept, each click at whichever node comes next; one is killed on the way
    and does not come back."""
    with (
        grown(tmp_path, webs=3, workers=2, broker="redis", demonstration=True) as here,
        chromium(*MICROPHONE) as browser,
    ):
        visitors = Visitors(browser, f"http://127.0.0.1:{here.port}", scripts=False)
        began = time.monotonic()
        follow_up.test_a_promise_is_checked_and_kept_and_everybody_sees_it(
            visitors, Earlier(visitors), scripts=False
        )
        here.webs[1].kill()
        follow_up.test_a_promise_is_checked_and_kept_and_everybody_sees_it(
            visitors, Earlier(visitors), scripts=False
        )
        seconds = time.monotonic() - began
        troubles = visitors.leave()
    record(
        "| the story, twice | |\n|---|---|\n"
        f"| three nodes, and with one of them killed | {seconds:.0f} s |\n"
        f"| pages that were not as they should be | {_zero(len(troubles))} |"
    )

    assert troubles == []


def _kill_one_after_the_other(here: Grown, seconds: float) -> list[tuple[str, float]]:
    """Each is killed with all that it started, and started again, as a supervisor does. Answers how
    many seconds each was away."""
    began = time.monotonic()

    def web(number: int) -> None:
        here.webs[number].kill()
        here.webs[number].start()
        until(lambda: here.is_well(number))

    def worker(number: int) -> None:
        here.workers[number].kill()
        here.workers[number].start()

    def broker() -> None:
        assert here.broker is not None, "there is one to kill"
        here.broker.kill()
        time.sleep(8)
        here.broker.start()

    def database() -> None:
        here.kill_database()
        here.database.start()
        until(lambda: all(map(here.is_well, range(len(here.webs)))))

    plan: list[tuple[float, str, Callable[[], None]]] = [
        (0.10, "web node 1", lambda: web(0)),
        (0.25, "worker 1", lambda: worker(0)),
        (0.35, "broker, 8 s", broker),
        (0.60, "database", database),
        (0.75, "web node 2", lambda: web(1)),
        (0.85, "worker 2", lambda: worker(1)),
    ]
    found = []
    for share, name, kill in plan:
        time.sleep(max(0.0, began + share * seconds - time.monotonic()))
        killed = time.monotonic()
        kill()
        found.append((name, time.monotonic() - killed))
    return found


def _memory(here: Grown) -> str:
    webs = sum(node.memory for node in here.webs) / len(here.webs)
    workers = sum(node.memory for node in here.workers) / len(here.workers)
    return f"{webs:.0f} MB a web node, {workers:.0f} MB a worker with its processes"


def _table(
    broker: str,
    sent: Sent,
    verdict: Verdict,
    drained: float,
    memory: str,
    down: list[tuple[str, float]],
) -> str:
    killed = ", ".join(f"{name} ({seconds:.1f} s)" for name, seconds in down)
    rows = {
        "messages, copies and all": f"{sent.planned} in {sent.load.seconds:.0f} s",
        "killed with -9, and how long it was away": killed,
        "lost": _zero(verdict.lost),
        "kept twice": _zero(verdict.doubled),
        "never acknowledged": _zero(sent.unacknowledged),
        "read twice, told twice, events doubled or missing, unheard, faults of the chain": _zero(
            verdict.faults - verdict.lost - verdict.doubled
        ),
        "sent again by the operator": str(sent.repeats),
        "acknowledged within (p50, p95, p99), repeats counted from the planned moment": ", ".join(
            f"{sent.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99)
        ),
        "longest time without an acknowledgement": f"{sent.longest_silence:.1f} s",
        "everything heard, after the last message": f"{drained:.0f} s",
        "memory (PSS)": memory,
    }
    lines = [f"| three web nodes, two workers, {broker} | |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {value} |" for name, value in rows.items())])


def _zero(count: int) -> str:
    return "0" if count == 0 else f"**{count}: missed**"


WAYS_TO_SHARE: list[tuple[int, Kind]] = [(1, ""), (2, ""), (2, "redis"), (2, "rabbitmq")]


@pytest.mark.needs("redis")
@pytest.mark.needs("rabbitmq")
def test_how_fast_a_backlog_is_heard(tmp_path: Path, record: Record) -> None:
    lines = [
        "| workers | through | entries | drained in | entries/s | faults |",
        "|---|---|---|---|---|---|",
    ]
    faults = 0
    for number, (workers, broker) in enumerate(WAYS_TO_SHARE):
        folder = tmp_path / str(number)
        folder.mkdir()
        with grown(folder, webs=1, workers=0, broker=broker) as here:
            load = Load(rate=250, seconds=BACKLOG / 250, doubled=0, mark="b", patience=120)
            sent = send(load, here.ways, [("127.0.0.1", here.port)], folder=folder)
            entries = here.ask("SELECT count(*) FROM journal_entry WHERE position IS NULL")
            for _ in range(workers):
                here.add_worker()
            seconds = here.drain()
            entries = here.ask("SELECT count(*) FROM journal_entry")
            found = judged(here.host, sent, drained=True).faults
        faults += found
        lines.append(
            f"| {workers} | {broker or 'the rows alone'} | {entries} | {seconds:.1f} s "
            f"| {entries / seconds:.0f} | {_zero(found)} |"
        )
    record("\n".join(lines))

    assert faults == 0
