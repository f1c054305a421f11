"""What several processes count together, and each for itself while Redis is away."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from benkan.config.caches import Shared
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
