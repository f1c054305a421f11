"""A telephone call as the provider drives it: signed requests in, TwiML out."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from twilio.twiml.voice_response import Gather, VoiceResponse

from benkan.apps.files import queries as files
from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as inbox
from benkan.apps.messaging.models import Contact, OutboundMessage
from benkan.apps.messaging.queries.keys import words_of
from benkan.apps.registry.models import Programme
from benkan.apps.voices import actions
from benkan.apps.voices.models import Case, VoiceCall, VoiceRecording
from tests.make.calls import (
    TO_RECORD,
    Archive,
    Provider,
    make_call,
    make_prompts,
    make_voice_line,
    signed,
)
from tests.make.messaging import ADMINISTRATOR, NUMBER
from tests.make.registry import make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


def _texts(contact: Contact) -> list[str]:
    ours = OutboundMessage.objects.filter(contact=contact).order_by("turn")
    return [words_of(contact, row.sealed_text, row.pk) for row in ours]


def test_a_call_from_the_first_word_to_the_last(programme: Programme, archive: Archive) -> None:
    call = make_call(archive, programme).start()
    assert call.words[0].startswith("Bonjour")
    assert call.press(TO_RECORD).verbs == ["Gather", "Record", "Redirect"]
    call.speak(address=archive.address())
    assert call.press("2").played == [archive.address()]
    call.press("1")

    case = Case.objects.get()
    assert (case.channel, case.service, case.is_sensitive) == ("voice", "water", False)
    assert call.verbs[-1] == "Hangup"
    spelled = [*case.reference.lower().replace("-", "")]
    numbers = ["zéro", "un", "deux"]
    pieces = [numbers[int(sign)] if sign.isdigit() else sign.upper() for sign in spelled]
    assert call.words[1:-1] == [*pieces, call.words[len(pieces) + 1], *pieces]
    assert actions.fetch_recordings(now=timezone.now()) == 1
    case.refresh_from_db()
    assert case.recording_file is not None
    assert files.file_card(case.recording_file).media_type == "audio/ogg"
    [told] = _texts(Contact.objects.get())
    assert case.reference in told
    assert "STOP" in told


def test_the_xml_is_what_the_library_of_the_provider_builds(programme: Programme) -> None:
    line = make_voice_line(programme, speaks_missing=True)
    call = Provider(line).start().press(TO_RECORD)

    there = f"{settings.ORIGIN}/passerelles/{line}/voix"
    response: Any = VoiceResponse
    gathering: Any = Gather
    expected = response()
    gather = gathering(
        action=f"{there}/2/touche", method="POST", num_digits=1, finish_on_key="", timeout=1
    )
    gather.say(call.words[0], language="fr-FR")
    expected.append(gather)
    expected.record(
        action=f"{there}/2/parole",
        method="POST",
        max_length=120,
        timeout=8,
        finish_on_key="#",
        play_beep=True,
        recording_status_callback=f"{there}/enregistrement",
        recording_status_callback_method="POST",
    )
    expected.redirect(f"{there}/2/parole", method="POST")
    assert call.post(*call.last).content.decode() == str(expected)


def test_recorded_sentences_are_played_and_the_provider_fetches_them(programme: Programme) -> None:
    played = make_prompts(programme, "fr", "bm")
    line = make_voice_line(programme, languages=("bm", "fr"), speaks_missing=False)

    call = Provider(line).start()

    mp3 = {one: f"/passerelles/{line}/voix/{played[one]}.mp3" for one in played}
    assert call.played == [f"{settings.ORIGIN}{mp3[one]}" for one in ("bm", "bm", "fr", "fr")]
    answer: Any = Client().get(mp3["bm"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/mpeg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"".join(answer.streaming_content)[:3] == b"ID3"


def test_only_what_callers_hear_is_served(programme: Programme) -> None:
    elsewhere = make_prompts(make_programme(), "fr")["fr"]
    line = make_voice_line(programme)

    for file in (elsewhere, uuid4()):
        assert Client().get(f"/passerelles/{line}/voix/{file}.mp3").status_code == 404


def test_the_language_is_asked_once_and_holds_for_the_next_call(programme: Programme) -> None:
    make_prompts(programme, "bm", "fr")
    line = make_voice_line(programme, languages=("bm", "fr"))
    first = Provider(line).start()
    assert len(first.played) == 4
    first.press("2").hang_up()

    second = Provider(line).start()

    contact = Contact.objects.get()
    assert (inbox.chosen_language(contact.pk), contact.language) == ("fr", "fr")
    assert len(second.played) == len(first.played)
    assert len(second.press("*").played) == 4


def test_a_wrong_or_missing_signature_is_refused(programme: Programme) -> None:
    line = make_voice_line(programme)
    call = Provider(line)
    where = f"/passerelles/{line}/voix/"

    wrong = call.post(where, {}, secret="another-secret")
    missing = Client().post(where, {"CallSid": call.call, "From": NUMBER})
    elsewhere = call.post(f"/passerelles/{make_voice_line(programme)}/voix/", {}, secret="no")

    assert {wrong.status_code, missing.status_code, elsewhere.status_code} == {403}
    assert VoiceCall.objects.count() == 0


def test_the_signature_is_of_the_public_address_whatever_the_host(programme: Programme) -> None:
    line = make_voice_line(programme)
    where, body = f"/passerelles/{line}/voix/", {"CallSid": "CA1", "From": NUMBER}

    def status(origin: str, host: str) -> int:
        signature = signed(f"{origin}{where}", body)
        headers = {"X-Twilio-Signature": signature, "Host": host}
        return Client().post(where, body, headers=headers).status_code

    assert status(settings.ORIGIN, "localhost") == 200
    assert status("http://localhost", "localhost") == 403


def test_a_closed_line_answers_nobody(programme: Programme) -> None:
    line = make_voice_line(programme)
    messaging.close_gateway(gateway=line, actor=ADMINISTRATOR, moment=timezone.now())

    assert Provider(line).post(f"/passerelles/{line}/voix/", {}).status_code == 403


def test_a_request_that_comes_again_has_the_same_answer_and_opens_nothing_twice(
    programme: Programme,
) -> None:
    call = Provider(make_voice_line(programme)).start()
    for key in ("1", "1", "", "1"):
        first = (call.press(key) if key else call.speak()).words
        assert call.repeat().words == first
        assert call.repeat().words == first
    call.tell_recording()
    call.tell_recording()
    call.hang_up()
    call.hang_up()

    assert (VoiceCall.objects.count(), VoiceRecording.objects.count()) == (1, 1)
    assert (Case.objects.count(), OutboundMessage.objects.count()) == (1, 1)


def test_a_request_of_an_earlier_menu_moves_nothing(programme: Programme) -> None:
    line = make_voice_line(programme)
    call = Provider(line).start().press("1")

    call.post(f"/passerelles/{line}/voix/0/touche", {"Digits": "3"})
    call.post(f"/passerelles/{line}/voix/7/touche", {"Digits": "1"})

    assert VoiceCall.objects.get().at == "topic"


def test_what_was_said_before_hanging_up_is_kept(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD)

    call.speak(hangs_up=True)

    assert Case.objects.get().service == "water"
    assert len(_texts(Contact.objects.get())) == 1


@pytest.mark.parametrize("order", ["recording first", "hang-up first"])
def test_a_recording_is_kept_in_whatever_order_we_hear_of_it(
    programme: Programme, order: str
) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD)

    if order == "recording first":
        call.tell_recording()
        assert Case.objects.count() == 0
        call.hang_up()
    else:
        call.hang_up()
        assert Case.objects.count() == 0
        call.tell_recording()

    assert Case.objects.count() == 1


def test_hanging_up_after_listening_keeps_it_too(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD).speak()

    call.press("2").hang_up()

    assert Case.objects.count() == 1


def test_hanging_up_before_saying_anything_leaves_no_case(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD)

    assert call.hang_up() == 204
    assert Case.objects.count() == 0


def test_saying_it_again_replaces_what_was_said(programme: Programme, archive: Archive) -> None:
    call = make_call(archive, programme).start().press(TO_RECORD)
    call.speak("RE1", address=archive.address("RE1")).press("3")
    call.speak("RE2", address=archive.address("RE2"))
    call.tell_recording("RE1", address=archive.address("RE1"))
    call.press("1")

    actions.fetch_recordings(now=timezone.now())

    assert Case.objects.count() == 1
    assert [path for path, _ in archive.asked] == ["/Recordings/RE2"]


def test_a_recording_that_we_hear_of_after_the_case_becomes_its_own(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD).speak("RE1").press("3")
    call.hang_up()

    call.tell_recording("RE2")

    assert Case.objects.count() == 2


def test_nothing_said_is_asked_again_and_then_let_go(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD)

    call.wait()
    assert call.verbs == ["Gather", "Record", "Redirect"]
    call.wait().wait()

    assert call.verbs == ["Say", "Hangup"]
    assert Case.objects.count() == 0


def test_no_key_in_time_is_asked_again_and_then_let_go(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start()

    assert call.wait().words[0] == "Nous n’avons rien entendu."
    assert call.wait().wait().verbs == ["Say", "Hangup"]


@pytest.mark.parametrize("keys", ["2", "1442"], ids=["said to be delicate", "security"])
def test_a_delicate_message_is_sensitive(programme: Programme, keys: str) -> None:
    call = Provider(make_voice_line(programme)).start().press(keys)
    assert call.words[0] == ("Seul le personnel du programme écoutera ce message.")

    call.speak(hangs_up=True)

    assert Case.objects.get().is_sensitive


@pytest.mark.parametrize("number", ["anonymous", "", "+266696687", "36037"])
def test_who_hides_her_number_is_heard_and_told_to_write_down(
    programme: Programme, number: str
) -> None:
    call = Provider(make_voice_line(programme), number=number).start()

    call.press(TO_RECORD).speak().press("1")

    assert call.words[-1].startswith("Notez ce numéro")
    assert Case.objects.get().contact is None
    assert OutboundMessage.objects.count() == 0


def test_who_has_stopped_our_messages_is_told_to_write_down_too(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD)
    messaging.stop_contact(contact=Contact.objects.get().pk, moment=timezone.now())

    call.speak().press("1")

    assert call.words[-1].startswith("Notez ce numéro")
    assert OutboundMessage.objects.get().state == "withheld"


def test_a_call_that_the_provider_forgets_to_end_is_over_after_an_hour(
    programme: Programme,
) -> None:
    Provider(make_voice_line(programme)).start().press(TO_RECORD).speak()

    assert actions.end_silent_calls(now=timezone.now() + timedelta(minutes=59)) == 0
    assert actions.end_silent_calls(now=timezone.now() + timedelta(minutes=61)) == 1
    assert Case.objects.count() == 1


def test_a_call_that_we_forgot_begins_again(programme: Programme) -> None:
    line = make_voice_line(programme)
    call = Provider(line)

    answer = call.post(f"/passerelles/{line}/voix/4/touche", {"Digits": "1"})

    assert answer.status_code == 200
    assert VoiceCall.objects.get().at == "purpose"


def test_no_number_and_no_id_of_the_provider_is_kept_in_clear(programme: Programme) -> None:
    call = Provider(make_voice_line(programme)).start().press(TO_RECORD).speak(hangs_up=True)

    kept = [str(vars(row)) for row in (*VoiceCall.objects.all(), *Entry.objects.all())]
    assert not [row for row in kept if "76123456" in row or call.call in row]


def test_who_calls_when_the_programme_is_over_is_told_so() -> None:
    call = Provider(make_voice_line(make_programme(kind="historical"))).start()

    assert call.words == ["Ce programme est terminé\u00a0: plus personne n’y lit de messages."]
    assert (call.verbs, VoiceCall.objects.count()) == (["Say", "Hangup"], 0)
