"""The contract with a USSD provider, in the shape that is copied most: it posts the session with all
inputs so far, we answer `CON …` or `END …`. See docs/how-to/connect-ussd.md."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class UssdContract:
    """How a USSD provider speaks with us. It only brings: codes and answers go out by SMS.

    Attributes:
        service_code: what people dial, as it is told to them: `*123#`.
        secret_in_address: the provider can send neither a header nor a password, so the token stands
            at the end of the address, and in the provider's logs.
    """

    kind: ClassVar[str] = "ussd"
    can_send: ClassVar[bool] = False

    service_code: str = ""
    secret_in_address: bool = False

    def check(self) -> None:
        pass
