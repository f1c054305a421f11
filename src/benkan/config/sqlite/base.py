"""Django's SQLite with one process-wide lock from BEGIN to COMMIT.

SQLite before 3.51.3 can corrupt a write-ahead log when one connection resets it while another
writes. With one lock around every write, no two connections of this process meet there; other
processes do not write at all while the server runs (`config.exclusive`).
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db.backends.sqlite3 import base

_writing = threading.Lock()
_READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def _reads_only(statement: str) -> bool:
    return statement.lstrip(" (\n").upper().startswith(_READS)


class Cursor(base.SQLiteCursorWrapper):
    """Holds the lock around a single write outside a transaction."""

    wrapper: "DatabaseWrapper"
    _until_closed = False

    def _locked(self, statement: str, run: Callable[[], Any]) -> Any:
        if self.wrapper.owns_lock or _reads_only(statement):
            return run()
        self.wrapper.take_lock()
        # An INSERT … RETURNING commits only when its rows have been read, so the lock stays
        # until the cursor is closed; Django closes it at once after reading.
        self._until_closed = "RETURNING" in statement
        try:
            return run()
        finally:
            if not self._until_closed:
                self.wrapper.drop_lock()

    def execute(self, query: str, params: Any = None) -> Any:
        parent = super()
        return self._locked(query, lambda: parent.execute(query, params))

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        parent = super()
        return self._locked(query, lambda: parent.executemany(query, param_list))

    def close(self) -> None:
        super().close()
        if self._until_closed:
            self._until_closed = False
            self.wrapper.drop_lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """One writer at a time in this process."""

    owns_lock = False

    def take_lock(self) -> None:
        if not self.owns_lock:
            _writing.acquire()
            self.owns_lock = True

    def drop_lock(self) -> None:
        if self.owns_lock:
            self.owns_lock = False
            _writing.release()

    def create_cursor(self, name: Any = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self.take_lock()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.drop_lock()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            if not self._in_transaction():
                self.drop_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            if not self._in_transaction():
                self.drop_lock()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            # A closed connection has no transaction, and cannot be asked about one.
            self.drop_lock()

    def _in_transaction(self) -> bool:
        return self.connection is not None and bool(self.connection.in_transaction)
