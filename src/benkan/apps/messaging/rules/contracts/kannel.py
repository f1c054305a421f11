"""Kannel, between an operator's SMPP link and us: POST on sendsms, with everything in headers.

What is said here was tried on Kannel 1.4.5, and is tried again by
tests/interfaces/gateways/test_real_kannel.py; see docs/how-to/connect-kannel.md.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from benkan.apps.messaging.rules.contracts.letters import Letter, Request
from benkan.apps.messaging.rules.contracts.parts import check_address
from benkan.apps.messaging.rules.outbox import Result, result_of
from benkan.apps.messaging.rules.sms import is_gsm
from benkan.kit.refusals import N_, Refused

# Delivered, failed, buffered, given to the operator, refused by the operator.
_ALL_RECEIPTS = 1 | 2 | 4 | 8 | 16

Reported = Literal["sent", "delivered", "failed"]
# What the `%d` of a receipt says. "Buffered" is no news: the telephone is off, and it goes on.
REPORTS: dict[str, Reported | None] = {
    "1": "delivered",
    "2": "failed",
    "4": None,
    "8": "sent",
    "16": "failed",
}


class HeaderNotUsable(Refused):
    code = "gateway_header_not_usable"
    text = N_(
        "The names, passwords and numbers for Kannel are written in plain letters, unaccented."
    )


@dataclass(frozen=True)
class KannelContract:
    """How a Kannel is spoken to.

    Attributes:
        send_url: its sendsms; empty for a Kannel that only brings messages.
        username: of the group sendsms-user.
        password: of the same.
        sender: our own number or short code, as text.
        smsc: by which of its links messages go; empty when it has one.
        here: how it reaches us, `http://127.0.0.1:8000`: receipts come there.
    """

    kind: ClassVar[str] = "kannel"

    send_url: str = ""
    username: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    smsc: str = ""
    here: str = ""

    @property
    def can_send(self) -> bool:
        return bool(self.send_url)

    def check(self) -> None:
        if self.send_url:
            check_address(self.send_url)
            check_address(self.here)
        for value in (self.username, self.password, self.sender, self.smsc):
            if not (value.isascii() and (value.isprintable())):
                raise HeaderNotUsable()

    def request(self, letter: Letter) -> Request:
        """The message with its number in a header. Kannel writes `?` for a letter that the coding
        lacks, and tells nobody: so the coding is chosen by the letters."""
        gsm = is_gsm(letter.text)
        charset = "UTF-8" if gsm else "UTF-16BE"
        named = {"X-Kannel-From": self.sender, "X-Kannel-SMSC": self.smsc}
        return Request(
            self.send_url,
            letter.text.encode(charset),
            {
                "Content-Type": f"text/plain; charset={charset}",
                "X-Kannel-Username": self.username,
                "X-Kannel-Password": self.password,
                "X-Kannel-To": letter.number,
                "X-Kannel-Coding": "0" if gsm else "2",
                "X-Kannel-DLR-Mask": str(_ALL_RECEIPTS),
                "X-Kannel-DLR-Url": self._receipts(letter),
                **{name: value for name, value in named.items() if value},
            },
        )

    def result(self, status: int, body: str) -> Result:
        return result_of(status, body, must_contain="")

    def _receipts(self, letter: Letter) -> str:
        """Our id of the message and Kannel's `%d`, nothing else; the word becomes a header."""
        here = urlsplit(self.here)
        door = f"{here.scheme}://benkan:{letter.receipt_word}@{here.netloc}"
        return f"{door}{here.path.rstrip('/')}{letter.receipts}?id={letter.id}&d=%d"
