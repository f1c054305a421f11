"""Words that another chapter keeps open with the contact's key, in their row, and not after it is gone."""

from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benkan.apps.messaging.actions import erase_contact, seal_words
from benkan.apps.messaging.queries import opened_words
from tests.make.messaging import ADMINISTRATOR, make_contact
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db


def _sealed(contact: UUID, words: str, row: UUID) -> bytes:
    return seal_words(contact=contact, words=words, bound_to=row)


def test_words_open_for_the_row_they_were_sealed_for() -> None:
    contact, row, other = make_contact(make_programme()), uuid4(), uuid4()
    box = _sealed(contact, "Sɔgɔma, la pompe", row)

    opened = opened_words({row: (contact, box), other: (contact, b"")})

    assert opened == {row: "Sɔgɔma, la pompe", other: ""}
    with pytest.raises(InvalidTag):
        opened_words({other: (contact, box)})


def test_nothing_opens_once_the_contact_was_erased_and_nothing_is_sealed() -> None:
    programme = make_programme()
    contact, row = make_contact(programme), uuid4()
    box = _sealed(contact, "La pompe", row)

    erase_contact(contact=contact, actor=ADMINISTRATOR, moment=NOW)

    assert opened_words({row: (contact, box)}) == {row: ""}
    assert _sealed(contact, "La pompe", row) == b""


@pytest.mark.parametrize("number", [1, 4])
def test_words_of_one_contact_or_many_open_in_one_query(number: int) -> None:
    programme = make_programme()
    contacts = [make_contact(programme, number=f"+2237612345{n}") for n in range(number)]
    boxes = {(row := uuid4()): (c, _sealed(c, "Oui", row)) for c in contacts}

    with CaptureQueriesContext(connection) as asked:
        opened = opened_words(boxes)

    assert (len(asked), list(opened.values())) == (1, ["Oui"] * number)
