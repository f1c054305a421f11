"""Brings telephone numbers into a programme by every way in, does everything with them, and writes down all
that the house answers, sends and logs, for `tests/seeker.py` to look through.

    python -m tests.seeding HOW_MANY TYPED      (a house of its own: the data folder in the environment)
"""

import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from tests.seeker import Seeker, Written, every_value, hits_by_place, seeded, told

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from benkan.apps.registry.models import Account, Place, Programme
    from tests.make.messaging import Operator
    from tests.make.neighbours import Things

PASSWORD = "un long mot de passe"
RECORDER = "tests.seeding.Recorder"


class Recorder:
    """A middleware around all others: what anybody is answered, with its headers and cookies."""

    answers: ClassVar[list[Written]] = []
    # Where there are very many, each is looked at and not kept.
    take: ClassVar[Callable[[Written], None]] = answers.append

    def __init__(self, get_response: "Callable[[HttpRequest], HttpResponseBase]") -> None:
        self._get_response = get_response

    def __call__(self, request: "HttpRequest") -> "HttpResponseBase":
        answer = self._get_response(request)
        # What stands after the “?” came from outside, as an operator's id does.
        head = f"{request.path}\n{answer.headers}\n{answer.cookies}\n".encode()
        said = f"{request.method} {request.path} {answer.status_code}"
        type(self).take(Written(said, head + _body(answer)))
        return answer


def _body(answer: Any) -> bytes:
    if not answer.streaming:
        return bytes(answer.content)
    body = b"".join(answer)
    answer.streaming_content = [body]
    return body


class Log(logging.Handler):
    """Every line at DEBUG, as the house writes it."""

    def __init__(self) -> None:
        from benkan.config.logs import Discreet

        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(Discreet("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Seeding:
    """A programme of each way in and out, with an operator that takes what is sent."""

    programme: "Programme"
    place: "Place"
    things: "Things"
    operator: "Operator"
    # Those who work there, by their role.
    staff: "dict[Any, Account]" = field(default_factory=dict)
    gateways: dict[str, Any] = field(default_factory=dict)
    # How many numbers were brought by which way.
    brought: Counter[str] = field(default_factory=Counter)

    def bring(self, numbers: Sequence[str], *, typed: int = 1) -> None:
        """Each number by one way in: `typed` of them are written into the words of one message, and
        the first of these is the one that it comes from."""
        for at, start in enumerate(range(0, len(numbers), typed)):
            way, bring = WAYS[at % len(WAYS)]
            some = numbers[start : start + typed]
            bring(self, some[0], told(some))
            self.brought[way] += 1
            self.brought["typed into the words"] += len(some) - 1

    def follow(self) -> None:
        """Let everything follow, and be sent."""
        from django.utils import timezone

        from benkan.apps.journal.actions import carry, seal
        from benkan.apps.messaging.actions import dispatch_due
        from benkan.reactions.table import FOLLOWS

        now = timezone.now()
        while seal(now=now) + carry(FOLLOWS, now=now):
            pass
        while dispatch_due(now=now + timedelta(minutes=1)):
            pass


def by_http(here: Seeding, number: str, words: str) -> None:
    from tests.interfaces.gateways import test_generic as generic

    fields = {"from": f"+223{number}", "text": words, "id": f"20261103{number}"}
    answer = generic.bring(here.gateways["http"], fields)
    assert answer.status_code == 200, answer.content


def by_kannel(here: Seeding, number: str, words: str) -> None:
    from tests.interfaces.gateways import test_kannel as kannel

    headers = {**kannel.SMS, "X-Kannel-From": number}
    kannel.bring(here.gateways["kannel"], words, key=number, headers=headers)


def by_android(here: Seeding, number: str, words: str) -> None:
    from tests.interfaces.gateways import test_android as android

    sms = {**android.SMS, "sender": f"00223{number}", "phoneNumber": number, "message": words}
    android.bring(here.gateways["android"], android.event(key=number, payload=sms))


def by_ussd(here: Seeding, number: str, words: str) -> None:
    from tests.make.ussd import Telephone

    opened = here.gateways["ussd"]
    phone = Telephone(opened.gateway, opened.token, f"+223{number}")
    phone.dial()
    for typed in ("1", "1", "1", words):
        phone.press(typed)


def by_voice(here: Seeding, number: str, words: str) -> None:
    from tests.make.calls import Provider

    call = Provider(here.gateways["voice"], call=f"CA{number}", number=f"+223{number}")
    call.start().press("1").hang_up()


def by_form(here: Seeding, number: str, words: str) -> None:
    """A citizen on the page, a form that comes back, and an animator for somebody."""
    from benkan.apps.voices.forms.saying import new_client_key

    said = {
        "service": "water", "place": str(here.place.pk), "text": words, "number": number,
        "client_key": new_client_key(), "consents": "on",
    }  # fmt: skip
    page = f"/p/{here.programme.slug}/"
    # Each from her own telephone: whom the door holds off is shown her own words again, to keep them.
    citizen = nobody(REMOTE_ADDR=f"10.{int(number[-6:-4])}.{int(number[-4:-2])}.{int(number[-2:])}")
    citizen.post(page + "dire/recu/", said)
    citizen.post(page + "suivre/message/", {"code": number})
    animator = logged_in(here.staff[_role("animator")])
    animator.post(page + "messages/pour/recu/", {**said, "client_key": new_client_key()})
    animator.get(page + "messages/pour/recu/")


def by_own_number(here: Seeding, number: str, words: str) -> None:
    """Somebody who works there gives her number, wrongly at first."""
    from benkan.kit.actor import Role
    from tests.make.neighbours import make_post

    page = f"/p/{here.programme.slug}/mon-telephone/"
    client = logged_in(make_post(here.programme, Role.ANIMATOR, here.place))
    client.post(page, {"number": number})
    client.post(page + "code/", {"code": "000000"})
    client.get(page)


def by_mistake(here: Seeding, number: str, words: str) -> None:
    """Where no number belongs: log-in, searches, addresses, a gateway's garbage, a fault of ours."""
    from tests.interfaces.gateways import test_generic as generic

    page = f"/p/{here.programme.slug}/"
    client = nobody()
    client.post("/connexion/", {"login": f"{number}@example.org", "password": number})
    generic.bring(here.gateways["http"], {"from": number, "text": "x"})
    generic.bring(here.gateways["http"], b"\xff\xfe" + number.encode())
    generic.bring(here.gateways["http"], {"from": number, "text": "x", "id": number}, token=number)
    generic.bring(here.gateways["http"], {"from": f"+223{number}"}, what="stopped")
    client.post(page + "suivre/message/", {"reference": number, "code": number})
    logged_in(here.staff[_role("coordinator")]).post(page + "messages/chercher/", {"q": number})


WAYS: tuple[tuple[str, Callable[[Seeding, str, str], None]], ...] = (
    ("SMS over HTTP", by_http),
    ("SMS by Kannel", by_kannel),
    ("SMS by a telephone", by_android),
    ("SMS over HTTP", by_http),
    ("USSD", by_ussd),
    ("a call", by_voice),
    ("SMS over HTTP", by_http),
    ("a page, and told to an animator", by_form),
    ("SMS by Kannel", by_kannel),
    ("own number of an account", by_own_number),
    ("where no number belongs", by_mistake),
)


def nobody(**environment: Any) -> Any:
    from django.test import Client

    return Client(raise_request_exception=False, **environment)


def logged_in(account: "Account") -> Any:
    client = nobody()
    client.force_login(account)
    return client


def _role(name: str) -> Any:
    from benkan.kit.actor import Role

    return Role(name)


@contextmanager
def a_seeding() -> Iterator[Seeding]:
    from benkan.apps.messaging.rules.contracts import (
        AndroidContract,
        HttpContract,
        KannelContract,
        UssdContract,
    )
    from benkan.apps.results.actions import load_indicators
    from benkan.kit.actor import Role
    from tests.interfaces.gateways import test_android as android
    from tests.make.calls import make_voice_line
    from tests.make.messaging import make_gateway, make_operator
    from tests.make.neighbours import make_post, make_things
    from tests.make.registry import make_place, make_programme

    load_indicators()
    programme, place = make_programme("kayira"), make_place("Sanankoroba")
    with ExitStack() as stack:
        operator = stack.enter_context(make_operator())
        here = Seeding(programme, place, make_things(programme, place), operator)
        here.staff = {role: make_post(programme, role, place) for role in Role}
        contracts: dict[str, Any] = {
            "http": HttpContract(send_url=operator.url),
            "kannel": KannelContract(
                send_url=operator.url, password=PASSWORD, here="http://127.0.0.1:8000"
            ),
            "android": AndroidContract(
                send_url=operator.url, password=PASSWORD, signing_key=android.KEY
            ),
            "ussd": UssdContract(service_code="*123#"),
        }
        for kind, contract in contracts.items():
            here.gateways[kind] = make_gateway(programme, contract=contract)
        here.gateways["voice"] = make_voice_line(programme)
        yield here


def open_the_desk(here: Seeding) -> None:
    """What those who sort messages look at all day, and whoever watches the lines."""
    page = f"/p/{here.programme.slug}/"
    desk, watch = (logged_in(_of_all(here, name)) for name in ("coordinator", "administrator"))
    for where in ("messages/", "messages/chercher/?q=pompe", "aujourdhui/"):
        desk.get(page + where)
    for case in _latest_cases(5):
        for what in ("", "pareils/", "concerne/", "transmettre/"):
            desk.get(f"{page}messages/{case}/{what}")
    for where in ("sms/", "sms/passerelles/", "conservation/"):
        watch.get(page + where)


def open_all(here: Seeding) -> None:
    """Every address of the programme, as each role that its page lets in, read and written to with
    garbage; and every case."""
    from benkan.apps.voices.rules.scope import SORTERS
    from tests.interfaces.test_neighbour import SAID
    from tests.make.addresses import ADDRESSES

    clients = {role: logged_in(account) for role, account in here.staff.items()}
    public = nobody()
    for address in ADDRESSES:
        where = address.of(here.things, here.programme)
        for client in [clients[role] for role in address.roles] or [public]:
            client.get(where)
            client.post(where, {**SAID, "number": "123", "place": here.place.pk})
    # What came without a place is seen by those of the whole programme.
    for role in SORTERS:
        client = logged_in(_of_all(here, role.value))
        for case in _latest_cases(40):
            client.get(f"/p/{here.programme.slug}/messages/{case}/")


def _latest_cases(how_many: int) -> "list[UUID]":
    from benkan.apps.voices.models import Case

    return list(Case.objects.order_by("-opened_at").values_list("pk", flat=True)[:how_many])


def _of_all(here: Seeding, role: str) -> "Account":
    """Somebody with a role in the whole programme."""
    from benkan.apps.registry.models import Account
    from tests.make.registry import make_actor

    return Account.objects.get(pk=make_actor(here.programme, _role(role)).account)


def break_down(here: Seeding, number: str) -> None:
    """A fault of ours with the number at hand, on a page for the public and on one for developers."""
    from django.conf import settings

    from benkan.apps.messaging.models import ContactKey
    from tests.interfaces.gateways import test_generic as generic

    before = dict(ContactKey.objects.values_list("pk", "wrapped"))
    ContactKey.objects.update(wrapped=b"\x00\x01\x01" + bytes(60))
    for is_shown in (False, True):
        settings.DEBUG = is_shown
        fields = {"from": f"+223{number}", "text": told([number]), "id": f"again-{is_shown}"}
        nobody().generic(
            "POST",
            f"/passerelles/{here.gateways['http'].gateway}/receive",
            urlencode(fields),
            content_type=generic.FORM,
            headers={"Authorization": f"Token {here.gateways['http'].token}"},
        )
    settings.DEBUG = False
    for key, wrapped in before.items():
        ContactKey.objects.filter(pk=key).update(wrapped=wrapped)


def sent(here: Seeding) -> Iterator[Written]:
    """What went out but for the number that an operator must be told: its address, and the words."""
    from django.core import mail

    for path in here.operator.paths:
        yield Written("an operator's address", path.encode())
    for letter in here.operator.letters:
        yield Written("the words of an SMS", str(letter.get("text", "")).encode())
    for letter in getattr(mail, "outbox", []):
        yield Written("a letter", letter.message().as_bytes())


def main(how_many: int, typed: int) -> None:
    """Everything with so many numbers in the house of this data folder; prints what was found where."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.MIDDLEWARE = [RECORDER, *settings.MIDDLEWARE]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    # So that each question to the database is in the log, with its values.
    connection.force_debug_cursor = True
    numbers = seeded(how_many)
    seeker, found, looked = Seeker(numbers), Counter[str](), Counter[str]()

    def look(one: Written) -> None:
        looked["answers"] += 1
        found.update(hits_by_place(seeker, [one]))

    Recorder.take = staticmethod(look)
    with a_seeding() as here:
        for start in range(0, how_many, 200):
            here.bring(numbers[start : start + 200], typed=typed)
            here.follow()
        open_all(here)
        break_down(here, numbers[0])
    for one in (*every_value(), *sent(here)):
        looked["values and letters"] += 1
        found.update(hits_by_place(seeker, [one]))
    told = {
        "found": found,
        "brought": here.brought,
        "looked": looked,
        "bytes": seeker.looked_through,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    # By its name, so that the middleware is the same as the one that Django loads.
    from tests import seeding

    seeding.main(*map(int, sys.argv[1:3]))
