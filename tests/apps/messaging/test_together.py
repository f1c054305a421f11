"""What many bring at one moment is kept by one transaction, each once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import queries
from benkan.apps.messaging.actions import close_gateway, receive_together
from benkan.apps.messaging.actions.many import Brought, keep_many
from benkan.apps.messaging.actions.together import settle_laid
from benkan.apps.messaging.models import Contact, InboundMessage, OutboundMessage
from benkan.apps.messaging.rules.numbers import NumberNotPossible
from benkan.kit.refusals import NotAllowed
from tests.make.messaging import ADMINISTRATOR, at_once, hear, make_gateway
from tests.make.registry import NOW, make_programme


def brought(gateway: UUID, key: str, text: str = "", number: str = "+22376123456") -> Brought:
    return Brought(gateway, key, number, text or f"pompe {key}", key.encode(), NOW)


def texts() -> dict[str, str]:
    rows = InboundMessage.objects.values_list("external_key", "pk")
    return {key: queries.text_of(pk) for key, pk in rows}


@pytest.mark.django_db
def test_many_messages_cost_as_many_queries_as_one_and_each_is_kept_once() -> None:
    gateway = make_gateway(make_programme()).gateway
    hear("pompe k-0", gateway=gateway, key="k-0", number="+22376000001")
    with CaptureQueriesContext(
        connection,
    ) as one:
        keep_many([brought(gateway, "k-1", number="+22376000001")])
    many = [brought(gateway, f"k-{n}", number=f"+2237600000{n % 7 + 1}") for n in range(40)]
    with CaptureQueriesContext(connection) as all_of_them:
        found = keep_many([*many, many[5], many[6]])

    assert found == [False, False, *[True] * 38, False, False]
    assert texts() == {f"k-{n}": f"pompe k-{n}" for n in range(40)}
    assert Contact.objects.count() == 7
    assert Entry.objects.filter(name="MessageReceived").count() == 40
    # Three more than for one sender who is known: those who are new are made, looked at, given keys,
    # and looked up.
    assert len(all_of_them) == len(one) + 4


@pytest.mark.django_db
def test_each_is_answered_for_itself_when_one_of_them_is_wrong() -> None:
    programme = make_programme()
    gateway, closed = make_gateway(programme).gateway, make_gateway(programme).gateway
    close_gateway(gateway=closed, actor=ADMINISTRATOR, moment=NOW)

    laid = settle_laid(
        [
            brought(gateway, "good"),
            brought(gateway, "nobody", number=" "),
            brought(closed, "closed"),
            brought(gateway, "stop", text="STOP"),
            brought(gateway, "service", number="ORANGE"),
        ]
    )

    assert [one if isinstance(one, bool) else type(one) for one in laid] == [
        True,
        NumberNotPossible,
        NotAllowed,
        True,
        True,
    ]
    assert texts().keys() == {"good", "stop", "service"}
    # STOP is obeyed at once and confirmed; what comes of a service is nothing.
    assert OutboundMessage.objects.count() == 1
    assert Entry.objects.filter(name="MessageReceived").count() == 1


@pytest.mark.django_db(transaction=True)
def test_threads_that_bring_the_same_messages_at_once_keep_each_of_them_once() -> None:
    gateway = make_gateway(make_programme()).gateway
    deliveries = [brought(gateway, f"k-{n % 15}", number=f"+2237600000{n % 5}") for n in range(60)]

    def bring(one: Brought) -> bool:
        try:
            return receive_together(**{name: getattr(one, name) for name in FIELDS})
        finally:
            connections.close_all()

    found = _at_once(bring, deliveries)

    assert sum(found) == 15
    assert texts() == {f"k-{n}": f"pompe k-{n}" for n in range(15)}
    assert Contact.objects.count() == 5
    assert Entry.objects.filter(name="MessageReceived").count() == 15


FIELDS = ("gateway", "external_key", "number", "text", "raw", "moment")


def _at_once(bring: Any, deliveries: Sequence[Brought]) -> list[bool]:
    threads = at_once(8)
    if threads == 1:
        return [receive_together(**{n: getattr(one, n) for n in FIELDS}) for one in deliveries]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(bring, deliveries))
