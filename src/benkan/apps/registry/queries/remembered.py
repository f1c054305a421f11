"""What is built from whole tables and kept in the process until they change."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

T = TypeVar("T")


class Remembered(Generic[T]):
    """Something that takes seconds to build. `state` is a question in SQL whose answer changes with
    the tables; it is asked each time, and what was built stays as long as the answer does."""

    def __init__(self, state: str, build: Callable[[], T]) -> None:
        self._state = state
        self._build = build
        self._building = Lock()
        self._latest: tuple[object, T] | None = None

    def now(self) -> T:
        """As the tables are now; one query, and those of building when they have changed."""
        return self.learned()[1]

    def learned(self) -> tuple[object, T]:
        """The same, with the answer for which it stays: what another process may take over."""
        with connection.cursor() as cursor:
            cursor.execute(self._state)
            state = cursor.fetchone()
        latest = self._latest
        if latest and latest[0] == state:
            return latest
        with self._building:
            if self._latest is None or self._latest[0] != state:
                self._latest = (state, self._build())
            return self._latest

    def take(self, learned: tuple[object, T]) -> None:
        """Remember what another process has learned."""
        self._latest = learned
