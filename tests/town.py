"""The stage of the story test: a town, its people, and a telephone operator with a real server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone
from PIL import Image

from benkan.apps.journal.actions import carry, seal
from benkan.apps.messaging.actions import OpenedGateway, dispatch_due
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.apps.registry import queries as registry
from benkan.apps.registry.models import Office, Place, Programme
from benkan.apps.results.actions import load_indicators
from benkan.kit.actor import Actor, Role
from benkan.reactions.table import FOLLOWS
from tests.make.messaging import Operator, make_gateway, make_operator
from tests.make.registry import (
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)


@dataclass
class Town:
    """Sanankoroba, with a clock that only the story moves."""

    programme: Programme
    place: Place
    office: Office
    mayor: Actor
    animator: Actor
    coordinator: Actor
    monitoring: Actor
    gateway: OpenedGateway
    operator: Operator
    # It starts now, since the gateway's page takes the moment from the server's clock.
    now: datetime = field(default_factory=timezone.now)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def later(self, **passed: int) -> datetime:
        """Let time pass, and let what follows follow."""
        self.now += timedelta(**passed)
        while seal(now=self.now) + carry(FOLLOWS, now=self.now):
            pass
        dispatch_due(now=self.now)
        return self.now

    def sms(self, number: str, text: str, *, id: str = "") -> None:
        """The operator delivers a message and is told that it is kept."""
        answer = Client().post(
            f"/passerelles/{self.gateway.gateway}/receive",
            urlencode({"from": number, "text": text, "id": id or f"sms-{next(self._ids)}"}),
            content_type="application/x-www-form-urlencoded",
            headers={"Authorization": f"Token {self.gateway.token}"},
        )
        assert answer.status_code == 200, "the operator may forget the message"

    def phone(self, number: str) -> list[str]:
        """What has arrived on a phone, oldest first."""
        return [letter["text"] for letter in self.operator.letters if letter["to"] == number]

    def page(self, address: str) -> str:
        """A public page, as anybody reads it."""
        answer = Client().get(f"/p/{self.programme.slug}/{address}")
        assert answer.status_code == 200, f"{address} opens"
        return answer.content.decode()

    @property
    def place_code(self) -> str:
        return registry.code_of(self.place.pk)

    @property
    def today(self) -> date:
        return self.now.date()


@contextmanager
def a_town() -> Iterator[Town]:
    """A commune with its mayor, an animator and coordinator, a monitoring officer and a gateway."""
    load_indicators()
    programme = make_programme("kayira")
    region = make_place("Koulikoro", kind="region")
    cercle = make_place("Kati", kind="cercle", above=region)
    commune = make_place("Sanankoroba", above=cercle)
    office = make_office(programme, commune)
    with make_operator() as operator:
        yield Town(
            programme=programme,
            place=commune,
            office=office,
            mayor=make_office_holder(office),
            animator=make_actor(programme, Role.ANIMATOR, place=commune),
            coordinator=make_actor(programme, Role.COORDINATOR, place=commune),
            monitoring=make_actor(programme, Role.MONITORING_OFFICER),
            gateway=make_gateway(programme, contract=HttpContract(send_url=operator.url)),
            operator=operator,
        )


def a_photograph() -> bytes:
    """What a phone's camera gives: a JPEG."""
    out = BytesIO()
    Image.new("RGB", (640, 480), (120, 160, 90)).save(out, "JPEG")
    return out.getvalue()


def hop(number: int, what: str) -> None:
    """`make story` prints each hop."""
    print(f"{number:2}  {what}")
