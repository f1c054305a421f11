"""A key is changed under way: everything opens before, in the middle and after."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import Contact, InboundMessage
from benkan.apps.messaging.queries.contacts import contact_with
from benkan.apps.messaging.queries.keys import contact_keys
from benkan.apps.registry.models import Programme
from benkan.kit.keys import MASTER, NUMBERS
from tests.make.messaging import ADMINISTRATOR, hear, make_contact, make_gateway
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings: Settings, tmp_path: Path) -> Programme:
    """A programme on a host with keys of its own, to which five people wrote."""
    settings.KEYS_DIR = tmp_path / "keys"
    programme = make_programme()
    gateway = make_gateway(programme, code="orange").gateway
    for number in numbers():
        hear(f"de {number}", gateway=gateway, number=number)
    return programme


def numbers() -> list[str]:
    return [f"+2237612345{n}" for n in range(5)]


def keys_here() -> list[str]:
    return sorted(path.stem for path in Path(settings.KEYS_DIR).glob("*.key"))


def check_everything_opens(programme: Programme) -> None:
    texts = {queries.text_of(message.pk) for message in InboundMessage.objects.all()}
    assert texts == {f"de {number}" for number in numbers()}
    assert all(contact_with(number, programme=programme.pk) for number in numbers())
    ids = set(Contact.objects.values_list("pk", flat=True))
    assert set(contact_keys(ids)) == ids
    assert len(queries.gateways_of(programme.pk)) == 1


def test_a_new_master_takes_over_and_the_old_one_is_deleted(programme: Programme) -> None:
    MASTER.begin_next(Path(settings.KEYS_DIR))
    check_everything_opens(programme)

    gateways = actions.rewrap_gateways()
    first = actions.rewrap_contacts(limit=2)
    early = actions.drop_unneeded_keys(now=NOW, at_once=True)
    check_everything_opens(programme)
    rest = [actions.rewrap_contacts(limit=2) for _ in range(3)]
    dropped = actions.drop_unneeded_keys(now=NOW, at_once=True)

    assert (gateways, first, early, rest, dropped) == (1, 2, [], [2, 1, 0], ["master"])
    assert actions.rewrap_gateways() == 0
    assert "master-2" in keys_here()
    assert "master" not in keys_here()
    check_everything_opens(programme)
    assert make_contact(programme, number="66000000")


def test_numbers_are_found_under_both_keys_while_they_move(programme: Programme) -> None:
    before = set(Contact.objects.values_list("number_digest", flat=True))
    NUMBERS.begin_next(Path(settings.KEYS_DIR))
    newcomer = make_contact(programme, number="66000000")

    batch = actions.redigest_numbers(limit=2)
    check_everything_opens(programme)
    again = [make_contact(programme, number=number) for number in numbers()]
    early = actions.drop_unneeded_keys(now=NOW, at_once=True)
    counts = []
    while batch.last is not None:
        counts.append(batch.count)
        batch = actions.redigest_numbers(after=batch.last, limit=2)
    dropped = actions.drop_unneeded_keys(now=NOW, at_once=True)

    assert (sum(counts), early, dropped) == (5, [], ["numbers-1"])
    assert {*again, newcomer} == set(Contact.objects.values_list("pk", flat=True))
    assert before.isdisjoint(Contact.objects.values_list("number_digest", flat=True))
    assert make_contact(programme, number="66000000") == newcomer
    check_everything_opens(programme)


def test_begun_again_after_it_was_killed_it_goes_on(programme: Programme) -> None:
    NUMBERS.begin_next(Path(settings.KEYS_DIR))
    actions.redigest_numbers(limit=3)  # and no more: the power is gone

    batch = actions.redigest_numbers()

    assert batch.count == 2
    assert actions.drop_unneeded_keys(now=NOW, at_once=True) == ["numbers-1"]


def test_beside_other_processes_an_old_key_stays_for_a_day(programme: Programme) -> None:
    MASTER.begin_next(Path(settings.KEYS_DIR))
    actions.rewrap_gateways()
    actions.rewrap_contacts()
    now = datetime.now(UTC)

    soon = actions.drop_unneeded_keys(now=now + timedelta(hours=23), at_once=False)
    later = actions.drop_unneeded_keys(now=now + timedelta(hours=25), at_once=False)

    assert (soon, later) == ([], ["master"])


def test_a_key_that_is_lost_is_never_made_anew(programme: Programme) -> None:
    MASTER.begin_next(Path(settings.KEYS_DIR))
    (Path(settings.KEYS_DIR) / "master.key").unlink()

    with pytest.raises(FileNotFoundError):
        actions.rewrap_contacts()

    assert "master" not in keys_here()


def test_whoever_is_erased_meanwhile_stays_erased(programme: Programme) -> None:
    contact = contact_with(numbers()[0], programme=programme.pk)
    assert contact is not None, "she wrote"
    NUMBERS.begin_next(Path(settings.KEYS_DIR))
    actions.erase_contact(contact=contact.pk, actor=ADMINISTRATOR, moment=NOW)

    actions.redigest_numbers()
    dropped = actions.drop_unneeded_keys(now=NOW, at_once=True)

    assert contact_with(numbers()[0], programme=programme.pk) is None
    assert dropped == ["numbers-1"]
