"""What every kind of contract with a gateway has in common."""

from base64 import b64encode
from typing import ClassVar, Protocol
from urllib.parse import urlsplit

from benkan.kit.refusals import N_, Refused


class GatewayNotUsable(Refused):
    code = "gateway_not_usable"
    text = N_("The address of the gateway must begin with http:// or https:// and hold no {{…}}.")


class GatewayCodeTaken(Refused):
    code = "gateway_code_taken"
    text = N_("This programme already has a gateway of that name. Choose another name.")


class Contract(Protocol):
    """How a gateway is spoken to: a frozen dataclass of plain values, kept sealed as JSON."""

    kind: ClassVar[str]

    @property
    def can_send(self) -> bool:
        """Whether messages go out there, or it only brings them."""

    def check(self) -> None:
        """Refuse settings that could not work, or that would let a number out."""


def basic(username: str, password: str) -> str:
    """The header in which a name and a password are shown."""
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode()


def check_address(address: str) -> None:
    """Numbers and words go into the body; an address stays in logs along the whole way."""
    try:
        url = urlsplit(address)
        is_web = url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
    except ValueError:  # half a bracket, a port that is no number
        raise GatewayNotUsable() from None
    if not is_web or "{{" in address:
        raise GatewayNotUsable()
