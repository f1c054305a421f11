"""The generic contract with a gateway over HTTP: where we send, in which shape, and what we await.

The shape is that of RapidPro's "External API" channel, which aggregators and operators already know:
see docs/how-to/add-a-gateway.md.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal
from urllib.parse import urlencode

from benkan.apps.messaging.rules.contracts.letters import Letter, Request
from benkan.apps.messaging.rules.contracts.parts import check_address
from benkan.apps.messaging.rules.outbox import Result, result_of

VARIABLES = ("id", "text", "to", "to_no_plus", "from", "channel")


@dataclass(frozen=True)
class HttpContract:
    """How a gateway is spoken to.

    Attributes:
        send_url: where messages go by POST; empty for a gateway that only brings messages.
        encoding: the body as a form or as JSON.
        fields: name of a field → its value, in which `{{to}}` and the other VARIABLES are filled in.
        headers: sent with each message, for the operator's password.
        must_contain: what an accepting answer contains; empty when its status says it.
        sender: our own number or short code, as text.
    """

    kind: ClassVar[str] = "http"

    send_url: str = ""
    encoding: Literal["urlencoded", "json"] = "urlencoded"
    fields: Mapping[str, str] = field(
        default_factory=lambda: {name: "{{" + name + "}}" for name in VARIABLES}
    )
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    must_contain: str = ""
    sender: str = ""

    @property
    def can_send(self) -> bool:
        return bool(self.send_url)

    def check(self) -> None:
        if self.send_url:
            check_address(self.send_url)

    def request(self, letter: Letter) -> Request:
        values = {
            "id": letter.id,
            "text": letter.text,
            "to": letter.number,
            "to_no_plus": letter.number.removeprefix("+"),
            "from": self.sender,
            "channel": letter.channel,
        }
        fields = filled(self, values)
        if self.encoding == "json":
            content, content_type = json.dumps(fields, ensure_ascii=False), "application/json"
        else:
            content, content_type = urlencode(fields), "application/x-www-form-urlencoded"
        return Request(
            self.send_url, content.encode(), {"Content-Type": content_type, **self.headers}
        )

    def result(self, status: int, body: str) -> Result:
        return result_of(status, body, must_contain=self.must_contain)


def filled(contract: HttpContract, values: Mapping[str, str]) -> dict[str, str]:
    """The fields of one message. A value is put in once: `{{to}}` in a citizen's text stays text."""
    return {name: _filled(template, values) for name, template in contract.fields.items()}


def _filled(template: str, values: Mapping[str, str]) -> str:
    first, *others = template.split("{{")
    out = [first]
    for piece in others:
        name, closed, rest = piece.partition("}}")
        is_known = bool(closed) and name.strip() in values
        out += [values[name.strip()], rest] if is_known else ["{{", piece]
    return "".join(out)
