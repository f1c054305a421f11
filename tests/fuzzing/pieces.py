"""What fuzzers are fed: bytes, cut into the pieces that a reader takes, the same each time."""

from django.http import HttpRequest
from django.test import RequestFactory

_FACTORY = RequestFactory()


def first_line(data: bytes) -> tuple[str, bytes]:
    """The first line as a header or a query would carry it, and what follows it."""
    head, _, rest = data.partition(b"\n")
    return head.decode("latin-1"), rest


def halves(data: bytes) -> tuple[bytes, bytes]:
    """Two texts: what stands before a line of its own that says `====`, and what follows it."""
    first, _, second = data.partition(b"\n====\n")
    return first, second


def words(data: bytes) -> str:
    """Bytes as a text with all that a telephone, a browser or a broken program can send."""
    return data.decode("utf-8", "surrogateescape")


def posted(data: bytes, *, query: str = "", **headers: str) -> HttpRequest:
    """A request whose first line is its content type and whose rest is its body."""
    content_type, body = first_line(data)
    # No server hands on a header with such a sign in it.
    content_type = content_type.replace("\0", "")
    return _FACTORY.generic("POST", "/", body, content_type=content_type, headers=headers,
                            QUERY_STRING=query)  # fmt: skip


def asked(data: bytes) -> HttpRequest:
    """A request whose bytes stand in the query of its address."""
    return _FACTORY.get("/", QUERY_STRING=data.decode("latin-1"))
