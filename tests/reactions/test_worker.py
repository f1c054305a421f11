"""The worker: it goes on after what throws, stops when told, and says that it is alive."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benkan.reactions.heartbeat import Heart, last_beat
from benkan.reactions.worker import Stopping, Worker

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
