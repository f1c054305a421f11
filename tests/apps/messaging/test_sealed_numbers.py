"""A number is nowhere in clear: not in a table, a file, a log, an answer or an event."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import Contact, ContactKey, InboundMessage, OutboundMessage
from benkan.apps.messaging.queries.keys import contact_key, contact_keys
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.kit.actor import NOBODY, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.messaging import (
    ADMINISTRATOR,
    NUMBER,
    hear,
    make_contact,
    make_gateway,
    make_operator,
    queue,
)
from tests.make.registry import NOW, make_actor, make_programme

pytestmark = pytest.mark.django_db

NUMBERS = [f"+2237{1_000_003 + 7_919 * n}" for n in range(60)]
SECRET_WORDS = "Le maire Untel a pris l'argent du forage"


def forms_of(number: str) -> list[str]:
    """Every way in which the number might have been written down."""
    local = number.removeprefix("+223")
    pairs = [local[at : at + 2] for at in range(0, 8, 2)]
    return [local, " ".join(pairs), "-".join(pairs), ".".join(pairs), number[1:]]


def every_value() -> Iterator[tuple[str, str]]:
    """Each stored value, as text, with the name of its column."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            for column, value in row.items():
                if isinstance(value, bytes | memoryview):
                    value = bytes(value).decode("latin-1")
                yield f"{model._meta.label}.{column}", str(value)


def everything_written(folder: Path) -> str:
    files = [p.read_bytes().decode("latin-1") for p in folder.rglob("*") if p.is_file()]
    return "\n".join([*files, *(value for _, value in every_value())])


def test_seeded_numbers_are_found_nowhere(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.KEYS_DIR, settings.FILES_DIR = tmp_path / "keys", tmp_path / "files"
    caplog.set_level(logging.DEBUG)
    programme = make_programme()
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url))
        address = f"/passerelles/{gateway.gateway}/receive"
        answers = []
        for place, number in enumerate(NUMBERS):
            # Some operators put the number itself into the id of a message.
            fields = {"from": number, "text": f"{SECRET_WORDS} {number}", "id": f"{number}-{place}"}
            answer = Client().post(
                address,
                urlencode(fields),
                "application/x-www-form-urlencoded",
                headers={"Authorization": f"Token {gateway.token}"},
            )
            answers.append(answer.content.decode())
            contact = Contact.objects.order_by("first_seen_at").last()
            assert contact is not None
            queue(programme, contact.pk, f"Bien reçu, {number}", purpose="reply")
        operator.status = 500
        actions.dispatch_due(now=NOW)
        operator.status = 200
        actions.dispatch_due(now=NOW + timedelta(minutes=1), limit=500)

    written = "\n".join([everything_written(tmp_path), caplog.text, *answers])
    found = [number for number in NUMBERS if any(form in written for form in forms_of(number))]
    assert found == []
    assert SECRET_WORDS not in written
    assert {letter["to"] for letter in operator.letters} == set(NUMBERS)


def test_two_programmes_hold_no_equal_value_for_one_number() -> None:
    one, other = make_programme(), make_programme()
    for programme in (one, other):
        contact = make_contact(programme)
        hear("pompe", gateway=make_gateway(programme).gateway, key=str(programme.pk))
        queue(programme, contact, "Bien reçu.")

    values = {
        programme.pk: {
            bytes(value) if isinstance(value, memoryview) else value
            for rows in (
                Contact.objects.filter(programme=programme),
                InboundMessage.objects.filter(contact__programme=programme),
                OutboundMessage.objects.filter(programme=programme),
            )
            for row in rows.values()
            for value in row.values()
        }
        for programme in (one, other)
    }

    shared = values[one.pk] & values[other.pk]
    # What says nothing of a person: times, states, counts.
    told = {
        v for v in shared if (isinstance(v, bytes) and v) or (isinstance(v, str) and len(v) > 12)
    }
    assert told == set()


def test_an_erased_contact_cannot_be_opened_by_anybody() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    hear(SECRET_WORDS, gateway=make_gateway(programme).gateway)
    waiting = queue(programme, contact)

    actions.erase_contact(contact=contact, actor=ADMINISTRATOR, moment=NOW)
    actions.erase_contact(contact=contact, actor=ADMINISTRATOR, moment=NOW)

    row = Contact.objects.get(pk=contact)
    assert (ContactKey.objects.count(), bytes(row.sealed_number)) == (0, b"")
    message = InboundMessage.objects.get()
    assert (bytes(message.sealed_request), bytes(message.sealed_text)) == (b"", b"")
    assert queries.text_of(message.pk) == ""
    assert OutboundMessage.objects.get(pk=waiting).state == "withheld"
    assert not queries.can_be_answered(contact)


def test_one_who_was_erased_and_writes_again_is_somebody_new() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    actions.erase_contact(contact=contact, actor=ADMINISTRATOR, moment=NOW)

    assert make_contact(programme, number=NUMBER) != contact


def test_nobody_erases_without_the_right_to() -> None:
    contact = make_contact(make_programme())

    with pytest.raises(NotAllowed):
        actions.erase_contact(contact=contact, actor=NOBODY, moment=NOW)


def test_an_administrator_of_another_programme_erases_nobody() -> None:
    contact = make_contact(make_programme())
    neighbour = make_actor(make_programme(), Role.ADMINISTRATOR)

    with pytest.raises(NotFound):
        actions.erase_contact(contact=contact, actor=neighbour, moment=NOW)

    assert queries.can_be_answered(contact)


def test_a_gateway_is_opened_and_closed_by_its_own_programme() -> None:
    programme = make_programme()
    neighbour = make_actor(make_programme(), Role.ADMINISTRATOR)
    gateway = make_gateway(programme).gateway

    with pytest.raises(NotFound):
        actions.close_gateway(gateway=gateway, actor=neighbour, moment=NOW)
    with pytest.raises(NotFound):
        actions.open_gateway(
            programme=programme.pk,
            code="autre",
            contract=HttpContract(),
            actor=neighbour,
            moment=NOW,
        )

    assert [here.is_open for here in queries.gateways_of(programme.pk)] == [True]


def test_a_sealed_number_opens_in_its_own_row_only() -> None:
    programme = make_programme(kind="real")
    rich, poor = make_contact(programme), make_contact(programme, number="66123456")
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        queue(programme, poor)
        moved = Contact.objects.get(pk=rich).sealed_number
        Contact.objects.filter(pk=poor).update(sealed_number=moved)

        assert actions.dispatch_due(now=NOW) == 0

    assert operator.letters == []
    assert OutboundMessage.objects.get().reason == "InvalidTag"


def test_keys_are_files_that_others_cannot_read() -> None:
    make_contact(make_programme())

    modes = {path.name: path.stat().st_mode & 0o777 for path in Path(settings.KEYS_DIR).iterdir()}
    assert {modes["master.key"], modes["numbers-1.key"]} == {0o600}


@pytest.mark.parametrize("many", [1, 3])
def test_the_keys_of_many_contacts_are_read_at_once(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    contacts = [make_contact(programme, number=f"7612345{n}") for n in range(many)]
    erased = make_contact(programme, number="66000000")
    actions.erase_contact(contact=erased, actor=ADMINISTRATOR, moment=NOW)

    with django_assert_num_queries(1):
        found = contact_keys([*contacts, erased])

    assert found == {row.pk: contact_key(row) for row in Contact.objects.filter(pk__in=contacts)}
