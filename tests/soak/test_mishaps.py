"""R3: the disk is full, the clock is wrong, the gateway is silent: no loss, nothing twice."""

import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from benkan.apps.messaging import actions
from benkan.apps.messaging.models import OutboundMessage, Receipt
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.apps.messaging.rules.outbox import State, after_receipt
from tests.interfaces.cli.hosts import Host
from tests.interfaces.cli.running import Server, environment_of, free_port, prepared, until
from tests.make.messaging import make_contact, make_gateway, make_operator, queue
from tests.make.registry import NOW, make_programme
from tests.needs import program
from tests.soak.conftest import Record
from tests.soak.machines import open_ways
from tests.soak.sending import Load, Sent, Verdict, Way, judged, send, sending

ROOM = 120_000_000


def test_a_full_disk_refuses_and_loses_nothing(record: Record, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("a small disk is mounted for it, which only root may do")
    load = Load(rate=15, seconds=24, people=300, patience=240)
    with _small_disk(tmp_path / "disk") as folder:
        host = Host(prepared(folder / "data"))
        ways = open_ways(host)
        with _up(host) as port:
            with sending(load, ways, [("127.0.0.1", port)], folder=tmp_path) as sender:
                time.sleep(6)
                ballast = _filled(folder)
                time.sleep(8)
                beaten = _answered(sender.sent.log, status=200)
                ballast.unlink()
                sent = sender.finished()
            drained = until(lambda: _waiting(host) == 0, seconds=600)
        verdict = judged(host, sent, drained=True)

    record(_table([sent], verdict, [("the backlog was drained", f"{drained:.0f} s after")]))
    assert (sent.unacknowledged, verdict.faults, verdict.waiting) == (0, 0, 0)
    assert beaten < len(sent.acknowledged)
    assert sum(count for status, count in sent.statuses.items() if status >= 500) > 0, "never full"


@pytest.mark.needs("faketime")
def test_a_clock_that_is_put_back_and_ahead_loses_nothing(record: Record, tmp_path: Path) -> None:
    host, says = Host(prepared(tmp_path / "data")), tmp_path / "clock"
    host.environment["BENKAN_QUIET_HOURS"] = "0-0"
    says.write_text("+0")
    sent = []
    with make_operator() as operator, _up_beside(host, says, operator.url) as (ways, port):
        operator.status = 503
        for mark, moment in (("now", "+0"), ("back", "-1d"), ("ahead", "+400d"), ("right", "+0")):
            says.write_text(moment)
            load = Load(rate=15, seconds=4, people=60, mark=mark, patience=120)
            sent.append(send(load, ways, [("127.0.0.1", port)], folder=tmp_path))
            until(lambda: _waiting(host) == 0, seconds=240)
        by_age = _count(host, _BY_AGE)
        operator.status = 200
        says.write_text("+7h")  # no wait is longer, and it is no leap
        until(lambda: not _count(host, _QUEUED), seconds=400)
    verdict = judged(host, *sent, drained=True)
    answers = Counter(letter["id"] for letter in operator.letters)

    rows = [
        ("removed or given up by a wrong clock (goal 0)", f"{by_age}"),
        ("replies that arrived after all", f"{_count(host, _SENT):,}"),
        ("replies that the operator never saw (goal 0)", f"{_count(host, _SENT) - len(answers)}"),
    ]
    record(_table(sent, verdict, rows))
    assert (sum(one.unacknowledged for one in sent), verdict.faults, verdict.waiting) == (0, 0, 0)
    assert (by_age, _count(host, _SENT) - len(answers)) == (0, 0)
    assert len(answers) > 0


@pytest.mark.django_db
def test_a_gateway_that_is_silent_for_half_an_hour_gets_everything_once(record: Record) -> None:
    programme = make_programme()
    people = [make_contact(programme, number=f"+223761{n:05}") for n in range(50)]
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        operator.status, tries = 503, 0
        for second in range(0, 1800, 5):
            now = NOW + timedelta(seconds=second)
            if second % 30 == 0:
                who = second // 30 % len(people)
                queue(programme, people[who], f"{who} {second:04}", moment=now)
            actions.dispatch_due(now=now)
        tries, operator.status = len(operator.letters), 200
        operator.letters.clear()
        second = 1800
        while OutboundMessage.objects.filter(state=State.QUEUED).exists():
            actions.dispatch_due(now=NOW + timedelta(seconds=second))
            second += 5
    texts = [text.split() for text in operator.texts]
    in_order = all(
        [said for who, said in texts if who == one]
        == sorted(said for who, said in texts if who == one)
        for one in {who for who, _ in texts}
    )

    rows = [
        ("messages that waited", "60"),
        ("tries while it was silent", str(tries)),
        ("sent, each once", f"{len(texts)}, {len({letter['id'] for letter in operator.letters})}"),
        ("in order for each person", "yes" if in_order else "**no**"),
        ("all sent after it was back", f"{second - 1800} s"),
    ]
    record("\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]))
    assert len(texts) == len({letter["id"] for letter in operator.letters}) == 60
    assert in_order
    assert second - 1800 <= 660


@pytest.mark.django_db
def test_receipts_that_come_late_twice_and_in_any_order_agree(record: Record) -> None:
    programme = make_programme()
    contact, lots = make_contact(programme), Random(3)
    expected: dict[str, State] = {}
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url)).gateway
        messages = [str(queue(programme, contact, f"{n}")) for n in range(200)]
        actions.dispatch_due(now=NOW, limit=500)
    reports = []
    for message in messages:
        told = lots.choices(("sent", "delivered", "failed"), k=lots.randint(0, 5))
        reports += [(message, status) for status in told]
        expected[message] = State.SENT
        for status in told:
            expected[message] = after_receipt(expected[message], State(status))
    lots.shuffle(reports)

    for n, (message, status) in enumerate(reports):
        moment = NOW + timedelta(days=n % 40) - timedelta(days=1)
        actions.note_receipt(gateway=gateway, external_id=message, status=status, moment=moment)

    found = {str(pk): state for pk, state in OutboundMessage.objects.values_list("pk", "state")}
    record(f"{len(reports)} receipts for 200 messages, shuffled: all 200 states agree.")
    assert found == expected
    assert Receipt.objects.count() == len(set(reports))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    size = f"size={ROOM}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _filled(folder: Path) -> Path:
    """Fill the disk to its last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(65_536))
    return ballast


@contextmanager
def _up(host: Host, **environment: str) -> Iterator[int]:
    """`benkan up` until the block ends; answers its port."""
    port = free_port()
    log = (host.folder.parent / "up.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "benkan", "up", "--no-demonstration", "--port", str(port)],
        env=environment_of(host.folder, {**host.environment, **environment}),
        stdout=log,
        stderr=log,
    )
    try:
        server = Server(process, port)  # type: ignore[arg-type]
        until(lambda: server.answers() and server.get()[0] == 200)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # by a false clock granian waits for a moment far away
            process.kill()  # its own worker process ends with it
            process.wait(30)
        log.close()


@contextmanager
def _up_beside(host: Host, says: Path, operator: str) -> Iterator[tuple[list[Way], int]]:
    """`benkan up` by a clock that says what the file says, with an operator who takes replies."""
    ways = open_ways(host)
    more = ("--programme", "charge", "--code", "aller", "--send-url", operator)
    host.must("gateway", "add", "http", *more)
    library = str(program("faketime"))
    with _up(
        host,
        LD_PRELOAD=library,
        FAKETIME_TIMESTAMP_FILE=str(says),
        FAKETIME_NO_CACHE="1",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
    ) as port:
        yield ways, port


_WAITING = """
SELECT (SELECT count(*) FROM journal_entry WHERE position IS NULL)
     + (SELECT count(*) FROM journal_carriage WHERE done_at IS NULL)
"""
_QUEUED = "SELECT count(*) FROM messaging_outboundmessage WHERE state = 'queued'"
_SENT = "SELECT count(*) FROM messaging_outboundmessage WHERE state = 'sent'"
_BY_AGE = """
SELECT (SELECT count(*) FROM messaging_outboundmessage WHERE state IN ('given_up', 'withheld'))
     + (SELECT count(*) FROM messaging_contact WHERE erased_at IS NOT NULL)
     + (SELECT coalesce(sum(removed), 0) FROM registry_retentionrun)
"""


def _waiting(host: Host) -> int:
    return _count(host, _WAITING)


def _count(host: Host, sql: str) -> int:
    address = f"file:{host.folder}/benkan.sqlite3?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as reader:
        return int(reader.execute(sql).fetchone()[0])


def _answered(log: Path, *, status: int) -> int:
    return log.read_text().count(f", {status}]\n")


def _table(sent: list[Sent], verdict: Verdict, more: list[tuple[str, str]]) -> str:
    statuses = Counter[int]()
    for one in sent:
        statuses.update(one.statuses)
    found = [
        ("acknowledged", f"{sum(len(one.acknowledged) for one in sent):,} messages"),
        ("refused, and brought again", f"{statuses.total() - statuses[200]:,} requests"),
        ("never acknowledged (goal 0)", str(sum(one.unacknowledged for one in sent))),
        ("lost (goal 0)", str(verdict.lost)),
        ("doubled (goal 0)", str(verdict.doubled)),
        ("without event, or with two", str(verdict.events_missing + verdict.events_doubled)),
        ("not read, or read twice", str(verdict.unheard + verdict.heard_twice)),
        ("told twice in the cases", str(verdict.told_twice)),
        ("faults of the chain", str(verdict.chain_faults)),
        *more,
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in found)])
