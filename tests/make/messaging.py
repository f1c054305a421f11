"""Contacts, gateways and messages; and an operator to talk to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.db import connection

from benkan.apps.messaging import actions
from benkan.apps.messaging.actions import OpenedGateway
from benkan.apps.messaging.models import InboundMessage
from benkan.apps.messaging.rules.contracts import Contract, HttpContract
from benkan.apps.registry.models import Programme
from benkan.kit.actor import Actor, Post, Role
from tests.make.registry import NOW

ADMINISTRATOR = Actor(posts=(Post(Role.ADMINISTRATOR),))
NUMBER = "+22376123456"
_serial = count(1)


def make_gateway(
    programme: Programme,
    *,
    contract: Contract | None = None,
    code: str = "",
    price: int | None = None,
) -> OpenedGateway:
    return actions.open_gateway(
        programme=programme.pk,
        code=code or f"gateway-{next(_serial)}",
        contract=contract or HttpContract(),
        actor=ADMINISTRATOR,
        moment=NOW,
        segment_price=price,
    )


def hear(
    text: str = "pompe Sanankoroba",
    *,
    gateway: UUID,
    key: str = "",
    number: str = NUMBER,
    moment: datetime = NOW,
) -> bool:
    """Receive a message as a gateway's page does."""
    return actions.receive(
        gateway=gateway,
        external_key=key or f"message-{next(_serial)}",
        number=number,
        text=text,
        raw=f"from={number}&text={text}".encode(),
        moment=moment,
    )


def make_message(text: str, *, gateway: UUID, number: str = NUMBER) -> InboundMessage:
    key = f"message-{next(_serial)}"
    hear(text, gateway=gateway, key=key, number=number)
    return InboundMessage.objects.get(gateway=gateway, external_key=key)


def make_contact(programme: Programme, *, number: str = NUMBER, consents: bool = True) -> UUID:
    contact = actions.contact_for(programme=programme.pk, number=number, moment=NOW)
    if consents:
        actions.give_consent(contact=contact, purpose="answer", how="test", moment=NOW)
    return contact


def queue(
    programme: Programme,
    contact: UUID,
    text: str = "Votre demande est suivie.",
    *,
    key: str = "",
    purpose: str = "answer",
    moment: datetime = NOW,
    spelling: str = "exact",
) -> UUID:
    return actions.queue_message(
        programme=programme.pk,
        contact=contact,
        key=key or f"key-{next(_serial)}",
        purpose=purpose,
        text=text,
        moment=moment,
        spelling=spelling,
    )


def at_once(threads: int) -> int:
    """How many threads may meet in the test database: SQLite in memory takes one at a time."""
    return threads if connection.vendor == "postgresql" else 1


class Operator:
    """A telephone operator with a real HTTP server: it notes what it is given, and answers as told."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.letters: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self.status = 200
        self.says = "ok"

    @property
    def texts(self) -> list[str]:
        return [letter["text"] for letter in self.letters]


def _fields(body: bytes, content_type: str) -> dict[str, Any]:
    if content_type.startswith("text/plain"):
        return {}
    if content_type.startswith("application/json"):
        fields: dict[str, Any] = json.loads(body)
        return fields
    return dict(parse_qsl(body.decode()))


@contextmanager
def make_operator() -> Iterator[Operator]:
    """An operator that listens on this machine while the block lasts."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            operator.bodies.append(body)
            operator.paths.append(self.path)
            operator.letters.append(_fields(body, self.headers["Content-Type"]))
            operator.headers.append(dict(self.headers))
            said = operator.says.encode()
            self.send_response(operator.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    operator = Operator(f"http://127.0.0.1:{server.server_port}/send")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield operator
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
