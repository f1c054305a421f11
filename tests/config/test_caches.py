"""What goes through Redis, and goes on while Redis is away."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import redis

from benkan.config.caches import Shared
from benkan.reactions.broker import Broker, Work, application
from tests.interfaces.cli.running import free_port, until
from tests.needs import program

pytestmark = [pytest.mark.needs("redis"), pytest.mark.once]


def test_two_processes_count_together_and_each_for_itself_while_redis_is_away(
    tmp_path: Path,
) -> None:
    port = free_port()
    address = f"redis://127.0.0.1:{port}/0"
    one, other = Shared(address, {}), Shared(address, {})

    with _redis(port, tmp_path):
        one.set("tries", 1)
        together = [other.incr("tries"), one.get("tries"), one.get_many(["tries"])]
    apart = [one.get("tries"), one.add("tries", 1), one.incr("tries"), one.has_key("tries")]

    assert together == [2, 2, {"tries": 2}]
    assert apart == [None, True, 2, True]


def test_a_broker_that_was_away_is_told_again(tmp_path: Path, settings: Any) -> None:
    port = free_port()
    settings.BROKER = f"redis://127.0.0.1:{port}/0"
    application.cache_clear()
    broker, work = Broker(), [Work("carry", 7)]

    with _redis(port, tmp_path):
        told = [list(broker.tell(work))]
    told += [list(broker.tell(work))]
    with _redis(port, tmp_path):
        told += [list(broker.tell(work))]
        waits = redis.Redis(port=port).llen("benkan")
    application.cache_clear()

    assert told == [work, [], work]
    assert waits == 1


@contextmanager
def _redis(port: int, folder: Path) -> Iterator[None]:
    command: list[str | Path] = [
        program("redis"),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
    ]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        until(lambda: _answers(port))
        yield
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    try:
        return bool(redis.Redis(port=port).ping())
    except redis.RedisError:
        return False
