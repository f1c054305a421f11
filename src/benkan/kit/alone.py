"""What only one process at a time may be at, where several share a PostgreSQL database.

PostgreSQL keeps such a lock for as long as the connection lives that took it, so whoever is killed
lets go of it by itself. On SQLite there is one process, and the lock is always ours.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import Error, connection


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether we are the only one at `name` for as long as this lasts; never waits."""
    if connection.vendor == "sqlite":
        yield True
        return
    is_ours = _asked("pg_try_advisory_lock", name)
    try:
        yield is_ours
    finally:
        if is_ours:
            _let_go(name)


@contextmanager
def one_after_the_other(name: str) -> Iterator[None]:
    """Wait until nobody else is at `name`, and keep others waiting for as long as this lasts."""
    if connection.vendor == "sqlite":
        yield
        return
    _asked("pg_advisory_lock", name)
    try:
        yield
    finally:
        _let_go(name)


class Post:
    """A post that one process holds until it ends, or loses its connection: then another takes it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._taken_by: Any = None

    def is_ours(self) -> bool:
        """Whether it is ours; takes it when it is free. Asks the database only while it is not."""
        if connection.vendor == "sqlite":
            return True
        if self._taken_by is not None and self._taken_by is connection.connection:
            return True
        self._taken_by = None
        if _asked("pg_try_advisory_lock", self._name):
            self._taken_by = connection.connection
        return self._taken_by is not None


def _asked(function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_number(name)])
        (answer,) = cursor.fetchone()
    return bool(answer)


def _let_go(name: str) -> None:
    """Give the lock back. A connection that broke meanwhile has done so already."""
    try:
        _asked("pg_advisory_unlock", name)
    except Error:
        connection.close()


def _number(name: str) -> int:
    """PostgreSQL names such locks by a number of 64 bits."""
    digest = hashlib.sha256(f"benkan {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
