"""What attackers of pages share: reading pages for their links and forms, and sending with everything
taken back afterwards. An answer of 500 or above is a find, whatever was sent."""

import faulthandler
import random
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT, encode_multipart

SECONDS_A_PAGE = 120
FORM = "application/x-www-form-urlencoded"
UPLOADS = {"file": (b"", b"not a file at all", b"GIF89a\x01\x00\x01\x00", b"\xff\xd8\xff\xe0JFIF")}
GARBAGE = (
    "", " ", "\0", "a\0b", "-1", "0", "²", "٣", "１２", "9" * 20, "9" * 400, "1e400", "NaN", "-inf", "0x1",
    "2026-13-45", "0000-00-00", "9999-12-31", "31/02/2026", "24:61", "<script>alert(1)</script>", "'\"--",
    "%s%n%00", "{{7*7}}", "../../etc/passwd", "🙂", "\u202e", "e\u0301" * 50, "x" * 20_000,
    "00000000-0000-0000-0000-000000000000", "not-a-uuid", "[]", "{}", '{"a":', "null", "on",
    "ML999999", "a:b:c", "office:", ",", ".", "0.99999999.9", "2.1.zz", "\r\nSet-Cookie: a=b", "fr-XX",
)  # fmt: skip
WORDS_OF_QUERIES = (
    "at", "to", "page", "q", "place", "lieu", "commune", "region", "state", "service", "language", "langue",
    "kind", "month", "since", "until", "by", "outcome", "periode", "period", "depuis", "question", "d",
    "groupe", "indicateur", "version", "which", "show", "below", "answer", "id", "issue", "meeting", "manque",
    "villages", "pdf", "next", "code", "telephone", "channel", "idle", "order", "office", "day", "size",
    "start", "after", "other", "figure", "organisation", "instrument", "step", "role",
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and what each field holds and offers."""

    action: str
    method: str
    fields: Mapping[str, tuple[str, ...]]
    files: frozenset[str]

    def filled(self) -> dict[str, Any]:
        """As somebody would send it who chose the first of everything."""
        return {name: values[0] if values else "" for name, values in self.fields.items()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, list[str]], set[str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if tag == "form":
            self.forms.append(
                (said.get("action", ""), said.get("method", "get").lower(), {}, set())
            )
        if not self.forms:
            return
        _, _, fields, files = self.forms[-1]
        if tag in {"input", "textarea", "button"} and said.get("name"):
            fields.setdefault(said["name"], [])
            if said.get("value"):
                fields[said["name"]].append(said["value"])
            if said.get("type") == "file":
                files.add(said["name"])
        if tag == "select":
            self._select = said.get("name", "")
            fields.setdefault(self._select, [])
        if tag == "option" and self._select and said.get("value"):
            fields[self._select].append(said["value"])


def read(page: str, here: str) -> tuple[list[str], list[Form]]:
    """The links and the forms of a page, with whole addresses of this house."""
    reader = _Reader()
    reader.feed(page)
    links = [urldefrag(urljoin(here, link)).url for link in reader.links]
    forms = [
        Form(
            urldefrag(urljoin(here, action) if action else here).url,
            method,
            {name: tuple(values) for name, values in fields.items()},
            frozenset(files),
        )
        for action, method, fields, files in reader.forms
    ]
    return [link for link in links if link.startswith("/")], forms


_KEYS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|ML\d{6}|=[^&]*|(?<=/)(?:[EP]-)?\d+(?=/|$)"
    r"|(?<=/messages-vocaux)(/\w+)+|(?<=/voix)(/[\w-]+)+|(?<=/notes)(/[\w-]+)+"
)


def kind_of(path: str) -> str:
    """Addresses that differ by a key alone are pages of one kind; so are those that differ by what a
    list was narrowed to."""
    parts = urlsplit(path)
    names = sorted({each.partition("=")[0] for each in parts.query.split("&")})
    return f"{_KEYS.sub('*', parts.path)}?{','.join(names)}"


@contextmanager
def moving() -> Iterator[Callable[[], None]]:
    """Many pages take long on a slow machine; a single one may not: to be called before each."""
    yield lambda: faulthandler.dump_traceback_later(SECONDS_A_PAGE, exit=True, file=2)
    faulthandler.cancel_dump_traceback_later()


@dataclass
class Attack:
    """What was sent, and what it brought down."""

    sent: int = 0
    finds: dict[str, str] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)

    def send(self, client: Client, method: str, path: str, **how: Any) -> tuple[int, str, str]:
        """Send and take back; the status, where it leads on, and the page if it is one."""
        self.sent += 1
        cache.clear()
        client.raise_request_exception = False
        with _traced() as traced, transaction.atomic():
            try:
                status, onward, page = _answered(client, method, path, how)
            except Exception as problem:
                # A file that breaks while it is being written.
                traced.append(_where(problem))
                status, onward, page = 500, "", ""
            transaction.set_rollback(True)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status >= 500:
            where = traced[-1] if traced else str(status)
            if where not in self.finds:
                self.finds[where] = f"{method} {path} {how}"[:600]
                print(f"BROKEN {where}, by {self.finds[where]}", flush=True)
        return status, onward, page


def _answered(
    client: Client, method: str, path: str, how: Mapping[str, Any]
) -> tuple[int, str, str]:
    response = client.generic(method, path, **how)
    content = b"".join(response) if response.streaming else response.content
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    page = content.decode(errors="replace") if is_page else ""
    return response.status_code, response.headers.get("Location", ""), page


@contextmanager
def _traced() -> Iterator[list[str]]:
    found: list[str] = []

    def note(**_: Any) -> None:
        problem = sys.exc_info()[1]
        if problem is not None:
            found.append(_where(problem))

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


def _where(problem: BaseException) -> str:
    """The place in the house where it broke: what tells one find from another."""
    frames = [
        frame
        for frame in traceback.extract_tb(problem.__traceback__)
        if "benkan/" in frame.filename
    ]
    last = frames[-1] if frames else None
    at = f"{last.filename.rpartition('/src/')[2]}:{last.lineno}" if last else "outside"
    return f"{type(problem).__name__} at {at}: {problem}"[:300]


def bodies_of(form: Form, dice: random.Random, *, thorough: bool) -> Iterator[dict[str, Any]]:
    """What is sent to a form: as it is filled in, nothing, garbage everywhere, and garbage in one field
    after the other, so that the others do not hide what that one does."""
    names = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    filled = form.filled()
    yield filled
    yield {}
    yield {name: dice.choice(GARBAGE) for name in names}
    if not thorough:
        return
    for name in names:
        if name in form.files:
            for content in UPLOADS["file"]:
                yield {**filled, name: SimpleUploadedFile("a.jpg", content, "image/jpeg")}
            continue
        for garbage in dice.sample(GARBAGE, 3):
            yield {**filled, name: garbage}
        yield {**filled, name: [*form.fields[name][:2], "x"]}
    yield {name: list(values) or "x" for name, values in form.fields.items()}


def encoded(body: Mapping[str, Any]) -> dict[str, Any]:
    """How a browser sends it: with files in parts, else in one line."""
    if any(isinstance(value, SimpleUploadedFile) for value in body.values()):
        return {
            "data": encode_multipart("BoUnDaRyStRiNg", dict(body)),
            "content_type": MULTIPART_CONTENT,
        }
    return {"data": urlencode(body, doseq=True), "content_type": FORM}
