"""Whatever a gateway brings or is given, no number and no secret is in a log, an address or the journal."""

import logging
from uuid import UUID

import pytest
from django.utils import timezone

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions
from benkan.apps.messaging.actions import OpenedGateway
from benkan.apps.messaging.models import Contact
from benkan.apps.messaging.rules.contracts import AndroidContract, HttpContract, KannelContract
from tests.interfaces.gateways import test_android as android
from tests.interfaces.gateways import test_generic as generic
from tests.interfaces.gateways import test_kannel as kannel
from tests.make.messaging import Operator, make_gateway, make_operator
from tests.make.registry import make_programme

pytestmark = pytest.mark.django_db

NUMBER = "76123456"
SECRET = "mot-de-passe"
WORDS = "pompe Sanankoroba"
NOBODY_LISTENS = "http://127.0.0.1:9/send"


def contracts(url: str) -> dict[str, HttpContract | KannelContract | AndroidContract]:
    return {
        "http": HttpContract(send_url=url, headers={"Authorization": SECRET}),
        "kannel": KannelContract(send_url=url, password=SECRET, here="http://127.0.0.1:8000"),
        "android": AndroidContract(send_url=url, password=SECRET, signing_key=android.KEY),
    }


def bring(kind: str, gateway: OpenedGateway) -> list[int]:
    """A message, one that cannot be read, and one from somebody who is not the gateway."""
    spoiled = b"\xff\xfe" + NUMBER.encode()
    if kind == "http":
        told = {"from": NUMBER, "text": WORDS, "id": NUMBER}
        answers = [
            generic.bring(gateway, told),
            generic.bring(gateway, spoiled),
            generic.bring(gateway, told, token="wrong"),
        ]
    elif kind == "kannel":
        answers = [
            kannel.bring(gateway, WORDS),
            kannel.bring(gateway, spoiled),
            kannel.bring(gateway, WORDS, token="wrong"),
        ]
    else:
        answers = [
            android.bring(gateway),
            android.bring(gateway, spoiled),
            android.bring(gateway, key="wrong"),
        ]
    assert [NUMBER in answer.content.decode() for answer in answers] == [False] * 3
    return [answer.status_code for answer in answers]


def send(programme: UUID, operator: Operator, key: str) -> None:
    contact = Contact.objects.get(programme=programme)
    actions.queue_message(
        programme=programme,
        contact=contact.pk,
        key=key,
        purpose="reply",
        text=WORDS,
        moment=timezone.now(),
    )
    actions.dispatch_due(now=timezone.now())


@pytest.mark.parametrize("kind", ["http", "kannel", "android"])
@pytest.mark.parametrize("status", [200, 400, 503, None])
def test_no_number_and_no_secret_is_written_anywhere(
    kind: str, status: int | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    programme = make_programme()
    with make_operator() as operator:
        operator.status = status or 200
        url = operator.url if status else NOBODY_LISTENS
        gateway = make_gateway(programme, contract=contracts(url)[kind])
        came = bring(kind, gateway)
        send(programme.pk, operator, "1")

    assert came == [200, 400, 403]
    assert len(operator.paths) == (0 if status is None else 1)
    journal = " ".join(entry.body for entry in Entry.objects.all())
    written = caplog.text + journal + " ".join(operator.paths)
    kept_out = (NUMBER, SECRET, gateway.token, WORDS, android.KEY)
    assert [one for one in kept_out if one in written] == []


def test_settings_are_told_without_their_secrets() -> None:
    told = repr(contracts(NOBODY_LISTENS))

    assert [one for one in (SECRET, android.KEY) if one in told] == []
