"""What a USSD provider may do wrong, and what it is told."""

import base64
import logging
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries
from benkan.apps.messaging.models import Contact, Gateway
from benkan.apps.messaging.rules.contracts import UssdContract
from benkan.apps.registry.models import Programme
from benkan.apps.voices.models import UssdSession
from benkan.config.logs import Discreet
from tests.make.messaging import ADMINISTRATOR, NUMBER, make_gateway
from tests.make.registry import make_programme
from tests.make.ussd import FORM, Telephone, bring, make_telephone

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def phone(programme: Programme) -> Telephone:
    return make_telephone(programme)


REQUEST = {
    "sessionId": "s-1",
    "serviceCode": "*123#",
    "phoneNumber": NUMBER,
    "networkCode": "61002",
    "text": "",
}


def _shown(phone: Telephone) -> dict[str, str]:
    return {"Authorization": f"Token {phone.token}"}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sessionId", "Le champ « sessionId » manque."),
        ("phoneNumber", "Le champ « phoneNumber » manque."),
        ("text", "Le champ « text » manque."),
    ],
)
def test_a_field_that_is_missing_is_named(phone: Telephone, name: str, sentence: str) -> None:
    fields = {key: value for key, value in REQUEST.items() if key != name}

    answer = bring(phone.gateway, fields, headers=_shown(phone))

    assert (answer.status_code, answer.content.decode()) == (400, sentence)
    assert UssdSession.objects.count() == 0


@pytest.mark.parametrize("number", ["36037", "Orange", "+2237612", "anonyme 76123456"])
def test_who_cannot_be_written_to_is_told_so_on_her_screen(phone: Telephone, number: str) -> None:
    answer = bring(phone.gateway, {**REQUEST, "phoneNumber": number}, headers=_shown(phone))

    assert answer.content.decode() == (
        "END Ce n'est pas un numéro de téléphone auquel on peut écrire. Au Mali, il a huit chiffres."
    )
    assert Contact.objects.count() == 0


@pytest.mark.parametrize("number", ["+33612345678", "2250707070707", "76 12 34 56"])
def test_a_telephone_of_another_country_is_served_too(phone: Telephone, number: str) -> None:
    answer = bring(phone.gateway, {**REQUEST, "phoneNumber": number}, headers=_shown(phone))

    assert answer.content.startswith(b"CON Langue?")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"sessionId=s&phoneNumber=%2B22376123456&text=l%E9gume", FORM),
        (b"sessionId=s&phoneNumber=%2B22376123456&text=1", f"{FORM}; charset=utf-7"),
        (b'{"sessionId": "s"}', "application/json"),
    ],
)
def test_the_wrong_encoding_is_refused(phone: Telephone, body: bytes, content_type: str) -> None:
    answer = bring(phone.gateway, body, content_type=content_type, headers=_shown(phone))

    assert answer.status_code == 400
    assert UssdSession.objects.count() == 0


def test_a_get_is_refused_since_a_number_must_not_stand_in_an_address(phone: Telephone) -> None:
    answer = Client().get(f"/passerelles/{phone.gateway}/ussd", REQUEST, headers=_shown(phone))

    assert answer.status_code == 405
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(
    "header", ["", "Token", "Token wrong", "Basic !!!", "Basic d3Jvbmc=", "Bearer {token}"]
)
def test_without_its_token_nobody_is_heard(phone: Telephone, header: str) -> None:
    headers = {"Authorization": header.replace("{token}", phone.token)}

    assert bring(phone.gateway, REQUEST, headers=headers).status_code == 403
    assert Contact.objects.count() == 0


def test_the_token_may_be_a_password(phone: Telephone) -> None:
    shown = base64.b64encode(f"benkan:{phone.token}".encode()).decode()

    answer = bring(phone.gateway, REQUEST, headers={"Authorization": f"Basic {shown}"})

    assert answer.content.startswith(b"CON ")


def test_the_token_stands_in_the_address_only_where_it_was_opened_so(
    programme: Programme, phone: Telephone
) -> None:
    opened = make_gateway(programme, contract=UssdContract(secret_in_address=True))

    def at(gateway: UUID, secret: str) -> int:
        return int(bring(gateway, REQUEST, secret=f"/{secret}").status_code)

    assert at(opened.gateway, opened.token) == 200
    assert at(opened.gateway, "wrong") == 403
    assert at(phone.gateway, phone.token) == 403
    assert at(opened.gateway, phone.token) == 403


def test_a_gateway_of_another_kind_or_one_that_is_closed_is_not_heard(
    programme: Programme, phone: Telephone
) -> None:
    sms = make_gateway(programme)
    messaging.close_gateway(gateway=phone.gateway, actor=ADMINISTRATOR, moment=timezone.now())

    by_sms = bring(sms.gateway, REQUEST, headers={"Authorization": f"Token {sms.token}"})
    closed = bring(phone.gateway, REQUEST, headers=_shown(phone))
    assert [by_sms.status_code, closed.status_code] == [403, 403]


def test_a_request_is_a_sign_of_life_of_the_gateway(phone: Telephone) -> None:
    phone.dial()

    [gateway] = queries.gateways_of(Gateway.objects.get(pk=phone.gateway).programme_id)
    assert gateway.seen_at is not None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), again=st.text(max_size=300))
def test_whatever_is_typed_is_answered(phone: Telephone, text: str, again: str) -> None:
    phone.dial()

    answers = [phone.press(typed).partition(" ")[0] for typed in (text, again)]

    assert set(answers) <= {"CON", "END"}


@pytest.mark.parametrize("body", [{"sessionId": "s-1"}, REQUEST])
def test_a_token_that_ends_an_address_is_in_no_line_of_the_log(
    programme: Programme, body: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    opened = make_gateway(programme, contract=UssdContract(secret_in_address=True))
    messaging.close_gateway(gateway=opened.gateway, actor=ADMINISTRATOR, moment=timezone.now())

    Client().post(
        f"/passerelles/{opened.gateway}/ussd/{opened.token}", urlencode(body), content_type=FORM
    )

    lines = [Discreet("%(message)s").format(record) for record in caplog.records]
    assert caplog.records[0].levelno == logging.WARNING
    assert [line for line in lines if opened.token in line] == []


def test_who_dials_when_the_programme_is_over_is_told_so() -> None:
    screen = make_telephone(make_programme(kind="historical")).dial()

    assert screen == "END Ce programme est terminé : plus personne n'y lit de messages."
    assert (Contact.objects.count(), UssdSession.objects.count()) == (0, 0)
