"""SMS Gateway for Android: a telephone with a local SIM, which speaks HTTP.

https://docs.sms-gate.app, app 1.5x and its official client 4.3. What it sends is signed with a key
that lies in the app; a message of ours keeps our id there, so a second one is known as such.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from benkan.apps.messaging.rules.contracts.letters import Letter, Request
from benkan.apps.messaging.rules.contracts.parts import basic, check_address
from benkan.apps.messaging.rules.outbox import Result, result_of

EVENTS = ("sms:received", "sms:sent", "sms:delivered", "sms:failed", "system:ping")

# See docs/decisions/0020-telephone-as-gateway.md.
OLDEST = timedelta(days=30)
NEWEST = timedelta(days=1)
_THE_SAME_ID = 409


@dataclass(frozen=True)
class AndroidContract:
    """How a telephone is spoken to.

    Attributes:
        send_url: the base of its API, `http://127.0.0.1:8080` or its server's; empty: in only.
        username: as the app shows it.
        password: of the same.
        signing_key: with which it signs what it brings; in the app under Webhooks.
        sim: the slot of the SIM to send by, from 1; 0 leaves it to the telephone.
    """

    kind: ClassVar[str] = "android"

    send_url: str = ""
    username: str = ""
    password: str = field(default="", repr=False)
    signing_key: str = field(default="", repr=False)
    sim: int = 0

    @property
    def can_send(self) -> bool:
        return bool(self.send_url)

    def check(self) -> None:
        if self.send_url:
            check_address(self.send_url)

    def request(self, letter: Letter) -> Request:
        message = {
            "id": letter.id,
            "phoneNumbers": [letter.number],
            "textMessage": {"text": letter.text},
            "withDeliveryReport": True,
            **({"simNumber": self.sim} if self.sim else {}),
        }
        base = urlsplit(self.send_url)
        return Request(
            f"{base.scheme}://{base.netloc}{base.path.rstrip('/')}/messages",
            json.dumps(message, ensure_ascii=False).encode(),
            {
                "Content-Type": "application/json",
                "Authorization": basic(self.username, self.password),
            },
        )

    def result(self, status: int, body: str) -> Result:
        """It answers 409 to an id that it has: then it has the message, and we missed its answer."""
        if status == _THE_SAME_ID:
            return Result.TAKEN
        return result_of(status, body, must_contain="")

    def has_signed(self, body: bytes, *, timestamp: str, signature: str) -> bool:
        """Whether the telephone's key made this signature of body and time."""
        if not self.signing_key:
            return False
        signed = hmac.new(self.signing_key.encode(), body + timestamp.encode(), hashlib.sha256)
        return hmac.compare_digest(signed.hexdigest().encode(), signature.lower().encode())


def is_fresh(timestamp: str, *, now: datetime) -> bool:
    """Whether a time in seconds lies near enough to ours."""
    try:
        said = datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError):
        return False
    return now - OLDEST <= said <= now + NEWEST
