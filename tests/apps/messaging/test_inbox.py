"""A message is kept once, with its sender, and what it says stays sealed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import Contact, InboundMessage, OutboundMessage
from benkan.apps.messaging.rules.numbers import NumberNotPossible
from benkan.apps.messaging.rules.sms import segments
from tests.make.messaging import (
    ADMINISTRATOR,
    NUMBER,
    at_once,
    hear,
    make_contact,
    make_gateway,
    queue,
)
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return list(Entry.objects.order_by("moment", "name").values_list("name", flat=True))


def test_a_message_is_kept_with_its_words_and_announced_without() -> None:
    gateway = make_gateway(make_programme()).gateway

    assert hear("La pompe est cassée à Sanankoroba", gateway=gateway)

    message = InboundMessage.objects.get()
    assert queries.text_of(message.pk) == "La pompe est cassée à Sanankoroba"
    event = Entry.objects.get(name="MessageReceived")
    assert event.body == f'{{"contact":"{message.contact_id}","message":"{message.pk}"}}'


def test_a_delivery_repeated_today_or_in_a_year_changes_nothing() -> None:
    gateway = make_gateway(make_programme()).gateway
    hear("pompe", gateway=gateway, key="k-1")
    entries = Entry.objects.count()

    assert not hear("pompe", gateway=gateway, key="k-1")
    assert not hear("pompe", gateway=gateway, key="k-1", moment=NOW + timedelta(days=365))

    assert (InboundMessage.objects.count(), Entry.objects.count()) == (1, entries)


def test_a_delivery_repeated_after_its_sender_was_erased_makes_no_new_contact() -> None:
    gateway = make_gateway(make_programme()).gateway
    hear("pompe", gateway=gateway, key="k-1")
    contact = Contact.objects.get()
    actions.erase_contact(contact=contact.pk, actor=ADMINISTRATOR, moment=NOW)

    assert not hear("pompe", gateway=gateway, key="k-1")

    assert [row.pk for row in Contact.objects.all()] == [contact.pk]


def test_the_same_key_at_two_gateways_is_two_messages() -> None:
    programme = make_programme()
    for _ in range(2):
        hear(gateway=make_gateway(programme).gateway, key="k-1")

    assert InboundMessage.objects.count() == 2
    assert Contact.objects.count() == 1


def test_nobody_at_all_leaves_nothing() -> None:
    gateway = make_gateway(make_programme()).gateway

    with pytest.raises(NumberNotPossible):
        hear(gateway=gateway, number=" ")

    assert (InboundMessage.objects.count(), Contact.objects.count()) == (0, 0)


def test_a_name_or_a_short_code_is_kept_for_staff_and_nothing_follows() -> None:
    programme = make_programme()
    gateway = make_gateway(programme, code="puce").gateway

    for sender in ("Orange  Money", "ORANGE MONEY", "36037"):
        hear("STOP", gateway=gateway, number=sender)

    assert Contact.objects.filter(is_service=True).count() == 2
    assert Contact.objects.filter(stopped_at__isnull=False).count() == 0
    assert Entry.objects.filter(name="MessageReceived").count() == 0
    assert {one.sender for one in queries.notices_of(programme.pk)} == {"ORANGE MONEY", "36037"}
    assert queries.outbox_state(programme.pk).received == 0, "people are counted"


def test_a_service_is_never_written_to() -> None:
    programme = make_programme()
    hear("Recharge", gateway=make_gateway(programme).gateway, number="ORANGE")

    queue(programme, Contact.objects.get().pk, purpose="reply")

    row = OutboundMessage.objects.get()
    assert (row.state, row.reason) == ("withheld", "no_person")


@pytest.mark.parametrize("sender", ["12345678", "+223 54 12 34 56", "0022512345678"])
def test_a_number_that_no_plan_knows_is_somebody_whose_words_are_no_notice(sender: str) -> None:
    programme = make_programme()
    hear("On me menace", gateway=make_gateway(programme).gateway, number=sender)

    assert queries.notices_of(programme.pk) == []
    assert Entry.objects.filter(name="MessageReceived").count() == 1


def test_notices_are_told_in_one_query_however_many() -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway
    for number in ("ORANGE", "36037", "MOOV"):
        hear("Recharge", gateway=gateway, number=number)

        with CaptureQueriesContext(connection) as asked:
            queries.notices_of(programme.pk)

        assert len(asked) == 1


def test_stop_is_answered_once_and_heard_by_nobody_else() -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway
    contact = make_contact(programme)

    hear("STOP", gateway=gateway)
    hear("Arrêter !", gateway=gateway)

    assert [name for name in names() if name != "GatewayOpened"] == ["ContactStopped"]
    (notice,) = OutboundMessage.objects.all()
    assert (notice.state, notice.segments) == ("queued", 1)
    assert not queries.can_be_answered(contact)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            "Vous ne recevrez plus de messages de notre part. Pour reprendre, envoyez REPRENDRE.",
        ),
        (
            "bm",
            "Vous ne recevrez plus de messages de notre part. Pour reprendre, envoyez REPRENDRE.",
        ),
        ("en", "You will get no more messages from us. To have them again, send START."),
    ],
)
def test_stop_is_answered_in_the_language_of_the_contact_or_in_french(
    language: str, words: str
) -> None:
    programme = make_programme(kind="demonstration")
    actions.contact_for(programme=programme.pk, number=NUMBER, language=language, moment=NOW)

    hear("STOP", gateway=make_gateway(programme).gateway)

    assert queries.simulated_messages(programme.pk)[-1].text == words
    assert segments(words) == 1


def test_after_stop_nothing_goes_until_start() -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway
    contact = make_contact(programme)
    before = queue(programme, contact)

    hear("STOP", gateway=gateway)
    after = queue(programme, contact)
    hear("REPRENDRE", gateway=gateway, moment=NOW + timedelta(minutes=1))
    again = queue(programme, contact)

    states = dict(OutboundMessage.objects.values_list("pk", "state"))
    assert (states[before], states[after], states[again]) == ("queued", "withheld", "queued")
    assert queries.can_be_answered(contact)


def test_what_waited_when_stop_came_is_held_back() -> None:
    programme = make_programme(kind="demonstration")
    contact = make_contact(programme)
    waiting = queue(programme, contact)

    actions.stop_contact(contact=contact, moment=NOW)
    actions.dispatch_due(now=NOW)

    message = OutboundMessage.objects.get(pk=waiting)
    assert (message.state, message.reason) == ("withheld", "stopped")


def test_one_who_stopped_and_asks_again_is_replied_to() -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway
    contact = make_contact(programme)
    hear("STOP", gateway=gateway)

    hear("Et ma pompe ?", gateway=gateway, moment=NOW + timedelta(minutes=5))
    reply = queue(programme, contact, purpose="reply", moment=NOW + timedelta(minutes=6))

    assert OutboundMessage.objects.get(pk=reply).state == "queued"
    assert names()[-1] == "MessageReceived"


def test_an_operator_can_stop_a_number_that_never_wrote() -> None:
    programme = make_programme()

    actions.stop_number(programme=programme.pk, number=NUMBER, moment=NOW)
    contact = make_contact(programme)

    assert OutboundMessage.objects.get(pk=queue(programme, contact)).reason == "stopped"


@pytest.mark.django_db(transaction=True)
def test_one_delivery_that_arrives_ten_times_at_once_is_kept_once() -> None:
    gateway = make_gateway(make_programme()).gateway

    def deliver(_: int) -> bool:
        try:
            return hear("pompe", gateway=gateway, key="k-1")
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once(8)) as threads:
        news = list(threads.map(deliver, range(10)))

    assert sorted(news) == [False] * 9 + [True]
    assert InboundMessage.objects.count() == 1
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(name="MessageReceived").count() == 1
