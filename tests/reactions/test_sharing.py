"""Several workers on one database: each takes what no other is at, and what has an order keeps it."""

import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction

from benkan.apps.journal import actions as journal
from benkan.apps.journal.events import Occurrence
from benkan.apps.journal.queries import backlog, due_lanes
from benkan.apps.messaging.events import ContactStopped, MessageReceived
from benkan.kit.actor import NOBODY
from benkan.kit.alone import Post, alone
from benkan.reactions.broker import Work
from benkan.reactions.handing_out import HandsOut, do
from benkan.reactions.worker import Worker, carry
from tests.make.registry import NOW

PROGRAMME = UUID(int=1)
CONTACTS = [UUID(int=number) for number in range(1, 7)]


def _write(contact: UUID, at: int) -> UUID:
    message, moment = uuid4(), NOW + timedelta(seconds=at)
    with transaction.atomic():
        event = MessageReceived(message, contact)
        journal.record(event, programme=PROGRAMME, actor=NOBODY, moment=moment)
    return message


def test_two_workers_share_and_each_contact_is_heard_in_her_order(
    committed: None, tmp_path: Path
) -> None:
    said = [(one, _write(one, at)) for at, one in enumerate(CONTACTS * 5)]
    journal.seal(now=NOW)
    heard: list[tuple[int, UUID, UUID]] = []

    def hear(occurrence: Occurrence[MessageReceived]) -> None:
        it = occurrence.event
        heard.append((threading.get_ident(), it.contact, it.message))
        time.sleep(0.002)

    def work(number: int) -> None:
        def share(now: datetime) -> int:
            if not backlog().waiting:
                worker.stop()
            return journal.carry({MessageReceived: [hear]}, now=now, limit=3)

        worker = Worker(folder=tmp_path, turns=(share,), each=(share,))
        worker.run()

    workers = 1 if connection.vendor == "sqlite" else 2
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))

    in_order = {one: [message for of, message in said if of == one] for one in CONTACTS}
    assert {one: [it for _, of, it in heard if of == one] for one in CONTACTS} == in_order
    assert len({thread for thread, _, _ in heard}) == workers


def test_one_worker_has_the_clock_until_it_loses_its_connection(committed: None) -> None:
    ours, theirs = Post("a clock"), Post("a clock")

    def try_it() -> tuple[bool, bool]:
        try:
            with alone("a lane") as is_free:
                return theirs.is_ours(), is_free
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(1) as pool, alone("a lane"):
        had = [ours.is_ours(), pool.submit(try_it).result()]
    connection.close()
    with ThreadPoolExecutor(1) as pool:
        had += [pool.submit(try_it).result()]

    alone_here = connection.vendor == "sqlite"
    assert had == [True, (alone_here, alone_here), (True, True)]


class Megaphone:
    """A broker that keeps what it was told, until it is switched off."""

    def __init__(self) -> None:
        self.told: list[Work] = []
        self.is_on = True

    def is_there(self) -> bool:
        return self.is_on

    def tell(self, works: Iterable[Work]) -> Iterator[Work]:
        for work in works:
            self.told.append(work)
            yield work


@pytest.mark.django_db(transaction=True)
def test_a_broker_is_told_once_what_is_due_and_without_it_the_worker_does_it_itself(
    tmp_path: Path,
) -> None:
    with transaction.atomic():
        # Nothing follows from it.
        event = ContactStopped(UUID(int=1))
        journal.record(event, programme=PROGRAMME, actor=NOBODY, moment=NOW)
    broker = Megaphone()
    hand_out = HandsOut(broker)

    def go_round() -> None:
        def last(now: datetime) -> int:
            worker.stop()
            return 0

        worker = Worker(folder=tmp_path, turns=(carry, hand_out, last), broker=broker)
        worker.run()

    journal.seal(now=NOW)
    lanes = due_lanes(NOW)
    go_round()
    go_round()

    assert broker.told == [Work("carry", lane) for lane in lanes]
    assert backlog().waiting == 1

    broker.is_on = False
    go_round()

    do("carry", lanes[0])

    assert backlog().waiting == 0
    assert len(broker.told) == 1
