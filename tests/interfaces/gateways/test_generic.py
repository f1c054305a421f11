"""The generic HTTP contract as an operator meets it."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.actions import OpenedGateway
from benkan.apps.messaging.models import Contact, ContactKey, InboundMessage, OutboundMessage
from benkan.apps.messaging.rules.contracts import HttpContract
from tests.make.messaging import ADMINISTRATOR, make_contact, make_gateway, make_operator, queue
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
MESSAGE = {"from": "+22376123456", "text": "pompe Sanankoroba", "id": "k-1"}


@pytest.fixture
def gateway() -> OpenedGateway:
    return make_gateway(make_programme())


def bring(
    gateway: OpenedGateway,
    fields: dict[str, str] | bytes,
    *,
    what: str = "receive",
    content_type: str = FORM,
    token: str = "",
) -> Any:
    return Client(enforce_csrf_checks=True).generic(
        "POST",
        f"/passerelles/{gateway.gateway}/{what}",
        fields if isinstance(fields, bytes) else urlencode(fields),
        content_type=content_type,
        headers={"Authorization": f"Token {token or gateway.token}"},
    )


def test_a_message_is_accepted_once_it_is_kept(gateway: OpenedGateway) -> None:
    answer = bring(gateway, MESSAGE)

    assert (answer.status_code, answer.content) == (200, b"Accepted")
    assert queries.text_of(InboundMessage.objects.get().pk) == "pompe Sanankoroba"


def test_a_repeated_message_is_accepted_and_changes_nothing(gateway: OpenedGateway) -> None:
    answers = [bring(gateway, MESSAGE).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert InboundMessage.objects.count() == 1
    assert Entry.objects.filter(name="MessageReceived").count() == 1


def test_without_an_id_sender_text_and_date_say_what_is_repeated(gateway: OpenedGateway) -> None:
    said = {"sender": "76123456", "text": "pompe", "date": "2026-11-03T09:00:00Z"}

    bring(gateway, said)
    bring(gateway, said)
    bring(gateway, {**said, "date": "2026-11-03T09:00:01Z"})
    bring(gateway, {**said, "text": "route"})

    assert InboundMessage.objects.count() == 3


@pytest.mark.parametrize("field", ["date", "time"])
@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("2026-11-03T09:00:00Z", 200),
        ("2026-11-03T09:00:00.123+00:00", 200),
        ("2026-11-03t09:00:00z", 200),
        ("2026-11-03 09:00:00", 400),
        ("2026-13-03T09:00:00Z", 400),
        ("03/11/2026", 400),
        ("1793696400", 400),
    ],
)
def test_a_date_is_written_as_in_rfc_3339(
    gateway: OpenedGateway, field: str, date: str, status: int
) -> None:
    answer = bring(gateway, {"from": "76123456", "text": "pompe", field: date})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "pompe", "id": "1"}, "Le champ « from » manque."),
        ({"from": "76123456", "id": "1"}, "Le champ « text » manque."),
        (
            {"from": "76123456", "text": "pompe"},
            "Envoyez un « id » ou une « date » : sans cela, un message répété ne peut être reconnu.",
        ),
        (
            {"from": " ", "text": "pompe", "id": "1"},
            "Ce n’est pas un numéro de téléphone auquel on peut écrire. Au Mali, il a huit chiffres.",
        ),
        (
            {"from": "76123456", "text": "a" * 10_001, "id": "1"},
            "Le texte dépasse 10000 lettres.",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_one_sentence(
    gateway: OpenedGateway, fields: dict[str, str], sentence: str
) -> None:
    answer = bring(gateway, fields)

    assert (answer.status_code, answer.content.decode()) == (400, sentence)
    assert (InboundMessage.objects.count(), Contact.objects.count()) == (0, 0)


def test_an_operators_notice_is_kept_for_staff_and_never_answered(gateway: OpenedGateway) -> None:
    notice = {**MESSAGE, "from": "ORANGE", "text": "Votre forfait expire demain"}

    answers = [bring(gateway, notice).status_code for _ in range(2)]

    programme = queries.programme_of(gateway.gateway)
    assert answers == [200, 200]
    assert [(one.sender, one.text) for one in queries.notices_of(programme)] == [
        ("ORANGE", "Votre forfait expire demain")
    ]
    assert Entry.objects.filter(name="MessageReceived").count() == 0


@pytest.mark.parametrize(
    "text", ["", "a" * 2_000, "ɛ ɔ ɲ ŋ 👍\n\x00", "' OR 1=1; --", "{{to}} %s %(x)s"]
)
def test_any_text_is_kept_as_it_was_written(gateway: OpenedGateway, text: str) -> None:
    answer = bring(gateway, {**MESSAGE, "text": text})

    assert answer.status_code == 200
    assert queries.text_of(InboundMessage.objects.get().pk) == text


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"from=76123456&id=1&text=r%E9par%E9", FORM, 400),
        (b"from=76123456&id=1&text=r%E9par%E9", FORM + "; charset=iso-8859-1", 200),
        (b"from=76123456&id=1&text=r\xc3\xa9par\xc3\xa9", FORM, 400),
        (b"from=76123456&id=1&text=pompe", FORM + "; charset=klingon", 400),
        (b'{"from": "76123456"}', "application/json", 400),
        (b"\xff\xfe\x00", FORM, 400),
        (b"&".join(b"a=1" for _ in range(200)), FORM, 400),
        (b"", FORM, 400),
    ],
)
def test_what_cannot_be_read_is_refused_rather_than_kept_wrongly(
    gateway: OpenedGateway, body: bytes, content_type: str, status: int
) -> None:
    answer = bring(gateway, body, content_type=content_type)

    assert answer.status_code == status
    texts = [queries.text_of(row.pk) for row in InboundMessage.objects.all()]
    assert texts == (["réparé"] if status == 200 else [])


@pytest.mark.parametrize("what", ["receive", "stopped", "sent", "delivered", "failed"])
def test_a_number_may_not_come_in_an_address(gateway: OpenedGateway, what: str) -> None:
    answer = Client().get(
        f"/passerelles/{gateway.gateway}/{what}?from=76123456&text=pompe&id=1",
        headers={"Authorization": f"Token {gateway.token}"},
    )

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert InboundMessage.objects.count() == 0


@pytest.mark.parametrize(
    "authorization", ["", "Token", "Token wrong", "Token é", "Basic {token}", "{token}"]
)
def test_a_wrong_token_opens_nothing(gateway: OpenedGateway, authorization: str) -> None:
    headers = {"Authorization": authorization.format(token=gateway.token)} if authorization else {}

    answer = Client().post(
        f"/passerelles/{gateway.gateway}/receive", urlencode(MESSAGE), FORM, headers=headers
    )

    assert answer.status_code == 403
    assert InboundMessage.objects.count() == 0


def test_a_neighbours_token_opens_nothing(gateway: OpenedGateway) -> None:
    neighbour = make_gateway(make_programme())

    assert bring(gateway, MESSAGE, token=neighbour.token).status_code == 403


def test_an_unknown_a_closed_and_a_pretended_gateway_answer_alike(gateway: OpenedGateway) -> None:
    actions.close_gateway(gateway=gateway.gateway, actor=ADMINISTRATOR, moment=NOW)
    programme = make_programme(kind="demonstration")
    pretended = OpenedGateway(actions.simulator_of(programme=programme.pk), "")
    unknown = OpenedGateway(uuid4(), gateway.token)

    assert [bring(one, MESSAGE).status_code for one in (gateway, pretended, unknown)] == [403] * 3


def test_receipts_reach_the_message_they_are_about() -> None:
    programme = make_programme()
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url))
        queue(programme, make_contact(programme))
        actions.dispatch_due(now=NOW)
    named = {"id": operator.letters[0]["id"]}

    statuses = [
        bring(gateway, named, what=what).status_code for what in ("delivered", "sent", "delivered")
    ]

    assert statuses == [200, 200, 200]
    assert OutboundMessage.objects.get().state == "delivered"


def test_a_receipt_about_nothing_we_sent_is_refused(gateway: OpenedGateway) -> None:
    assert bring(gateway, {"id": "7"}, what="sent").status_code == 400
    assert bring(gateway, {}, what="failed").status_code == 400
    assert bring(gateway, {"uuid": str(uuid4())}, what="delivered").status_code == 404


def test_a_stop_told_to_the_operator_stops_us_too(gateway: OpenedGateway) -> None:
    answers = [bring(gateway, {"from": "76123456"}, what="stopped").status_code for _ in range(2)]

    assert answers == [200, 200]
    assert Contact.objects.get().stopped_at is not None
    assert OutboundMessage.objects.count() == 0
    assert bring(gateway, {}, what="stopped").status_code == 400


def test_a_body_of_megabytes_is_refused(gateway: OpenedGateway) -> None:
    assert bring(gateway, {**MESSAGE, "text": "a" * 3_000_000}).status_code in {400, 413}


def test_a_fault_of_ours_is_answered_so_that_it_is_delivered_again_and_tells_no_number(
    gateway: OpenedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    bring(gateway, MESSAGE)
    # The contact's key no longer opens, as when `keys/` was restored from the wrong backup.
    ContactKey.objects.update(wrapped=b"\x00\x01\x01" + bytes(60))

    answer = Client(raise_request_exception=False).post(
        f"/passerelles/{gateway.gateway}/receive",
        urlencode({**MESSAGE, "id": "k-2"}),
        FORM,
        headers={"Authorization": f"Token {gateway.token}"},
    )

    assert answer.status_code == 500
    assert InboundMessage.objects.count() == 1
    assert "76123456" not in caplog.text + answer.content.decode()
    assert "InvalidTag" in caplog.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(body=st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode()))
def test_garbage_is_refused_and_nothing_worse(gateway: OpenedGateway, body: bytes) -> None:
    assert bring(gateway, body).status_code == 400
    assert bring(gateway, b"from=76123456&id=1&text=" + body).status_code in {200, 400}


def test_an_operator_may_be_met_in_both_directions_over_a_real_wire(
    live_server: LiveServer,
) -> None:
    programme = make_programme()
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url))
        here = f"{live_server.url}/passerelles/{gateway.gateway}"
        with httpx.Client(headers={"Authorization": f"Token {gateway.token}"}) as line:
            heard = line.post(f"{here}/receive", data=MESSAGE)
            contact = Contact.objects.get()
            queue(programme, contact.pk, "Bien reçu.", purpose="reply", moment=timezone.now())
            actions.dispatch_due(now=timezone.now())
            told = line.post(f"{here}/delivered", data={"id": operator.letters[0]["id"]})

    assert (heard.status_code, heard.text, told.status_code) == (200, "Accepted", 200)
    assert operator.texts == ["Bien reçu."]
    assert OutboundMessage.objects.get().state == "delivered"
