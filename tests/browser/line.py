"""A line between a telephone and the server that a test can cut: before the server hears anything, or
after it has heard and before its answer arrives."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

MOST = 65536


class Line:
    """Passes connections on to the server. `cut` refuses them, as when the server is switched off;
    `lose_answers_to` lets a request through, waits for the answer and then breaks the connection."""

    def __init__(self, address: str) -> None:
        server = urlsplit(address)
        assert server.hostname, "the server has a name"
        assert server.port, "and a port"
        self._server = (server.hostname, server.port)
        self._lost: bytes | None = None
        self.lost = threading.Event()
        self._listener = self._open(0)
        self.port = int(self._listener.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """From now on nobody answers here."""
        # Closing alone does not wake the thread that waits for a connection.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in list(self._open_connections):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._listener = self._open(self.port)

    def lose_answers_to(self, path: str) -> None:
        """What is posted there is done, and nobody is told."""
        self.lost.clear()
        self._lost = f"POST {path}".encode()

    def lose_nothing(self) -> None:
        self._lost = None

    def _open(self, port: int) -> socket.socket:
        self._open_connections: set[socket.socket] = set()
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            # An address of its own: so many cases a connection and hour are taken, not more.
            far = socket.create_connection(self._server, source_address=("127.0.0.2", 0))
            self._open_connections |= {near, far}
            pair = _Pair(self, near, far)
            threading.Thread(target=pair.ask, daemon=True).start()
            threading.Thread(target=pair.answer, daemon=True).start()


class _Pair:
    def __init__(self, line: Line, near: socket.socket, far: socket.socket) -> None:
        self._line, self._near, self._far = line, near, far
        self._is_lost = False

    def ask(self) -> None:
        for part in _parts(self._near):
            lost = self._line._lost
            self._is_lost = bool(lost and lost in part) or self._is_lost
            with suppress(OSError):
                self._far.sendall(part)
        self._close(self._far)

    def answer(self) -> None:
        for part in _parts(self._far):
            if self._is_lost:
                self._line.lost.set()
                break
            try:
                self._near.sendall(part)
            except OSError:
                break
        self._close(self._near)
        self._close(self._far)

    def _close(self, end: socket.socket) -> None:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _parts(end: socket.socket) -> Iterator[bytes]:
    with suppress(OSError):
        while part := end.recv(MOST):
            yield part


@contextmanager
def a_line_to(address: str) -> Iterator[Line]:
    line = Line(address)
    yield line
    line.cut()
