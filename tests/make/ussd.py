"""A telephone at a USSD provider."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.test import Client

from benkan.apps.messaging.rules.contracts import UssdContract
from benkan.apps.registry.models import Programme
from tests.make.messaging import NUMBER, make_gateway

FORM = "application/x-www-form-urlencoded"


@dataclass
class Telephone:
    """A telephone at its provider: it joins what is typed and posts it."""

    gateway: UUID
    token: str
    number: str = NUMBER
    session: str = ""
    typed: list[str] = field(default_factory=list)

    def dial(self) -> str:
        self.session, self.typed = f"ATUid_{uuid4().hex}", []
        return self.post()

    def press(self, typed: str) -> str:
        self.typed.append(typed)
        return self.post()

    def post(self) -> str:
        """The request as it stands; once more, it is a repetition."""
        answer = bring(
            self.gateway,
            {
                "sessionId": self.session,
                "serviceCode": "*123#",
                "phoneNumber": self.number,
                "networkCode": "61002",
                "text": "*".join(self.typed),
            },
            headers={"Authorization": f"Token {self.token}"},
        )
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
        return str(answer.content.decode())


def bring(
    gateway: UUID, fields: dict[str, str] | bytes, *, content_type: str = FORM, **more: Any
) -> Any:
    body = fields if isinstance(fields, bytes) else urlencode(fields)
    address = f"/passerelles/{gateway}/ussd{more.pop('secret', '')}"
    client = Client(enforce_csrf_checks=True)
    return client.generic("POST", address, body, content_type=content_type, **more)


def make_telephone(programme: Programme, number: str = NUMBER) -> Telephone:
    opened = make_gateway(programme, contract=UssdContract(service_code="*123#"))
    return Telephone(opened.gateway, opened.token, number)
