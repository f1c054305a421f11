"""A reaction happens once however often it is carried, and holds nothing else up."""

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connections

from benkan.apps.journal.actions import Follows, carry, seal
from benkan.apps.journal.events import Occurrence
from benkan.apps.journal.models import Carriage, Chain, Reaction
from benkan.apps.journal.queries import Fault, backlog, verify
from tests.make.journal import WellDug, happen
from tests.make.registry import NOW

PROGRAMME = UUID(int=1)
# A row that a reaction writes: how deep all wells are together.
TOTAL = UUID(int=99)


def add_up(occurrence: Occurrence[WellDug]) -> None:
    total, _ = Chain.objects.select_for_update().get_or_create(programme=TOTAL)
    total.position += occurrence.event.metres
    total.save()


def total() -> int:
    return sum(Chain.objects.filter(programme=TOTAL).values_list("position", flat=True))


def fail_after_writing(occurrence: Occurrence[WellDug]) -> None:
    add_up(occurrence)
    raise IntegrityError("the words of a citizen")


ALL_WELL: Follows = {WellDug: [add_up]}
ONE_FAILS: Follows = {WellDug: [fail_after_writing, add_up]}


@pytest.mark.django_db
def test_a_reaction_is_told_what_happened() -> None:
    heard: list[Occurrence[WellDug]] = []

    def listen(occurrence: Occurrence[WellDug]) -> None:
        heard.append(occurrence)

    (entry,) = happen(PROGRAMME, metres=30)
    seal(now=NOW)

    assert carry({WellDug: [listen]}, now=NOW) == 1
    assert heard == [Occurrence(entry, PROGRAMME, None, NOW, WellDug(heard[0].event.well, 30))]


@pytest.mark.django_db
def test_nothing_follows_from_what_is_not_sealed() -> None:
    happen(PROGRAMME)

    assert carry(ALL_WELL, now=NOW) == 0
    assert total() == 0


@pytest.mark.django_db
def test_an_event_from_which_nothing_follows_is_done_with() -> None:
    happen(PROGRAMME, times=2)
    seal(now=NOW)

    assert carry({}, now=NOW) == 2
    assert backlog().waiting == 0


@pytest.mark.django_db
def test_carried_twice_is_carried_once() -> None:
    happen(PROGRAMME, times=3, metres=10)
    seal(now=NOW)

    assert [carry(ALL_WELL, now=NOW) for _ in range(3)] == [3, 0, 0]
    assert total() == 10 + 11 + 12


@pytest.mark.django_db
def test_a_reaction_that_fails_leaves_nothing_behind_and_holds_nothing_up() -> None:
    happen(PROGRAMME, times=2, metres=10)
    seal(now=NOW)

    assert carry(ONE_FAILS, now=NOW) == 0

    assert total() == 10 + 11
    assert set(Reaction.objects.values_list("name", flat=True)) == {"add_up"}
    assert (backlog().waiting, backlog().failing) == (2, 2)


@pytest.mark.django_db
def test_what_failed_is_tried_again_later_and_what_went_well_is_not() -> None:
    happen(PROGRAMME, metres=10)
    seal(now=NOW)
    carry(ONE_FAILS, now=NOW)

    def mended(occurrence: Occurrence[WellDug]) -> None:
        add_up(occurrence)

    mended.__name__ = fail_after_writing.__name__
    again: Follows = {WellDug: [mended, add_up]}

    assert carry(again, now=NOW + timedelta(seconds=4)) == 0
    assert carry(again, now=NOW + timedelta(seconds=5)) == 1
    assert total() == 10 + 10
    assert (backlog().waiting, backlog().failing) == (0, 0)


@pytest.mark.django_db
def test_each_failure_waits_twice_as_long_up_to_an_hour() -> None:
    happen(PROGRAMME)
    seal(now=NOW)
    waits, now = [], NOW

    for _ in range(12):
        carry({WellDug: [fail_after_writing]}, now=now)
        after = Carriage.objects.get().retry_at
        waits.append(round((after - now).total_seconds()))
        now = after

    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]


@pytest.mark.django_db
def test_a_new_event_does_not_wait_behind_those_that_fail() -> None:
    happen(PROGRAMME, times=5)
    seal(now=NOW)
    carry({WellDug: [fail_after_writing]}, now=NOW)
    happen(PROGRAMME, metres=100)
    seal(now=NOW)

    carry(ALL_WELL, now=NOW, limit=1)

    assert total() == 100


@pytest.mark.django_db
def test_the_log_says_where_it_failed_and_not_whose_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    (entry,) = happen(PROGRAMME)
    seal(now=NOW)

    with caplog.at_level(logging.ERROR):
        carry({WellDug: [fail_after_writing]}, now=NOW)

    assert f"fail_after_writing: IntegrityError on entry {entry}, " in caplog.text
    assert "the words of a citizen" not in caplog.text


def _together(work: Callable[[], Any], threads: int) -> list[Any]:
    start = Barrier(threads)

    def run() -> Any:
        start.wait()
        try:
            return work()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(threads) as pool:
        return [run.result() for run in [pool.submit(run) for _ in range(threads)]]


def test_two_carriers_at_once_make_it_happen_once(committed: None) -> None:
    happen(PROGRAMME, times=12, metres=1)
    seal(now=NOW)

    _together(lambda: carry(ALL_WELL, now=NOW), threads=3)
    carry(ALL_WELL, now=NOW + timedelta(hours=2))

    assert total() == sum(range(1, 13))
    assert Reaction.objects.count() == 12
    assert backlog().waiting == 0


def test_two_sealers_at_once_make_one_chain(committed: None) -> None:
    happen(PROGRAMME, times=20)

    sealed = _together(lambda: seal(now=NOW, limit=10), threads=3)

    assert sum(sealed) == 20
    assert (verify().sealed, verify().faults) == (20, ())


def test_a_journal_may_be_verified_while_it_grows(committed: None) -> None:
    happen(PROGRAMME)
    seal(now=NOW)

    def grow() -> tuple[Fault, ...]:
        for _ in range(10):
            happen(PROGRAMME, times=2)
            seal(now=NOW)
        return ()

    def look() -> tuple[Fault, ...]:
        return tuple(fault for _ in range(10) for fault in verify().faults)

    works = iter([grow, look, grow, look])

    assert _together(lambda: next(works)(), threads=4) == [()] * 4


@pytest.mark.django_db
def test_a_long_backlog_of_one_programme_does_not_keep_another_waiting() -> None:
    happen(PROGRAMME, times=6)
    happen(UUID(int=2), times=6)
    seal(now=NOW)

    carry(ALL_WELL, now=NOW, limit=6)

    done = Carriage.objects.exclude(done_at=None).values_list("entry__programme", flat=True)
    assert Counter(done) == {PROGRAMME: 3, UUID(int=2): 3}
