"""The heads of the journal go out every morning, to those who keep them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from benkan.apps.journal.actions import seal
from benkan.apps.journal.queries import heads
from benkan.apps.journal.rules import anchors_in
from benkan.apps.messaging.actions import send_letters
from benkan.apps.messaging.models import OutboundLetter
from benkan.interfaces.cli.findings import witnesses
from benkan.reactions.anchors import send_heads
from tests.make.journal import happen
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db
WITNESSES = ["garde@example.org", "archives@example.net"]


@pytest.fixture(autouse=True)
def two_witnesses(settings: Any) -> None:
    settings.ANCHOR_TO = WITNESSES


def test_each_witness_gets_the_head_of_a_real_programme_once_a_day() -> None:
    programme, other = make_programme("kayes"), make_programme("essai", kind="demonstration")
    happen(programme.pk, times=3)
    happen(other.pk)
    seal(now=NOW)
    (head,) = [one for one in heads() if one.programme == programme.pk]

    send_heads(NOW)
    happen(programme.pk)
    seal(now=NOW)
    send_heads(NOW + timedelta(minutes=5))
    send_letters(now=NOW)
    send_letters(now=NOW + timedelta(days=1))

    assert sorted(letter.to for letter in mail.outbox) == sorted([one] for one in WITNESSES)
    assert [anchors_in(str(letter.body)) for letter in mail.outbox] == [[head], [head]]
    assert send_heads(NOW + timedelta(days=1)) == 2
    assert OutboundLetter.objects.count() == 4


def test_a_witness_who_was_taken_out_of_the_settings_gets_nothing_more(settings: Any) -> None:
    happen(make_programme().pk)
    seal(now=NOW)
    send_heads(NOW)
    settings.ANCHOR_TO = WITNESSES[:1]

    send_letters(now=NOW)

    assert [letter.to for letter in mail.outbox] == [WITNESSES[:1]]
    gone = OutboundLetter.objects.get(witness=2)
    assert (gone.state, gone.reason) == ("failed", "no_address")


def test_at_night_and_without_witnesses_nothing_is_written(settings: Any) -> None:
    happen(make_programme().pk)
    seal(now=NOW)

    assert send_heads(NOW.replace(hour=3)) == 0
    settings.ANCHOR_TO = []
    assert send_heads(NOW) == 0
    assert OutboundLetter.objects.count() == 0


def test_the_check_says_when_nobody_outside_keeps_the_head(settings: Any) -> None:
    happen(make_programme().pk)
    seal(now=NOW)

    def is_well(now: Any) -> list[bool]:
        return [finding.is_well for finding in witnesses.findings(now)]

    settings.ANCHOR_TO = []
    unset = is_well(NOW)
    settings.ANCHOR_TO = WITNESSES
    send_heads(NOW)
    send_letters(now=NOW)

    assert (unset, is_well(NOW), is_well(NOW + timedelta(days=3))) == ([False], [True], [False])
