"""The telephone's side of the door, by the documentation of the app and its official client."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from android_sms_gateway import client, domain
from django.test import Client
from django.utils import timezone

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.actions import OpenedGateway
from benkan.apps.messaging.models import Contact, InboundMessage, OutboundMessage
from benkan.apps.messaging.rules.contracts import AndroidContract, HttpContract
from tests.make.messaging import make_contact, make_gateway, make_operator, queue
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db

KEY = "cle-de-signature"
CONTRACT = AndroidContract(username="sms", password="secret", signing_key=KEY)
SMS = {"messageId": "a1b2", "message": "pompe", "phoneNumber": "+22376123456", "simNumber": 1}
CLOCK = (
    "L’horloge du téléphone est fausse : réglez sa date et son heure. Il enverra ceci de nouveau."
)


@pytest.fixture
def gateway() -> OpenedGateway:
    return make_gateway(make_programme(), contract=CONTRACT)


def event(
    name: str = "sms:received", *, key: str = "d-1", payload: dict[str, Any] | None = None
) -> bytes:
    """What the app sends when something happens."""
    body = {"deviceId": "d", "event": name, "id": key, "webhookId": "w", "payload": payload or SMS}
    return json.dumps(body, ensure_ascii=False).encode()


def bring(
    gateway: OpenedGateway | UUID,
    body: bytes | None = None,
    *,
    key: str = KEY,
    age: timedelta = timedelta(0),
    headers: dict[str, str] | None = None,
) -> Any:
    body = event() if body is None else body
    timestamp = str(int((timezone.now() - age).timestamp()))
    signature = hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()
    here = gateway if isinstance(gateway, UUID) else gateway.gateway
    return Client(enforce_csrf_checks=True).generic(
        "POST",
        f"/passerelles/{here}/android",
        body,
        content_type="application/json",
        headers={"X-Signature": signature, "X-Timestamp": timestamp, **(headers or {})},
    )


def kept() -> list[str]:
    return [queries.text_of(row.pk) for row in InboundMessage.objects.order_by("received_at")]


def test_a_message_is_accepted_once_it_is_kept(gateway: OpenedGateway) -> None:
    answer = bring(gateway)

    assert (answer.status_code, answer.content, kept()) == (200, b"Accepted", ["pompe"])
    assert Entry.objects.filter(name="MessageReceived").count() == 1


def test_the_sender_is_read_under_its_old_and_its_new_name(gateway: OpenedGateway) -> None:
    bring(
        gateway,
        event(key="1", payload={"sender": "+22376123456", "message": "un", "messageId": "x"}),
    )
    bring(
        gateway,
        event(key="2", payload={"phoneNumber": "76123456", "message": "deux", "messageId": "x"}),
    )

    assert (kept(), Contact.objects.count()) == (["un", "deux"], 1)


def test_a_delivery_is_known_by_its_id_and_not_by_that_of_the_message(
    gateway: OpenedGateway,
) -> None:
    answers = [bring(gateway, event(key=key)).status_code for key in ("d-1", "d-1", "d-2")]

    assert answers == [200, 200, 200]
    assert kept() == ["pompe", "pompe"], "two who write the same are two"


@pytest.mark.parametrize("text", ["", "a" * 2_000, "I ni sɔgɔma ŋ ê € 👍", "{{to}} %s", "\x00"])
def test_any_text_is_kept_as_it_was_written(gateway: OpenedGateway, text: str) -> None:
    answer = bring(gateway, event(payload={**SMS, "message": text}))

    assert (answer.status_code, kept()) == (200, [text])


@pytest.mark.parametrize("sender", ["ORANGE", "36037", "Orange Money"])
def test_an_operators_notice_is_kept_for_staff_and_never_answered(
    gateway: OpenedGateway, sender: str
) -> None:
    notice = {**SMS, "phoneNumber": sender, "message": "Votre crédit finit demain"}

    answers = [bring(gateway, event(payload=notice)).status_code for _ in range(2)]

    told = queries.notices_of(queries.programme_of(gateway.gateway))
    assert answers == [200, 200]
    assert [(one.sender, one.text) for one in told] == [(sender.upper(), notice["message"])]
    assert (Entry.objects.filter(name="MessageReceived").count(), queued()) == (0, [])


def queued() -> list[str]:
    return [row.purpose for row in OutboundMessage.objects.all()]


def test_stop_is_answered_once(gateway: OpenedGateway) -> None:
    for key in ("1", "1", "2"):
        bring(gateway, event(key=key, payload={**SMS, "message": "Arrêter"}))

    assert queued() == ["stop_notice"]
    assert Contact.objects.get().stopped_at is not None


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Signature": ""},
        {"X-Signature": "0" * 64},
        {"X-Signature": "é"},
        {"X-Timestamp": ""},
        {"X-Timestamp": "1"},
        {"Authorization": "Token secret", "X-Signature": "no"},
    ],
)
def test_a_wrong_signature_opens_nothing(gateway: OpenedGateway, headers: dict[str, str]) -> None:
    answer = bring(gateway, headers=headers)

    assert (answer.status_code, answer.content, kept()) == (403, b"Forbidden", [])


def test_another_key_another_kind_or_no_gateway_open_nothing(gateway: OpenedGateway) -> None:
    generic = make_gateway(make_programme(), contract=HttpContract())
    unsigned = make_gateway(make_programme(), contract=AndroidContract())

    answers = [
        bring(gateway, key="another"),
        bring(generic),
        bring(unsigned, key=""),
        bring(unsigned),
        bring(uuid4()),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(days=2), 200),
        (timedelta(days=29), 200),
        (timedelta(days=31), 400),
        (timedelta(hours=-23), 200),
        (timedelta(days=-2), 400),
        (timedelta(days=365 * 50), 400),
    ],
)
def test_a_telephone_whose_clock_is_wrong_is_told_and_keeps_the_message(
    gateway: OpenedGateway, age: timedelta, status: int
) -> None:
    answer = bring(gateway, age=age)

    said = "Accepted" if status == 200 else CLOCK
    assert (answer.status_code, answer.content.decode()) == (status, said)
    assert len(kept()) == (status == 200)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{", "Envoyez par POST un objet JSON, en application/json."),
        ("[]", "Envoyez par POST un objet JSON, en application/json."),
        ("[" * 100_000, "Envoyez par POST un objet JSON, en application/json."),
        ("{}", "Le champ « event » manque."),
        ('{"event": "sms:received", "id": "1"}', "Le champ « payload » manque."),
        (
            '{"event": "sms:received", "id": "1", "payload": {"phoneNumber": "76123456"}}',
            "Le champ « message » manque.",
        ),
        (
            '{"event": "sms:received", "id": "1", "payload": {"message": "pompe"}}',
            "Le champ « payload.phoneNumber » manque.",
        ),
        (
            '{"event": "sms:received", "payload": {"message": "a", "sender": "76123456"}}',
            "Le champ « id » manque.",
        ),
        (
            '{"event": "sms:received", "id": "1", "payload": {"message": "\\ud800"}}',
            "Le texte n’est pas dans l’encodage annoncé. Envoyez-le en UTF-8.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    gateway: OpenedGateway, body: str, sentence: str
) -> None:
    answer = bring(gateway, body.encode())

    assert (answer.status_code, answer.content.decode(), kept()) == (400, sentence, [])


def test_a_wrong_encoding_is_refused_so_that_it_comes_again(gateway: OpenedGateway) -> None:
    answer = bring(gateway, '{"event": "réparé"}'.encode("latin-1"))

    assert (answer.status_code, answer.content.decode(), kept()) == (
        400,
        "Le texte n’est pas dans l’encodage annoncé. Envoyez-le en UTF-8.",
        [],
    )


@pytest.mark.parametrize("name", ["system:ping", "app:started", "mms:received"])
def test_whatever_else_happens_is_a_sign_of_life(gateway: OpenedGateway, name: str) -> None:
    answer = bring(gateway, json.dumps({"event": name, "id": "1"}).encode())

    here = queries.gateways_of(queries.programme_of(gateway.gateway))[0]
    assert (answer.status_code, kept()) == (200, [])
    assert here.seen_at is not None


@pytest.mark.parametrize(
    ("names", "state"),
    [(["sent"], "sent"), (["delivered", "sent"], "delivered"), (["sent", "failed"], "failed")],
)
def test_receipts_only_move_a_message_forward(names: list[str], state: str) -> None:
    gateway, message, _ = _sent()

    for name in names:
        answer = bring(gateway, event(f"sms:{name}", payload={"messageId": str(message)}))
        assert answer.status_code == 200

    assert OutboundMessage.objects.get().state == state


def test_a_receipt_of_what_was_typed_on_the_telephone_is_accepted_and_says_nothing() -> None:
    gateway, _, _ = _sent()

    assert (
        bring(gateway, event("sms:failed", payload={"messageId": str(uuid4())})).status_code == 200
    )
    assert bring(gateway, event("sms:failed", payload={"messageId": "7"})).status_code == 400
    assert OutboundMessage.objects.get().state == "sent"


def _sent(status: int = 202, **settings: Any) -> tuple[UUID, UUID, Any]:
    """A telephone, and a message that was given to it."""
    programme = make_programme()
    with make_operator() as operator:
        operator.status, base = status, operator.url.removesuffix("/send")
        contract = replace(CONTRACT, send_url=f"{base}/api/", **settings)
        gateway = make_gateway(programme, contract=contract).gateway
        message = queue(programme, make_contact(programme), "Bientôt, sɔgɔma")
        actions.dispatch_due(now=NOW)
    return gateway, message, operator


@pytest.mark.parametrize("sim", [0, 2])
def test_a_message_goes_out_as_the_official_client_would_send_it(sim: int) -> None:
    _, message, ours = _sent(sim=sim)
    with make_operator() as theirs:
        theirs.status = 202
        theirs.says = json.dumps({"id": str(message), "state": "Pending", "recipients": []})
        base = theirs.url.removesuffix("/send")
        with client.APIClient("sms", "secret", base_url=f"{base}/api") as official:
            official.send(
                domain.Message(
                    id=str(message),
                    phone_numbers=["+22376123456"],
                    text_message=domain.TextMessage("Bientôt, sɔgɔma"),
                    sim_number=sim or None,
                )
            )

    for name in ("Authorization", "Content-Type"):
        assert ours.headers[0][name] == theirs.headers[0][name]
    assert ours.paths == theirs.paths == ["/api/messages"]
    # The client spells out what is the case anyway.
    assumed = {"isEncrypted": False, "priority": 0}
    assert ours.letters[0] | assumed == theirs.letters[0]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (202, "sent"),
        (200, "sent"),
        (409, "sent"),
        (400, "failed"),
        (401, "queued"),
        (503, "queued"),
    ],
)
def test_what_the_telephone_answers_decides_what_becomes_of_the_message(
    status: int, state: str
) -> None:
    _sent(status)

    assert OutboundMessage.objects.get().state == state
