"""Kannel's side of the door, as tried on a real one: headers, body, receipts and every wrong thing."""

import base64
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.actions import OpenedGateway
from benkan.apps.messaging.models import Contact, InboundMessage, OutboundMessage
from benkan.apps.messaging.rules.contracts import HttpContract, KannelContract
from tests.make.messaging import ADMINISTRATOR, make_contact, make_gateway, make_operator, queue
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db

SMS = {"X-Kannel-From": "+22376123456", "X-Kannel-To": "36037", "X-Kannel-Time": "2026-11-26 00:32"}
UTF8 = 'text/plain; charset="UTF-8"'
CONTRACT = KannelContract(
    username="benkan",
    password="secret",
    sender="36037",
    here="http://127.0.0.1:8000",
)
WRONG_ENCODING = "Le texte n’est pas dans l’encodage annoncé. Envoyez-le en UTF-8."


@pytest.fixture
def gateway() -> OpenedGateway:
    return make_gateway(make_programme(), contract=CONTRACT)


def bring(
    gateway: OpenedGateway,
    body: str | bytes = "pompe Sanankoroba",
    *,
    key: str = "k-1",
    content_type: str = UTF8,
    token: str = "",
    headers: dict[str, str] = SMS,
) -> Any:
    return Client(enforce_csrf_checks=True).generic(
        "POST",
        f"/passerelles/{gateway.gateway}/kannel?id={key}",
        body,
        content_type=content_type,
        headers={**headers, "Authorization": basic(token or gateway.token)},
    )


def basic(word: str) -> str:
    return "Basic " + base64.b64encode(f"benkan:{word}".encode()).decode()


def report(gateway: UUID, message: UUID, d: str, *, word: str = "") -> int:
    word = word or queries.receipt_word(message, gateway=gateway)
    address = f"/passerelles/{gateway}/kannel/recu?id={message}&d={d}"
    return Client().get(address, headers={"Authorization": basic(word)}).status_code


def kept() -> list[str]:
    return [queries.text_of(row.pk) for row in InboundMessage.objects.order_by("received_at")]


def test_a_message_is_accepted_without_a_word_that_kannel_would_send_on(
    gateway: OpenedGateway,
) -> None:
    answer = bring(gateway)

    assert (answer.status_code, answer.content) == (200, b"")
    assert kept() == ["pompe Sanankoroba"]
    assert Entry.objects.filter(name="MessageReceived").count() == 1


def test_a_repeated_delivery_is_accepted_and_changes_nothing(gateway: OpenedGateway) -> None:
    answers = [bring(gateway).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert InboundMessage.objects.count() == 1


def test_without_an_id_sender_text_and_time_say_what_is_repeated(gateway: OpenedGateway) -> None:
    bring(gateway, key="")
    bring(gateway, key="")
    bring(gateway, key="", headers={**SMS, "X-Kannel-Time": "2026-11-26 00:33"})

    assert InboundMessage.objects.count() == 2


@pytest.mark.parametrize(
    "text", ["", "a" * 2_000, "I ni sɔgɔma, ŋ ɲ ê € 👍", "STOP sms", "{{to}} %s", "\n\x00"]
)
def test_any_text_is_kept_as_it_was_written(gateway: OpenedGateway, text: str) -> None:
    answer = bring(gateway, text.encode())

    assert (answer.status_code, kept()) == (200, [text])


@pytest.mark.parametrize("word", ["STOP", "Arrêter", "arret !"])
def test_stop_is_answered_once_and_nothing_more_is_written(
    gateway: OpenedGateway, word: str
) -> None:
    answers = [bring(gateway, word.encode(), key=key).status_code for key in ("a", "a", "b")]

    assert answers == [200, 200, 200]
    assert Contact.objects.get().stopped_at is not None
    assert [row.purpose for row in OutboundMessage.objects.all()] == ["stop_notice"]


@pytest.mark.parametrize("sender", ["ORANGE", "36037", "Orange Money", "80"])
def test_an_operators_notice_is_kept_for_staff_and_never_answered(
    gateway: OpenedGateway, sender: str
) -> None:
    headers = {**SMS, "X-Kannel-From": sender}
    answers = [
        bring(gateway, "STOP: votre forfait expire", headers=headers).status_code for _ in range(2)
    ]

    programme = queries.programme_of(gateway.gateway)
    assert answers == [200, 200]
    assert [(one.sender, one.text) for one in queries.notices_of(programme)] == [
        (sender.upper(), "STOP: votre forfait expire")
    ]
    assert Entry.objects.filter(name="MessageReceived").count() == 0
    assert OutboundMessage.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "content_type", "status", "texts"),
    [
        ("réparé".encode("latin-1"), UTF8, 400, []),
        ("réparé".encode("latin-1"), "text/plain; charset=ISO-8859-1", 200, ["réparé"]),
        ("sɔgɔma 👍".encode("utf-16-be"), "text/plain; charset=UTF-16BE", 200, ["sɔgɔma 👍"]),
        (b"\x00s\xd8", 'text/plain; charset="UTF-16BE"', 400, []),
        (b"pompe", "text/plain; charset=klingon", 400, []),
        (b"pompe", "text/plain", 200, ["pompe"]),
        (b"\xff\xfe", "application/octet-stream", 200, [""]),
    ],
)
def test_what_cannot_be_read_is_refused_so_that_kannel_brings_it_again(
    gateway: OpenedGateway, body: bytes, content_type: str, status: int, texts: list[str]
) -> None:
    answer = bring(gateway, body, content_type=content_type)

    assert (answer.status_code, kept()) == (status, texts)
    assert answer.content.decode() == (WRONG_ENCODING if status == 400 else "")


def test_a_kannel_that_hides_the_sender_is_told_its_setting(gateway: OpenedGateway) -> None:
    answer = bring(gateway, headers={"X-Kannel-To": "36037"})

    assert (answer.status_code, answer.content.decode()) == (
        400,
        "L’en-tête X-Kannel-From manque : mettez send-sender = true dans le groupe sms-service.",
    )


@pytest.mark.parametrize(
    "authorization", ["", "Basic", "Basic é", "Basic bm9jb2xvbg==", "Token {token}", "{token}"]
)
def test_a_wrong_token_opens_nothing(gateway: OpenedGateway, authorization: str) -> None:
    answer = Client().generic(
        "POST",
        f"/passerelles/{gateway.gateway}/kannel?id=1",
        "pompe",
        content_type=UTF8,
        headers={**SMS, "Authorization": authorization.format(token=gateway.token)},
    )

    assert (answer.status_code, answer.content, kept()) == (403, b"Forbidden", [])


def test_each_kind_of_gateway_opens_only_its_own_door() -> None:
    generic = make_gateway(make_programme(), contract=HttpContract())
    closed = make_gateway(make_programme(), contract=CONTRACT)
    actions.close_gateway(gateway=closed.gateway, actor=ADMINISTRATOR, moment=NOW)
    unknown = OpenedGateway(uuid4(), closed.token)

    assert [bring(one).status_code for one in (generic, closed, unknown)] == [403] * 3


def test_a_number_may_not_come_in_an_address(gateway: OpenedGateway) -> None:
    answer = Client().get(
        f"/passerelles/{gateway.gateway}/kannel?from=76123456&text=pompe&id=1",
        headers={"Authorization": basic(gateway.token)},
    )

    assert (answer.status_code, answer["Allow"], kept()) == (405, "POST", [])


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ("8", "sent"),
        ("4", "sent"),
        ("84", "sent"),
        ("81", "delivered"),
        ("1848", "delivered"),
        ("82", "failed"),
        ("21", "delivered"),
    ],
)
def test_receipts_only_move_a_message_forward(reports: str, state: str) -> None:
    gateway, message = _sent()

    assert [report(gateway, message, d) for d in reports] == [200] * len(reports)
    assert OutboundMessage.objects.get().state == state


def test_a_refusal_by_the_operator_is_a_failure() -> None:
    gateway, message = _sent()

    assert report(gateway, message, "16") == 200
    assert OutboundMessage.objects.get().state == "failed"


def test_a_receipt_is_taken_from_whoever_was_given_the_message_alone() -> None:
    gateway, message = _sent()
    other = make_gateway(make_programme(), contract=CONTRACT).gateway
    word = queries.receipt_word(message, gateway=gateway)

    refused = [
        report(gateway, message, "1", word="wrong"),
        report(gateway, uuid4(), "1", word=word),
        report(other, message, "1", word=word),
    ]

    assert refused == [403] * 3
    assert report(other, message, "1") == 404
    assert report(gateway, message, "7") == 400
    assert OutboundMessage.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("text", "coding", "charset"),
    [
        ("Réunion à 9h. € { ok }", "0", "UTF-8"),
        ("sɔgɔma ê €", "2", "UTF-16BE"),
        ("reçu", "2", "UTF-16BE"),
        ("👍", "2", "UTF-16BE"),
    ],
)
def test_the_coding_is_chosen_by_the_letters_and_the_number_goes_in_a_header(
    text: str, coding: str, charset: str
) -> None:
    gateway, message = _sent(text)
    letter, path = SENT.pop()

    assert (letter["X-Kannel-Coding"], letter["Content-Type"]) == (
        coding,
        f"text/plain; charset={charset}",
    )
    assert letter["body"].decode(charset) == text
    assert (letter["X-Kannel-To"], letter["X-Kannel-From"]) == ("+22376123456", "36037")
    word = queries.receipt_word(message, gateway=gateway)
    assert letter["X-Kannel-DLR-Url"] == (
        f"http://benkan:{word}@127.0.0.1:8000/passerelles/{gateway}/kannel/recu?id={message}&d=%d"
    )
    assert "76123456" not in path


SENT: list[tuple[Any, str]] = []


def _sent(text: str = "Votre demande est suivie.") -> tuple[UUID, UUID]:
    """A gateway, and a message that was given to it."""
    programme = make_programme()
    with make_operator() as operator:
        contract = replace(CONTRACT, send_url=operator.url)
        gateway = make_gateway(programme, contract=contract).gateway
        message = queue(programme, make_contact(programme), text)
        actions.dispatch_due(now=NOW)
    SENT.append(({**operator.headers[0], "body": operator.bodies[0]}, operator.url))
    return gateway, message


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (202, "0: Accepted for delivery", "sent"),
        (202, "3: Queued for later delivery", "sent"),
        (403, "Authorization failed for sendsms", "queued"),
        (503, "Temporal failure, try again later.", "queued"),
        (400, "Malformed data", "failed"),
    ],
)
def test_what_sendsms_answers_decides_what_becomes_of_the_message(
    status: int, body: str, state: str
) -> None:
    programme = make_programme()
    with make_operator() as operator:
        operator.status, operator.says = status, body
        make_gateway(programme, contract=replace(CONTRACT, send_url=operator.url))
        queue(programme, make_contact(programme))
        actions.dispatch_due(now=NOW)

    assert OutboundMessage.objects.get().state == state
