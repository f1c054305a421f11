"""What is queued goes once, in its time, and what gateways say about it only moves forward."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.kit.refusals import NotFound
from tests.make.messaging import (
    NUMBER,
    at_once,
    hear,
    make_contact,
    make_gateway,
    make_operator,
    queue,
)
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db


def test_a_key_is_queued_once() -> None:
    programme = make_programme()
    contact = make_contact(programme)

    first = queue(programme, contact, "un", key="case-1")
    second = queue(programme, contact, "deux", key="case-1")

    assert first == second
    assert OutboundMessage.objects.count() == 1


def test_a_contact_of_another_programme_cannot_be_written_to() -> None:
    contact = make_contact(make_programme())

    with pytest.raises(NotFound):
        queue(make_programme(), contact)


def test_the_operator_gets_what_the_contract_says() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    with make_operator() as operator:
        contract = HttpContract(
            send_url=operator.url, sender="36037", headers={"Authorization": "Basic eHl6"}
        )
        gateway = make_gateway(programme, contract=contract).gateway
        message = queue(programme, contact, "Le forage est réparé.")

        assert actions.dispatch_due(now=NOW) == 1
        assert actions.dispatch_due(now=NOW) == 0

    assert operator.letters == [
        {
            "id": str(message),
            "text": "Le forage est réparé.",
            "to": "+22376123456",
            "to_no_plus": "22376123456",
            "from": "36037",
            "channel": str(gateway),
        }
    ]
    assert operator.headers[0]["Authorization"] == "Basic eHl6"
    assert OutboundMessage.objects.get().state == "sent"


def test_messages_queued_at_one_moment_go_in_their_order() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    texts = [f"message {n}" for n in range(8)]
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        for text in texts:
            queue(programme, contact, text)

        actions.dispatch_due(now=NOW)

    assert operator.texts == texts


def test_a_gateway_may_want_json_and_names_of_its_own() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    with make_operator() as operator:
        contract = HttpContract(
            send_url=operator.url,
            encoding="json",
            fields={"msisdn": "{{to_no_plus}}", "text": "{{text}}"},
        )
        make_gateway(programme, contract=contract)
        queue(programme, contact, "I ni ce, sɔgɔma")

        actions.dispatch_due(now=NOW)

    assert operator.letters == [{"msisdn": "22376123456", "text": "I ni ce, sɔgɔma"}]


def test_nothing_is_lost_while_the_operator_is_down() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        for text in ("un", "deux", "trois"):
            queue(programme, contact, text)
        operator.status = 503
        assert actions.dispatch_due(now=NOW) == 0
        assert operator.texts != [], "it was tried"
        tried = len(operator.letters)
        assert tried == 1, "the others don't wait for the same time-out"

        operator.status, operator.letters = 200, []
        assert actions.dispatch_due(now=NOW + timedelta(minutes=1)) == 3

    assert sorted(operator.texts) == ["deux", "trois", "un"]


def test_nothing_is_lost_while_the_operator_cannot_be_reached() -> None:
    programme = make_programme()
    with make_operator() as operator:
        pass
    make_gateway(programme, contract=HttpContract(send_url=operator.url))
    queue(programme, make_contact(programme))

    actions.dispatch_due(now=NOW)

    message = OutboundMessage.objects.get()
    assert (message.state, message.attempts, message.reason) == ("queued", 1, "ConnectError")
    assert message.next_try_at == NOW + timedelta(seconds=30)


def test_a_message_that_no_gateway_takes_is_given_up_after_three_days() -> None:
    programme = make_programme()
    queue(programme, make_contact(programme))

    now = NOW
    while (message := OutboundMessage.objects.get()).state == "queued":
        assert message.next_try_at is not None
        now = message.next_try_at
        actions.dispatch_due(now=now)

    assert (message.state, message.reason) == ("given_up", "no_gateway")
    assert timedelta(days=3) <= now - NOW < timedelta(days=4)


def test_a_message_that_the_operator_refuses_is_not_tried_again() -> None:
    programme = make_programme()
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        queue(programme, make_contact(programme))
        operator.status = 400
        actions.dispatch_due(now=NOW)
        actions.dispatch_due(now=NOW + timedelta(hours=7))

    message = OutboundMessage.objects.get()
    assert (message.state, message.reason) == ("failed", "answered_400")
    assert len(operator.letters) == 1


def test_a_gateway_that_is_down_is_left_alone_for_a_while() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        for text in ("un", "deux", "trois"):
            queue(programme, contact, text)
        operator.status = 503

        tried = []
        for seconds in (0, 1, 29, 30, 31, 89, 90):
            actions.dispatch_due(now=NOW + timedelta(seconds=seconds))
            tried.append(len(operator.letters))

    assert tried == [1, 1, 1, 2, 2, 2, 3]
    assert queries.gateways_of(programme.pk)[0].rests_until == NOW + timedelta(seconds=90 + 120)


def test_while_one_gateway_rests_the_next_is_used() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    with make_operator() as first, make_operator() as second:
        make_gateway(programme, code="a", contract=HttpContract(send_url=first.url))
        make_gateway(programme, code="b", contract=HttpContract(send_url=second.url))
        first.status = 500
        queue(programme, contact, "un")
        queue(programme, contact, "deux")

        assert actions.dispatch_due(now=NOW) == 1
        assert actions.dispatch_due(now=NOW + timedelta(seconds=30)) == 0
        first.status = 200
        assert actions.dispatch_due(now=NOW + timedelta(minutes=5)) == 1

    assert len(second.letters) == 1
    assert len(first.letters) == 3


def test_what_waited_three_days_for_a_gateway_is_given_up_unsent() -> None:
    programme = make_programme()
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        queue(programme, make_contact(programme))

        assert actions.dispatch_due(now=NOW + timedelta(days=3)) == 0

    message = OutboundMessage.objects.get()
    assert (message.state, message.reason, operator.letters) == ("given_up", "too_late", [])


def test_an_answer_must_contain_what_was_agreed() -> None:
    programme = make_programme()
    with make_operator() as operator:
        contract = HttpContract(send_url=operator.url, must_contain="Accepted")
        make_gateway(programme, contract=contract)
        queue(programme, make_contact(programme))
        operator.says = "no credit"
        assert actions.dispatch_due(now=NOW) == 0
        operator.says = "0: Accepted"
        assert actions.dispatch_due(now=NOW + timedelta(minutes=1)) == 1


def test_a_programme_that_is_not_real_reaches_no_operator() -> None:
    programme = make_programme(kind="demonstration")
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        queue(programme, make_contact(programme))

        assert actions.dispatch_due(now=NOW) == 1

    assert operator.letters == []
    assert OutboundMessage.objects.get().state == "delivered"


def test_a_programme_whose_gateway_is_down_holds_up_no_other() -> None:
    down, up = make_programme(), make_programme()
    with make_operator() as broken, make_operator() as working:
        broken.status = 500
        make_gateway(down, contract=HttpContract(send_url=broken.url))
        make_gateway(up, contract=HttpContract(send_url=working.url))
        for programme in (down, up):
            for _ in range(2):
                queue(programme, make_contact(programme))

        assert actions.dispatch_due(now=NOW) == 2


def test_a_claim_that_was_left_behind_is_sent_again_with_the_same_id() -> None:
    programme = make_programme()
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        message = queue(programme, make_contact(programme))
        # As after a crash between sending and writing it down.
        OutboundMessage.objects.update(attempts=1, next_try_at=NOW + timedelta(minutes=5))

        assert actions.dispatch_due(now=NOW + timedelta(minutes=4)) == 0
        assert actions.dispatch_due(now=NOW + timedelta(minutes=5)) == 1

    assert [letter["id"] for letter in operator.letters] == [str(message)]


def test_receipts_move_forward_only_and_are_kept_once() -> None:
    programme = make_programme()
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url)).gateway
        message = queue(programme, make_contact(programme))
        actions.dispatch_due(now=NOW)

    for status in ("delivered", "sent", "delivered", "failed"):
        actions.note_receipt(gateway=gateway, external_id=str(message), status=status, moment=NOW)

    assert OutboundMessage.objects.get().state == "delivered"


def test_another_gateway_knows_nothing_of_the_message() -> None:
    programme = make_programme()
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        message = queue(programme, make_contact(programme))
        actions.dispatch_due(now=NOW)
    stranger = make_gateway(make_programme()).gateway

    for named in (str(message), "rubbish"):
        with pytest.raises(NotFound):
            actions.note_receipt(gateway=stranger, external_id=named, status="sent", moment=NOW)

    assert OutboundMessage.objects.get().state == "sent"


def test_the_state_of_the_outbox_takes_as_many_queries_for_one_message_as_for_many(
    django_assert_num_queries: object,
) -> None:
    programme = make_programme()
    contact = make_contact(programme, consents=False)
    for number in range(1, 4):
        queue(programme, contact)
        with django_assert_num_queries(3):  # type: ignore[operator]
            state = queries.outbox_state(programme.pk)
        assert state.counts["withheld"] == number
        assert [line.reason for line in state.not_sent] == ["no_consent"] * number


def test_the_screen_of_a_pretended_telephone_shows_both_sides() -> None:
    programme = make_programme(kind="demonstration")
    gateway = actions.simulator_of(programme=programme.pk)
    hear("Pompe cassée", gateway=gateway)
    contact = queries.simulated_contact(programme.pk, NUMBER)
    assert contact is not None
    queue(programme, contact, "Bien reçu.", purpose="reply", moment=NOW + timedelta(seconds=9))

    said = queries.simulated_messages(programme.pk)

    assert [(line.is_ours, line.text) for line in said] == [
        (False, "Pompe cassée"),
        (True, "Bien reçu."),
    ]


def test_a_real_programme_has_no_pretended_telephone() -> None:
    programme = make_programme()

    for question in (
        lambda: queries.simulated_messages(programme.pk),
        lambda: queries.simulated_contact(programme.pk, NUMBER),
        lambda: actions.simulator_of(programme=programme.pk),
    ):
        with pytest.raises(NotFound):
            question()


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    for number in range(12):
        queue(programme, contact, f"message {number}")

    def work(_: int) -> int:
        try:
            return actions.dispatch_due(now=NOW)
        finally:
            connection.close()

    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        with ThreadPoolExecutor(at_once(4)) as workers:
            sent = sum(workers.map(work, range(4)))

    assert sent == 12
    assert sorted(operator.texts) == sorted(f"message {number}" for number in range(12))
