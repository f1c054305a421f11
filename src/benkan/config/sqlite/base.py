"""Django's SQLite with one process-wide lock around everything that writes.

SQLite before 3.51.3 can corrupt a write-ahead log when one connection resets it while another
writes. With one lock from BEGIN to COMMIT, no two connections of this process meet there; other
processes do not write at all while the server runs (`interfaces.cli.exclusive`). It also makes writers
queue where SQLite would have them sleep and try again.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from benkan.config.texts import refuse_nul

# Everything else may write, begin, end or checkpoint, and waits for its turn.
_READS = ("SELECT", "EXPLAIN")


class Turn:
    """A lock that is handed on in the order in which it was asked for.

    A plain one may be taken again by the thread that has just let go of it: the worker, which commits
    one thing after the other, would keep a message that comes in waiting for half a minute.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn; False when it did not come in so many seconds."""
        with self._mutex:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=timeout):
            return True
        with self._mutex:
            if mine not in self._waiting:  # it was handed over at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def release(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


_turn = Turn()


class Cursor(base.SQLiteCursorWrapper):
    """Takes the turn to write for each statement that may write."""

    wrapper: "DatabaseWrapper"
    _rows_to_read = False

    # The standard library types both more narrowly than Django, whose types these are.
    def execute(  # type: ignore[override]
        self, query: str, params: Iterable[Any] | None = None
    ) -> base.SQLiteCursorWrapper:
        with self._turn_for(query):
            return super().execute(query, params)

    def executemany(  # type: ignore[override]
        self, query: str, param_list: Iterable[Iterable[Any]]
    ) -> base.SQLiteCursorWrapper:
        with self._turn_for(query):
            return super().executemany(query, param_list)

    def close(self) -> None:
        super().close()
        if self._rows_to_read:
            self._rows_to_read = False
            self.wrapper.end_turn()

    @contextmanager
    def _turn_for(self, statement: str) -> Iterator[None]:
        if statement.lstrip(" (\n").upper().startswith(_READS):
            yield
            return
        self.wrapper.take_turn()
        try:
            yield
            # An INSERT … RETURNING commits only when its rows have been read, so the turn lasts
            # until the cursor is closed; Django closes it at once after reading.
            self._rows_to_read = "RETURNING" in statement
        finally:
            if not self._rows_to_read:
                self.wrapper.end_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    """One writer at a time in this process."""

    # Seconds to wait for the turn. A writer that takes longer than this has lost its way, and an
    # error that can be read is better than a server that stands still.
    patience = 30.0
    _has_turn = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(refuse_nul)

    def take_turn(self) -> None:
        """Wait until no other connection writes; nothing happens when the turn is ours already."""
        if not self._has_turn:
            if not _turn.acquire(timeout=self.patience):
                raise OperationalError(f"no turn to write within {self.patience:.0f} seconds")
            self._has_turn = True

    def end_turn(self) -> None:
        """Let the next one write, unless a transaction is still open here."""
        if self._has_turn and not self._in_transaction():
            self._has_turn = False
            _turn.release()

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.end_turn()

    def close(self) -> None:
        # The last connection to close copies the log back into the database, but only when SQLite
        # sees no other connection: no turn is needed for that.
        try:
            super().close()
        finally:
            self.end_turn()

    def _in_transaction(self) -> bool:
        if self.connection is None or self.closed_in_transaction:
            return False
        return bool(self.connection.in_transaction)
