"""The language that a contact has chosen."""

from datetime import timedelta

import pytest

from benkan.apps.messaging import actions, queries
from tests.make.messaging import make_contact
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db


def test_a_language_that_was_only_assumed_was_not_chosen() -> None:
    contact = make_contact(make_programme())

    assert (queries.chosen_language(contact), queries.contact_language(contact)) == ("", "fr")


def test_the_language_last_chosen_is_spoken_everywhere() -> None:
    contact = make_contact(make_programme())

    for hours, language in enumerate(["fr", "en", "en"]):
        moment = NOW + timedelta(hours=hours)
        actions.choose_language(contact=contact, language=language, moment=moment)

    assert (queries.chosen_language(contact), queries.contact_language(contact)) == ("en", "en")
