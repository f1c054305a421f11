"""One writer at a time: no two connections of this process write at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, OperationalError, connections, transaction
from pytest_django import DjangoDbBlocker

from benkan.apps.journal.models import Chain
from benkan.config.settings import SQLITE_OPTIONS
from benkan.config.sqlite.base import DatabaseWrapper, Turn

FILED = "filed"
CHAIN = UUID(int=1)
WRITERS, WRITES = 8, 40


@pytest.fixture(params=["benkan.config.sqlite"])
def filed(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database in a file, with the settings of the product, but for one.

    SQLite waits for nobody here, so that two writes that meet are an error at once.
    """
    connections.settings[FILED] = {
        **connections.settings["default"],
        "ENGINE": request.param,
        "NAME": tmp_path / "filed.sqlite3",
        "OPTIONS": {**SQLITE_OPTIONS, "timeout": 0},
        "TEST": {},
    }
    with django_db_blocker.unblock():
        with connections[FILED].schema_editor() as editor:
            editor.create_model(Chain)
            editor.create_model(ContentType)
        Chain.objects.using(FILED).create(programme=CHAIN)
        yield FILED
        connections[FILED].close()
    del connections[FILED]
    del connections.settings[FILED]


def add_in_a_transaction() -> None:
    """Read, then write what was read: lost at once if another one writes in between."""
    with transaction.atomic(using=FILED):
        chain = Chain.objects.using(FILED).select_for_update().get(programme=CHAIN)
        chain.position += 1
        chain.save(using=FILED)


def add_in_one_statement() -> None:
    """A write outside a transaction, whose key comes back with RETURNING."""
    ContentType.objects.using(FILED).create(app_label="filed", model=uuid4().hex)


def in_many_threads(write: Callable[[], None]) -> list[Exception]:
    """The errors of `WRITERS` threads that start together and write `WRITES` times each."""
    start = Barrier(WRITERS)

    def run() -> list[Exception]:
        start.wait()
        errors = [error for _ in range(WRITES) if (error := _error_of(write))]
        connections[FILED].close()
        return errors

    with ThreadPoolExecutor(WRITERS) as pool:
        runs = [pool.submit(run) for _ in range(WRITERS)]
        return [error for one in runs for error in one.result()]


def _error_of(write: Callable[[], None]) -> Exception | None:
    try:
        write()
    except OperationalError as problem:
        return problem
    return None


def test_many_writers_in_transactions_never_meet_and_none_is_lost(filed: str) -> None:
    errors = in_many_threads(add_in_a_transaction)

    assert errors == []
    assert Chain.objects.using(filed).get().position == WRITERS * WRITES


def test_many_writers_outside_transactions_never_meet_and_none_is_lost(filed: str) -> None:
    errors = in_many_threads(add_in_one_statement)

    assert errors == []
    assert ContentType.objects.using(filed).count() == WRITERS * WRITES


@pytest.mark.parametrize("filed", ["django.db.backends.sqlite3"], indirect=True)
def test_without_the_lock_they_do_meet(filed: str) -> None:
    """Shows that the two tests above would notice."""
    errors = in_many_threads(add_in_a_transaction)

    assert {str(error) for error in errors} == {"database is locked"}


def test_a_reader_waits_for_nobody(filed: str) -> None:
    with transaction.atomic(using=filed):
        Chain.objects.using(filed).update(position=7)

        seen = _in_another_thread(lambda: Chain.objects.using(filed).get().position)

    assert seen == 0


def _fail_in_one_statement() -> None:
    ContentType.objects.using(FILED).create(app_label="filed", model="twice")
    ContentType.objects.using(FILED).create(app_label="filed", model="twice")


def _fail_in_a_transaction() -> None:
    with transaction.atomic(using=FILED):
        _fail_in_one_statement()


def _fail_in_a_savepoint() -> None:
    with transaction.atomic(using=FILED), transaction.atomic(using=FILED):
        _fail_in_one_statement()


def _fail_by_hand() -> None:
    connections[FILED].set_autocommit(False)
    try:
        _fail_in_one_statement()
    finally:
        connections[FILED].rollback()
        connections[FILED].set_autocommit(True)


def _fail_by_closing() -> None:
    with transaction.atomic(using=FILED):
        Chain.objects.using(FILED).update(position=7)
        connections[FILED].close()
        raise IntegrityError


@pytest.mark.parametrize(
    "fail",
    [
        _fail_in_one_statement,
        _fail_in_a_transaction,
        _fail_in_a_savepoint,
        _fail_by_hand,
        _fail_by_closing,
    ],
)
def test_after_an_error_the_next_writer_has_its_turn(filed: str, fail: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError):
        fail()

    _in_another_thread(add_in_a_transaction)

    assert Chain.objects.using(filed).get().position == 1


def test_a_transaction_by_hand_keeps_its_turn_until_it_ends(filed: str) -> None:
    connections[filed].set_autocommit(False)
    Chain.objects.using(filed).update(position=7)

    waiting = Thread(target=_and_close(add_in_a_transaction))
    waiting.start()
    waiting.join(timeout=0.2)
    assert waiting.is_alive()
    connections[filed].commit()
    connections[filed].set_autocommit(True)
    waiting.join()

    assert Chain.objects.using(filed).get().position == 8


def test_who_waits_too_long_is_told_so(filed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "patience", 0.05)

    with transaction.atomic(using=filed):
        Chain.objects.using(filed).update(position=7)
        with pytest.raises(OperationalError, match="no turn to write"):
            _in_another_thread(add_in_a_transaction)

    assert Chain.objects.using(filed).get().position == 7


def test_a_commit_is_on_the_disk_before_it_is_answered(filed: str) -> None:
    with connections[filed].cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()

    assert (mode, synchronous) == (("wal",), (2,))


def _and_close(work: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return work()
        finally:
            connections[FILED].close()

    return run


def _in_another_thread(work: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_and_close(work)).result(timeout=5)


def test_the_turn_goes_to_whoever_waits_and_not_back_to_who_had_it() -> None:
    turn, order = Turn(), list[str]()
    turn.acquire(1)

    def waits() -> None:
        assert turn.acquire(10)
        order.append("who waited")
        turn.release()

    waiting = Thread(target=waits)
    waiting.start()
    while not turn._waiting:
        waiting.join(0.001)
    turn.release()
    assert turn.acquire(10)
    order.append("who had it")
    late = turn.acquire(0.001)
    turn.release()
    waiting.join()

    assert (order, late) == (["who waited", "who had it"], False)
