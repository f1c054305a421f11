from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.voices.rules import codes, conversation, lexicon, reasons, states, wording
from benkan.apps.voices.rules.conversation import Reply
from benkan.apps.voices.rules.opening import NothingSaid, check_something_said, danger_of
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.apps.voices.rules.states import State
from benkan.kit.services import Service

pytestmark = pytest.mark.fast

OPEN = {
    (State.NEW, State.ACCEPTED),
    (State.NEW, State.GROUPED),
    (State.NEW, State.ANSWERED),
    (State.NEW, State.SET_ASIDE),
    (State.ACCEPTED, State.GROUPED),
    (State.ACCEPTED, State.ANSWERED),
    (State.ACCEPTED, State.SET_ASIDE),
    (State.GROUPED, State.ANSWERED),
    (State.ANSWERED, State.ANSWERED),
    (State.ANSWERED, State.CLOSED),
    (State.ANSWERED, State.ACCEPTED),
    (State.CLOSED, State.ACCEPTED),
    (State.SET_ASIDE, State.ACCEPTED),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_a_case_moves_along_the_table_and_nowhere_else(state: State, to: State) -> None:
    try:
        states.check_step(state, to, answer="C’est fait")
        is_open = True
    except states.StepNotOpen:
        is_open = False

    assert is_open == ((state, to) in OPEN)


def test_a_case_is_not_set_aside_without_a_reason() -> None:
    with pytest.raises(states.ReasonMissing):
        reasons.reason_for(State.SET_ASIDE, why="", words="  ")


def test_a_case_is_not_answered_without_words() -> None:
    with pytest.raises(states.AnswerMissing):
        states.check_step(State.NEW, State.ANSWERED, answer=" ")


@pytest.mark.parametrize("state", State)
def test_only_what_was_answered_or_ended_can_be_contested(state: State) -> None:
    try:
        states.check_may_contest(state)
        may = True
    except states.CaseCannotBeContested:
        may = False

    assert may == (state in {State.ANSWERED, State.CLOSED, State.SET_ASIDE})


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Kayes", "KAY"), ("Sanankoroba", "SAN"), ("N’Gara", "NGA"), ("Ɲɔrɔ", "NYO"), ("Sô", "SOX")],
)
def test_a_reference_begins_with_the_letters_of_the_place(name: str, letters: str) -> None:
    assert codes.letters_of(name) == letters


def test_a_reference_is_short_enough_to_be_said() -> None:
    assert codes.reference("KAY", 427) == "KAY-0427"


@given(st.binary(min_size=32, max_size=32))
def test_a_code_has_ten_characters_that_are_not_confused(digest: bytes) -> None:
    code = codes.code_from(digest)

    assert codes.may_be_a_code(code)
    assert set(code).isdisjoint("ILOU")


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_read_back_as_it_was_shown(digest: bytes) -> None:
    code = codes.code_from(digest)

    assert codes.typed(f" {codes.shown(code).lower()} ") == code


def test_look_alikes_are_read_as_the_character_that_exists() -> None:
    assert codes.typed("oOiIl-7k") == "000111"[:2] + "111" + "7K"


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("La pompe de Sanankoroba est en panne", Service.WATER),
        ("ji tɛ an fɛ", Service.WATER),
        ("Pas de médicaments au CSCom", Service.HEALTH),
        ("kɛnɛya", Service.HEALTH),
        ("Le maître de l’école est absent", Service.EDUCATION),
        ("lakɔli", Service.EDUCATION),
        ("La piste est coupée par l’eau, la route aussi", Service.ROADS),
        ("Bonjour", Service.OTHER),
    ],
)
def test_the_service_is_guessed_from_the_words(text: str, service: Service) -> None:
    assert lexicon.guess_service(text) == service


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il n'y a pas de medicaments pour les enfants", "fr"),
        ("There is no water and the pump is broken", "en"),
        ("ji tɛ an fɛ", "bm"),
    ],
)
def test_the_language_is_guessed_only_when_it_is_clear(text: str, language: str) -> None:
    assert lexicon.guess_language(text, otherwise="bm") == language


@pytest.mark.parametrize(
    ("service", "text", "danger"),
    [
        (Service.SECURITY, "Bonjour", Sensitivity.OTHER),
        (Service.SECURITY, "On nous menace", Sensitivity.THREAT),
        (Service.HEALTH, "On demande de l'argent, c'est de la corruption", Sensitivity.CORRUPTION),
        (Service.HEALTH, "Des menaces contre la sage-femme", Sensitivity.THREAT),
        (Service.MARKET, "Corruption, et il a tué mon frère", Sensitivity.VIOLENCE),
        (Service.HEALTH, "Pas de médicaments", None),
    ],
)
def test_security_violence_and_corruption_are_guarded(
    service: Service, text: str, danger: Sensitivity | None
) -> None:
    assert danger_of(service, text) == danger


def test_nothing_said_is_refused_and_a_voice_alone_is_something() -> None:
    check_something_said("", has_recording=True)

    with pytest.raises(NothingSaid):
        check_something_said("  ", has_recording=False)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("OUI", Reply.YES),
        ("oui!", Reply.YES),
        ("Oui c'est là", Reply.YES),
        ("AWƆ", Reply.YES),
        ("awo", Reply.YES),
        ("O", Reply.YES),
        ("NON", Reply.NO),
        ("ayi", Reply.NO),
        ("Non, la pompe est en panne", Reply.WORDS),
        ("Sanankoroba", Reply.WORDS),
    ],
)
def test_yes_and_no_are_understood_in_french_and_bambara(text: str, reply: Reply) -> None:
    assert conversation.read_reply(text) == reply


def test_a_conversation_lasts_a_day() -> None:
    heard = datetime(2026, 11, 3, 9, tzinfo=UTC)

    assert conversation.still_open(heard, heard + timedelta(hours=23))
    assert not conversation.still_open(heard, heard + timedelta(hours=24))


def test_letters_that_double_the_price_of_a_message_are_replaced() -> None:
    assert (
        wording.cheap("L’eau a coulé : bientôt, çà et là.") == "L'eau a coulé : bientot, cà et là."
    )
