"""From the gateway to the case by what follows in the table; twice is once."""

from datetime import timedelta

import pytest

from benkan.apps.files.actions import keep_audio, remove_expired
from benkan.apps.files.models import StoredFile
from benkan.apps.journal.actions import carry, seal
from benkan.apps.journal.events import Occurrence
from benkan.apps.journal.models import Carriage, Entry
from benkan.apps.journal.queries import backlog
from benkan.apps.messaging.actions import erase_contact
from benkan.apps.messaging.events import MessageReceived
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.voices.models import Case
from benkan.kit.actor import Role
from benkan.reactions.table import FOLLOWS
from benkan.reactions.voices import hear_the_message
from tests.make.files import make_tone
from tests.make.messaging import hear, make_contact, make_gateway, make_message
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case

pytestmark = pytest.mark.django_db


def test_a_gateway_that_repeats_itself_opens_one_case() -> None:
    gateway = make_gateway(make_programme()).gateway

    for _ in range(2):
        hear("La pompe est en panne", gateway=gateway, key="k-1")
        seal(now=NOW)
        carry(FOLLOWS, now=NOW)
    Carriage.objects.update(done_at=None, retry_at=NOW)
    carry(FOLLOWS, now=NOW + timedelta(hours=1))

    assert Case.objects.count() == 1
    assert OutboundMessage.objects.count() == 2
    assert backlog().failing == 0


def test_a_message_that_is_heard_twice_is_kept_once() -> None:
    programme = make_programme()
    message = make_message("La pompe est en panne", gateway=make_gateway(programme).gateway)
    assert message.contact_id is not None
    occurrence = Occurrence(
        id=Entry.objects.get(name="MessageReceived").pk,
        programme=programme.pk,
        actor=None,
        moment=NOW,
        event=MessageReceived(message=message.pk, contact=message.contact_id),
    )

    hear_the_message(occurrence)
    hear_the_message(occurrence)

    assert Case.objects.count() == 1
    assert OutboundMessage.objects.count() == 2


def test_whoever_is_erased_takes_her_words_along_once_and_again() -> None:
    programme, place = make_programme(), make_place()
    contact = make_contact(programme)
    voice = keep_audio(programme=programme.pk, content=make_tone(), moment=NOW)
    case = make_case(programme, place, contact=contact, channel="animator", recording_file=voice)
    other = make_case(programme, place)
    erase_contact(contact=contact, actor=make_actor(programme, Role.ADMINISTRATOR), moment=NOW)

    for _ in range(2):
        seal(now=NOW)
        carry(FOLLOWS, now=NOW)
        Carriage.objects.update(done_at=None, retry_at=NOW)
    remove_expired(now=NOW)

    assert backlog().failing == 0
    assert (case_row(case).text, case_row(case).recording_file) == ("", None)
    assert case_row(other).text == "La pompe est en panne"
    assert StoredFile.objects.count() == 0
