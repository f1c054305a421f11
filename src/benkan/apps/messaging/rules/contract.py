"""The generic contract with a gateway over HTTP: where we send, in which shape, and what we await.

The shape is that of RapidPro's "External API" channel, which aggregators and operators already know:
see docs/how-to/add-a-gateway.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from cattrs.preconf.json import make_converter

from benkan.kit.refusals import N_, Refused

VARIABLES = ("id", "text", "to", "to_no_plus", "from", "channel")


class GatewayNotUsable(Refused):
    code = "gateway_not_usable"
    text = N_("The address of the gateway must begin with http:// or https:// and hold no {{…}}.")


class GatewayCodeTaken(Refused):
    code = "gateway_code_taken"
    text = N_("This programme already has a gateway of that name. Choose another name.")


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

    send_url: str = ""
    encoding: Literal["urlencoded", "json"] = "urlencoded"
    fields: Mapping[str, str] = field(
        default_factory=lambda: {name: "{{" + name + "}}" for name in VARIABLES}
    )
    headers: Mapping[str, str] = field(default_factory=dict)
    must_contain: str = ""
    sender: str = ""


@dataclass(frozen=True)
class SealedSettings:
    """What a gateway's row keeps sealed: how to send, and the digest of the token it shows us."""

    http: HttpContract
    token_digest: str


_JSON = make_converter()


def written(settings: SealedSettings) -> bytes:
    return _JSON.dumps(settings).encode()


def read(content: bytes) -> SealedSettings:
    return _JSON.loads(content, SealedSettings)


def check_may_open(contract: HttpContract) -> None:
    """Numbers and words go into the body; an address stays in logs along the whole way."""
    url = urlsplit(contract.send_url)
    is_web = url.scheme in {"http", "https"} and bool(url.hostname)
    if contract.send_url and (not is_web or "{{" in contract.send_url):
        raise GatewayNotUsable()


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
