"""USSD as a provider drives it: growing text, by POST, over a real gateway."""

import logging
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging.models import Contact, OutboundMessage
from benkan.apps.messaging.queries.keys import words_of as sms_words
from benkan.apps.registry.models import Programme
from benkan.apps.voices import actions as voices
from benkan.apps.voices.models import Case, UssdSession
from benkan.apps.voices.queries import case_of_code
from benkan.apps.voices.queries.words import words_of
from tests.apps.messaging.test_sealed_numbers import every_value
from tests.make.messaging import NUMBER
from tests.make.registry import make_facility, make_place, make_programme
from tests.make.ussd import Telephone, make_telephone

pytestmark = pytest.mark.django_db

WAY = ["1", "3", "sananko", "1", "La pompe*du marché", "1"]
"""What somebody types for a water point without facilities, from the language to sending."""


@pytest.fixture
def programme() -> Programme:
    make_place("Sanankoroba")
    return make_programme()


@pytest.fixture
def phone(programme: Programme) -> Telephone:
    return make_telephone(programme)


def sms_sent() -> list[str]:
    rows = OutboundMessage.objects.select_related("contact").order_by("queued_at", "turn")
    return [sms_words(row.contact, row.sealed_text, row.pk) for row in rows]


def said_in(case: Case) -> str:
    return words_of({case.pk})[case.pk]


# --- the whole way -----------------------------------------------------------------------------


def test_the_whole_way_opens_one_case_and_an_sms_brings_both_codes(
    programme: Programme, phone: Telephone
) -> None:
    screens = [phone.dial(), *(phone.press(typed) for typed in WAY)]

    case = Case.objects.get()
    assert [one[:4] for one in screens] == ["CON "] * 6 + ["END "]
    assert screens[-1] == (
        f"END Merci. Votre message est envoyé: No {case.reference}."
        " Un SMS vous donne le code de suivi."
    )
    assert (case.channel, case.service, case.language, case.place_status) == (
        "ussd",
        "water",
        "fr",
        "confirmed",
    )
    assert said_in(case) == "La pompe*du marché"
    [sms] = sms_sent()
    code = re.search(r"code de suivi (\S+?)[:,.]? ", sms)
    assert code is not None, sms
    opened = case_of_code(code[1], programme.pk)
    assert opened is not None
    assert opened.reference == case.reference


def test_the_same_way_in_english_with_a_health_centre(programme: Programme) -> None:
    make_facility("Kati Coura", commune=make_place("Kati"))
    phone = make_telephone(programme)

    phone.dial()
    screens = [phone.press(typed) for typed in ["3", "1", "kati", "1", "1", "No midwife", "1"]]

    case = Case.objects.get()
    assert screens[3] == "CON Choose:\n1 CSCOM Kati Coura\n0 Another 00 Back"
    assert screens[-1] == (
        f"END Thank you. Your message is sent: No {case.reference}."
        " An SMS brings your tracking code."
    )
    assert (case.language, case.facility_id is not None) == ("en", True)
    assert sms_sent()[0].startswith("Benkan: noted.")


def test_words_in_bambara_come_to_the_desk_as_they_were_typed(phone: Telephone) -> None:
    phone.dial()
    screens = [phone.press(one) for one in ["2", "3", "sananko", "1", "Pɔnpu tiɲɛna, ji tɛ", "1"]]

    case = Case.objects.get()
    assert screens[4].startswith("CON Eau, Sanankoroba: Ponpu tinyena, ji te\n")
    assert (case.language, said_in(case)) == ("bm", "Pɔnpu tiɲɛna, ji tɛ")
    assert Contact.objects.get().language == "bm"


def test_a_message_without_a_place_is_kept_too(phone: Telephone) -> None:
    phone.dial()
    for typed in ["1", "9", "0", "Les animaux dans les champs", "1"]:
        phone.press(typed)

    assert (Case.objects.get().place_id, Case.objects.get().place_status) == (None, "unknown")


def test_the_language_is_asked_once_and_spoken_from_then_on(phone: Telephone) -> None:
    phone.dial()
    phone.press("3")

    assert phone.dial().startswith("CON What is it about?")
    assert Contact.objects.get().language == "en"
    assert (
        phone.press("00")
        == "CON Langue? Language?\n1 Francais\n2 Bamanankan (menus en francais)\n3 English"
    )
    phone.press("1")
    assert phone.dial().startswith("CON De quoi s'agit-il ?")


def test_who_has_sent_stop_is_heard_and_told_the_code_on_the_screen(
    programme: Programme, phone: Telephone
) -> None:
    messaging.stop_number(programme=programme.pk, number=NUMBER, moment=timezone.now())

    phone.dial()
    last = [phone.press(typed) for typed in WAY][-1]

    case = Case.objects.get()
    assert re.fullmatch(
        rf"END Merci. Votre message est envoyé. Notez: No {case.reference},"
        r" code de suivi [0-9A-Z]{5}-[0-9A-Z]{5}.",
        last,
    )
    assert OutboundMessage.objects.exclude(state="withheld").count() == 0


def test_a_delicate_message_is_guarded(phone: Telephone) -> None:
    phone.dial()
    screens = [phone.press(typed) for typed in ["1", "8", "1", "sananko", "1", "Des bandits", "1"]]

    assert screens[1].startswith("CON Seules quelques personnes désignées liront ce message.")
    assert Case.objects.get().is_sensitive
    assert screens[-1].endswith("Effacez-le si d'autres se servent de ce téléphone.")


# --- cuts and repetitions ----------------------------------------------------------------------


@pytest.mark.parametrize("typed", range(2, len(WAY)))
def test_a_session_cut_at_any_question_goes_on_there(phone: Telephone, typed: int) -> None:
    phone.dial()
    seen = [phone.press(one) for one in WAY[:typed]][-1]

    asked = phone.dial()
    again = phone.press("1")
    for one in WAY[typed:]:
        phone.press(one)

    assert asked == "CON L'appel a été coupé. On reprend ?\n1 Continuer\n2 Recommencer"
    assert again == seen
    assert said_in(Case.objects.get()) == "La pompe*du marché"


@pytest.mark.parametrize("typed", range(2, len(WAY)))
def test_who_begins_again_leaves_nothing_of_before(phone: Telephone, typed: int) -> None:
    phone.dial()
    for one in WAY[:typed]:
        phone.press(one)

    phone.dial()
    phone.press("2")
    for one in ["4", "0", "Le pont", "1"]:
        phone.press(one)

    case = Case.objects.get()
    assert (case.service, case.place_id, said_in(case)) == ("roads", None, "Le pont")


def test_a_session_of_yesterday_is_not_taken_up(phone: Telephone) -> None:
    phone.dial()
    phone.press("1")
    phone.press("3")
    UssdSession.objects.update(heard_at=timezone.now() - timedelta(minutes=31))

    assert phone.dial().startswith("CON De quoi s'agit-il ?")


def test_every_request_repeated_gets_the_same_screen_and_changes_nothing(phone: Telephone) -> None:
    first = [phone.dial(), phone.post(), phone.post()]
    seen = [{phone.press(typed), phone.post(), phone.post()} for typed in WAY]

    assert len(set(first)) == 1
    assert [len(screens) for screens in seen] == [1] * len(WAY)
    assert Case.objects.count() == 1
    assert len(sms_sent()) == 1
    assert Entry.objects.filter(name="CaseOpened").count() == 1


def test_a_request_that_comes_late_takes_nothing_back(phone: Telephone) -> None:
    phone.dial()
    for typed in WAY[:4]:
        phone.press(typed)
    words = phone.typed
    phone.typed = words[:2]
    late = phone.post()
    phone.typed = words

    assert late == phone.post()
    assert phone.press("La pompe").startswith("CON Eau, Sanankoroba: La pompe\n")


def test_who_lost_the_last_answer_hears_the_reference_when_dialling_again(
    phone: Telephone,
) -> None:
    phone.dial()
    for typed in WAY:
        phone.press(typed)

    again = phone.dial()
    ended = phone.press("0")

    reference = Case.objects.get().reference
    assert again == (
        f"CON Votre message est bien arrivé: No {reference}.\n1 Dire autre chose\n0 Terminer"
    )
    assert ended == "END Merci et au revoir."
    assert len(sms_sent()) == 1


def test_who_has_something_else_to_say_opens_a_second_case(phone: Telephone) -> None:
    phone.dial()
    for typed in WAY:
        phone.press(typed)
    phone.dial()
    for typed in ["1", "4", "0", "Le pont", "1"]:
        phone.press(typed)

    assert sorted(said_in(case) for case in Case.objects.all()) == ["La pompe*du marché", "Le pont"]


def test_a_provider_that_cuts_the_text_at_its_end_is_helped_by_dialling_again(
    phone: Telephone,
) -> None:
    phone.dial()
    for typed in WAY[:-1]:
        phone.press(typed)
    kept = phone.typed
    stuck = {phone.post() for _ in range(3)}  # the last key no longer fits in the provider's text

    phone.dial()
    phone.press("1")
    last = phone.press("1")

    assert kept == WAY[:-1]
    assert len(stuck) == 1
    assert last.startswith("END Merci.")
    assert Case.objects.count() == 1


def test_a_provider_that_cuts_the_text_at_its_head_is_understood(phone: Telephone) -> None:
    phone.dial()
    for typed in WAY[:-1]:
        phone.press(typed)
    phone.typed = ["*".join([*phone.typed, "1"])[-20:]]

    assert phone.post().startswith("END Merci.")
    assert Case.objects.count() == 1


def test_what_is_erased_at_the_end_is_erased(phone: Telephone) -> None:
    phone.dial()
    screens = [phone.press(typed) for typed in [*WAY[:-1], "3"]]

    assert screens[-1] == "END Tout est effacé, rien n'a été envoyé."
    assert phone.dial().startswith("CON De quoi s'agit-il ?")
    assert Case.objects.count() == 0


# --- many ---------------------------------------------------------------------------------------


def test_two_telephones_at_once_do_not_mix(programme: Programme) -> None:
    awa, fanta = make_telephone(programme), make_telephone(programme, "+22365000001")
    awa.dial()
    fanta.dial()
    for one, two in zip(WAY, ["3", "4", "sananko", "1", "The bridge", "1"], strict=True):
        awa.press(one)
        fanta.press(two)

    said = {case.service: said_in(case) for case in Case.objects.all()}
    assert said == {"water": "La pompe*du marché", "roads": "The bridge"}


def test_a_session_belongs_to_its_make_telephone(programme: Programme, phone: Telephone) -> None:
    phone.dial()
    phone.press("1")
    phone.press("3")
    other = Telephone(phone.gateway, phone.token, "+22365000001", phone.session, [])

    assert (
        other.post()
        == "CON Langue? Language?\n1 Francais\n2 Bamanankan (menus en francais)\n3 English"
    )


def test_neighbouring_programmes_do_not_know_each_others_sessions(
    programme: Programme, phone: Telephone
) -> None:
    next_door = make_telephone(make_programme())
    phone.dial()
    phone.press("1")
    phone.press("3")

    next_door.dial()
    next_door.session = phone.session

    assert next_door.post().startswith("CON Langue?")
    assert Contact.objects.filter(programme=programme).count() == 1
    assert Contact.objects.count() == 2


def test_a_flood_waits_but_what_is_delicate_goes_through(phone: Telephone) -> None:
    def say(*typed: str) -> str:
        phone.dial()
        return [phone.press(one) for one in typed][-1]

    say("1", "3", "0", "La pompe", "1")
    for _ in range(9):
        say("1", "3", "0", "La pompe", "1")
    held = say("1", "3", "0", "La pompe", "1")
    resumed = phone.dial()
    delicate = [phone.press(one) for one in ("2", "8", "1", "0", "Des bandits", "1")][-1]

    assert held.startswith("END Beaucoup de messages sont venus de ce téléphone.")
    assert resumed.startswith("CON L'appel a été coupé.")
    assert delicate.startswith("END Merci.")
    assert Case.objects.count() == 11


def test_sessions_go_by_themselves_after_a_day(phone: Telephone) -> None:
    phone.dial()
    phone.press("1")
    UssdSession.objects.update(heard_at=timezone.now() - timedelta(hours=25))
    phone.dial()

    assert voices.forget_sessions(now=timezone.now()) == 1
    assert voices.forget_sessions(now=timezone.now()) == 0
    assert UssdSession.objects.count() == 1


def test_what_was_typed_is_sealed_and_the_provider_s_name_of_it_is_not_kept(
    phone: Telephone,
) -> None:
    phone.dial()
    for typed in WAY[:-1]:
        phone.press(typed)

    row = UssdSession.objects.get()
    kept = bytes(row.sealed_answers) + row.session_key.encode()
    assert b"pompe" not in kept
    assert phone.session.encode() not in kept
    assert b"22376123456" not in kept


def test_who_is_forgotten_takes_her_sessions_along(phone: Telephone) -> None:
    phone.dial()
    phone.press("1")

    voices.forget_contact(contact=Contact.objects.get().pk, moment=timezone.now())

    assert UssdSession.objects.count() == 0


def test_the_number_and_the_words_are_nowhere_in_clear(
    phone: Telephone, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="benkan"):
        phone.dial()
        for typed in WAY[:-1]:
            phone.press(typed)
        before = "\n".join(value for _, value in every_value())
        phone.press(WAY[-1])

    written = caplog.text + before + "\n".join(value for _, value in every_value())
    found = [
        one for one in ("76123456", "76 12 34 56", "du marché", phone.session) if one in written
    ]
    assert found == []
