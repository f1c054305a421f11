"""What callers recorded, from the provider to the case."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.utils import timezone

from benkan.apps.messaging.actions import let_contacts_go
from benkan.apps.messaging.models import Contact, OutboundMessage
from benkan.apps.registry.models import Account, Programme
from benkan.apps.voices import actions, queries
from benkan.apps.voices.models import Case, ConnectionCount, VoiceCall, VoiceRecording
from benkan.apps.voices.rules.voice_menu import MOST_CASES
from benkan.kit.actor import Role
from tests.make.calls import (
    TO_RECORD,
    Archive,
    Provider,
    make_call,
    make_voice_line,
)
from tests.make.messaging import at_once
from tests.make.registry import make_actor, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


def test_the_recording_is_fetched_with_the_name_and_secret_of_the_line(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)

    actions.fetch_recordings(now=timezone.now())
    actions.fetch_recordings(now=timezone.now() + timedelta(hours=1))

    assert archive.asked == [("/Recordings/RE1", "Basic QUMwOmEtc2VjcmV0LW9mLXRoZS1wcm92aWRlcg==")]
    assert VoiceRecording.objects.get().address == ""


def test_a_recording_that_cannot_be_fetched_is_tried_for_three_days_then_said(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)
    archive.status = 503
    case, now = Case.objects.get(), timezone.now()

    actions.fetch_recordings(now=now)
    assert queries.recordings_awaited([case.pk]) == {case.pk: "waiting"}
    for hours in range(1, 80):
        actions.fetch_recordings(now=now + timedelta(hours=hours))

    assert queries.recordings_awaited([case.pk]) == {case.pk: "lost"}
    assert VoiceRecording.objects.get().reason == "answered_503"


def test_a_provider_that_is_back_gives_what_was_waiting(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)
    archive.status, now = 404, timezone.now()
    actions.fetch_recordings(now=now)
    archive.status = 200

    actions.fetch_recordings(now=now + timedelta(hours=1))

    case = Case.objects.get()
    assert case.recording_file is not None
    assert queries.recordings_awaited([case.pk]) == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/Recordings/RE1",
        "https://evil.example/Recordings/RE1",
        "file:///etc/passwd",
        "not an address",
        "https://[api.twilio.com/Recordings/RE1",
    ],
)
def test_nothing_is_fetched_from_anywhere_else(
    programme: Programme, archive: Archive, address: str
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=address, hangs_up=True)

    actions.fetch_recordings(now=timezone.now())

    assert VoiceRecording.objects.get().reason == "other_host"
    assert archive.asked == []


def test_a_redirect_is_not_followed(programme: Programme, archive: Archive) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)
    archive.status, archive.leads_to = 302, archive.address("elsewhere")

    actions.fetch_recordings(now=timezone.now())

    assert VoiceRecording.objects.get().reason == "answered_302"
    assert [path for path, _ in archive.asked] == ["/Recordings/RE1"]


def test_a_host_of_an_inner_network_is_not_asked(programme: Programme) -> None:
    line = make_voice_line(programme, recordings_host="localhost")
    call = Provider(line).start().press(TO_RECORD)
    call.speak(address="https://localhost/Recordings/RE1", hangs_up=True)

    actions.fetch_recordings(now=timezone.now())

    assert VoiceRecording.objects.get().reason == "inner_address"


def test_what_is_too_large_or_no_recording_is_not_kept(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)
    archive.content, now = b"\0" * (5 * 1024 * 1024 + 1), timezone.now()
    actions.fetch_recordings(now=now)
    assert VoiceRecording.objects.get().reason == "too_large"

    archive.content = b"<html>Not now</html>"
    actions.fetch_recordings(now=now + timedelta(hours=1))

    assert VoiceRecording.objects.get().reason == "not_a_sound"
    assert Case.objects.get().recording_file is None


def test_who_is_forgotten_is_not_fetched_any_more(programme: Programme, archive: Archive) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)

    actions.forget_contact(contact=Contact.objects.get().pk, moment=timezone.now())

    assert actions.fetch_recordings(now=timezone.now()) == 0
    assert VoiceRecording.objects.get().address == ""


def test_the_desk_sees_that_a_recording_is_still_awaited_and_then_that_it_is_lost(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=archive.address(), hangs_up=True)
    archive.status, now = 500, timezone.now()
    reader = Client()
    staff = make_actor(programme, Role.ADMINISTRATOR).account
    reader.force_login(Account.objects.get(pk=staff))
    page = f"/p/{programme.slug}/messages/{Case.objects.get().pk}/"

    assert "encore chez le fournisseur" in reader.get(page).content.decode()
    for days in range(5):
        actions.fetch_recordings(now=now + timedelta(days=days))

    assert "L’enregistrement est perdu" in reader.get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_comes_many_times_at_once_is_one_call_with_one_message() -> None:
    line = make_voice_line(make_programme())
    call = Provider(line, call="CA1").start().press(TO_RECORD)

    def hang_up(turn: int) -> int:
        try:
            again = Provider(line, call="CA1")
            again.start()
            told = (again.hang_up, again.tell_recording)[turn % 2]
            return told()
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once(4)) as threads:
        answers = set(threads.map(hang_up, range(8)))

    assert answers == {204}
    assert call.hang_up() == 204
    counted: list[Any] = [VoiceCall, VoiceRecording, Case, Contact, OutboundMessage]
    assert [table.objects.count() for table in counted] == [1] * 5


def _is_erased(contact: Contact, moment: datetime) -> None:
    let_contacts_go(contacts=[contact.pk], moment=moment)
    actions.forget_contact(contact=contact.pk, moment=moment)


def test_a_recording_that_is_told_late_opens_nothing_of_who_was_forgotten(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.hang_up()
    _is_erased(Contact.objects.get(), timezone.now())

    assert call.tell_recording(address=archive.address()) == 204

    assert Case.objects.count() == 0
    assert [row.address for row in VoiceRecording.objects.all()] == [""]
    assert actions.fetch_recordings(now=timezone.now()) == 0


def test_who_is_let_go_while_she_speaks_is_heard_as_nobody(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    _is_erased(Contact.objects.get(), timezone.now())

    call.speak(address=archive.address(), hangs_up=True)

    assert Case.objects.get().contact_id is None
    assert OutboundMessage.objects.count() == 0


def test_an_address_that_no_browser_would_take_holds_up_no_other(
    programme: Programme, archive: Archive
) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak(address=f"{archive.address()}\x01", hangs_up=True)

    actions.fetch_recordings(now=timezone.now())

    assert VoiceRecording.objects.get().reason == "other_host"


def test_who_has_left_many_messages_today_is_told_so_and_what_is_delicate_still_goes(
    programme: Programme,
) -> None:
    line = make_voice_line(programme)
    for recording in ("RE1", "RE2"):
        Provider(line).start().press(TO_RECORD).speak(recording, hangs_up=True)
    ConnectionCount.objects.filter(count=2).update(count=MOST_CASES)

    told = Provider(line).start().press(TO_RECORD)
    delicate = Provider(line).start().press("2")
    other = Provider(line, number="+22366000001").start().press(TO_RECORD)

    assert told.words == [
        "Beaucoup de messages sont venus de votre téléphone aujourd’hui, et tous sont gardés. "
        "Rappelez demain. Au revoir."
    ]
    assert told.verbs == ["Say", "Hangup"]
    assert [call.verbs[1] for call in (delicate, other)] == ["Record", "Record"]
    assert Case.objects.count() == 2
    ConnectionCount.objects.update(window=F("window") - timedelta(days=1))  # a night goes by
    assert Provider(line).start().press(TO_RECORD).verbs[1] == "Record"
