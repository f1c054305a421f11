"""One message on its way to a gateway, and what a gateway's answer says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from benkan.apps.messaging.rules.contracts.parts import Contract
from benkan.apps.messaging.rules.outbox import Result


@dataclass(frozen=True)
class Letter:
    """What is to be sent: our id of it, the number in its one form, the words.

    `receipts` is the path under which this message's receipts are taken, `receipt_word` the word
    that lets them in and opens nothing else.
    """

    id: str
    number: str
    text: str
    channel: str
    receipts: str = ""
    receipt_word: str = ""


@dataclass(frozen=True)
class Request:
    """A POST as a gateway wants it. Neither number nor words are in the address."""

    url: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@runtime_checkable
class Sending(Contract, Protocol):
    """A contract by which messages go out."""

    def request(self, letter: Letter) -> Request:
        """The message as this gateway wants it."""

    def result(self, status: int, body: str) -> Result:
        """What its answer says about the message."""
