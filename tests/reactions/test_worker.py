"""The worker: it goes on after what throws, stops when told, and says that it is alive."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from benkan.apps.files.actions import keep_document
from benkan.apps.files.queries import file_cards
from benkan.apps.registry.queries import find_places
from benkan.reactions.heartbeat import Heart, last_beat
from benkan.reactions.worker import Stopping, Worker, learn_places, tidy_files
from tests.make.files import make_document
from tests.make.registry import NOW, make_place

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_turn_that_throws_holds_up_no_other(tmp_path: Path) -> None:
    rounds: list[str] = []

    def broken(now: datetime) -> int:
        rounds.append("broken")
        raise ValueError

    def sound(now: datetime) -> int:
        rounds.append("sound")
        if rounds.count("sound") == 5:
            worker.stop()
        return 1

    worker = Worker(folder=tmp_path, turns=(broken, sound))
    worker.run()

    assert rounds == ["broken"] + ["sound"] * 5


def test_first_work_that_throws_is_tried_again_before_the_turns(tmp_path: Path) -> None:
    done: list[str] = []

    def first() -> None:
        done.append("first")
        if len(done) == 1:
            raise ValueError

    def turn(now: datetime) -> int:
        done.append("turn")
        worker.stop()
        return 0

    worker = Worker(folder=tmp_path, first=first, turns=(turn,))
    worker.run()

    assert done == ["first", "first", "turn"]


def test_a_worker_whose_process_ends_stops_by_itself(tmp_path: Path) -> None:
    over = threading.Event()

    def turn(now: datetime) -> int:
        over.set()
        return 0

    Worker(folder=tmp_path, turns=(turn,), is_over=over.is_set).run()

    assert last_beat(tmp_path) is None


def test_long_work_is_broken_off_when_the_worker_is_to_stop(tmp_path: Path) -> None:
    worker = Worker(folder=tmp_path, turns=())

    worker.may_go_on()
    worker.stop()

    with pytest.raises(Stopping):
        worker.may_go_on()


def test_a_fault_shows_in_the_sign_of_life_until_it_is_over(tmp_path: Path) -> None:
    heart, noon = Heart(tmp_path), datetime(2026, 11, 3, 12, tzinfo=UTC)

    heart.beat(noon, fault="ValueError", at_once=True)
    stumbling = last_beat(tmp_path)
    heart.beat(noon + timedelta(seconds=6))
    sound = last_beat(tmp_path)

    assert stumbling is not None
    assert sound is not None
    assert (stumbling.fault, sound.fault) == ("ValueError", "")
    assert sound.moment == noon + timedelta(seconds=6)


def test_a_turn_that_is_seldom_done_is_not_done_each_round(tmp_path: Path) -> None:
    rounds: list[str] = []

    def hourly(now: datetime) -> int:
        rounds.append("hourly")
        return 0

    def always(now: datetime) -> int:
        rounds.append("always")
        if rounds.count("always") == 3:
            worker.stop()
        return 1

    worker = Worker(folder=tmp_path, turns=(hourly, always), seldom={hourly: timedelta(hours=1)})
    worker.run()

    assert rounds == ["hourly", "always", "always", "always"]


def test_the_worker_lets_go_of_files_whose_time_has_come() -> None:
    file = keep_document(programme=uuid4(), content=make_document(), moment=NOW, delete_after=NOW)

    removed = tidy_files(NOW)

    assert removed == 1
    assert file_cards([file]) == {}


def test_the_places_are_learnt_before_a_message_asks_for_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    place = make_place("Sanankoroba")
    learn_places(NOW)

    with django_assert_num_queries(1):
        found = find_places("sanankoroba")

    assert [one.id for one in found] == [place.pk]
