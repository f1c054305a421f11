"""The menus of a voice line as plain data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.messaging.rules.prompts import CODES, needed
from benkan.apps.voices.rules.voice_menu import (
    MOST_CHOICES,
    RECORDING,
    At,
    Line,
    Where,
    after,
    after_recording,
    begin,
    farewell,
    menu,
    said,
    spelled_out,
)
from benkan.kit.services import Service

pytestmark = pytest.mark.fast

FRENCH = Line(languages=("fr",), is_free=True)
MANY = Line(languages=("bm", "fr", "ffm", "ses", "taq", "snk", "mwk"), is_free=False)
SPOKEN = "(speaks)"
lines = st.sampled_from([FRENCH, MANY, Line(languages=("bm", "fr"), is_free=True)])
keys = st.lists(st.one_of(st.sampled_from([*"0123456789#*", "", SPOKEN]), st.text(max_size=2)))


def _walk(line: Line, pressed: list[str]) -> list[Where]:
    where = begin(line, known_language="")
    passed = [where]
    for key in pressed:
        speaks = key == SPOKEN
        where = after_recording(where, has_sound=True) if speaks else after(where, key, line)
        passed.append(where)
    return passed


@given(lines, keys)
def test_no_menu_has_more_than_four_choices_and_all_keys_differ(
    line: Line, pressed: list[str]
) -> None:
    for where in _walk(line, pressed):
        choices = menu(where, line)
        assert len(choices) <= MOST_CHOICES
        assert [choice.key for choice in choices] == [str(n + 1) for n in range(len(choices))]


@given(lines, keys)
def test_all_that_is_said_is_in_the_table_and_asked_for_before_the_line_opens(
    line: Line, pressed: list[str]
) -> None:
    wanted = set(needed(languages=line.languages, is_free=line.is_free))
    for where in _walk(line, pressed):
        heard = {one.code for one in said(where, line)} - {RECORDING}
        assert heard <= wanted
        assert {one.language for one in said(where, line)} <= set(line.languages)


@given(lines, st.lists(st.sampled_from([*"0123456789#*", "", SPOKEN]), min_size=120, max_size=120))
def test_every_way_ends(line: Line, pressed: list[str]) -> None:
    assert _walk(line, pressed)[-1].is_over


@given(lines, keys)
def test_three_silences_end_a_call_wherever_it_is(line: Line, pressed: list[str]) -> None:
    where = _walk(line, pressed)[-1]
    for _ in range(3):
        where = after(where, "", line)
    assert where.is_over


@given(lines, keys)
def test_what_was_recorded_is_kept_whatever_follows(line: Line, pressed: list[str]) -> None:
    passed = _walk(line, pressed)
    if any(where.has_recorded for where in passed):
        assert passed[-1].has_recorded
        assert passed[-1].at is not At.OVER


def test_the_language_comes_first_and_each_is_named_in_itself() -> None:
    where = begin(MANY, known_language="")

    assert where.at is At.LANGUAGE
    assert [(one.code, one.language) for one in said(where, MANY)] == [
        ("choose_language", "bm"), ("digit_1", "bm"),
        ("choose_language", "fr"), ("digit_2", "fr"),
        ("choose_language", "ffm"), ("digit_3", "ffm"),
        ("other_languages", "ses"), ("digit_4", "ses"),
    ]  # fmt: skip
    assert after(after(where, "4", MANY), "2", MANY).language == "taq"


def test_somebody_known_is_not_asked_again_and_can_change() -> None:
    where = begin(MANY, known_language="ffm")

    assert (where.at, where.language) == (At.PURPOSE, "ffm")
    assert after(where, "*", MANY).at is At.LANGUAGE


def test_a_language_that_the_line_has_not_is_asked_for() -> None:
    assert begin(MANY, known_language="en").at is At.LANGUAGE


def test_the_caller_hears_first_that_a_machine_records_her_and_who_knows_her_number() -> None:
    heard = [one.code for one in said(begin(FRENCH, known_language=""), FRENCH)]

    assert heard == [
        "welcome", "free", "who_knows", "say_it", "digit_1", "say_delicate", "digit_2",
        "hear_how", "digit_3", "keys",
    ]  # fmt: skip


def test_every_service_can_be_reached() -> None:
    reached = {}
    where = after(begin(FRENCH, known_language=""), "1", FRENCH)
    for _page in range(3):
        for choice in menu(where, FRENCH):
            at = after(where, choice.key, FRENCH)
            if at.at is At.RECORD:
                reached[at.service] = at.is_delicate
        where = after(where, "4", FRENCH)

    assert reached == {service.value: service is Service.SECURITY for service in Service}


def test_keys_that_lead_nowhere_are_said_and_the_third_ends_the_call() -> None:
    where = begin(FRENCH, known_language="")
    passed = [where := after(where, key, FRENCH) for key in ("9", "7", "8")]

    assert [(one.notice, one.at) for one in passed] == [
        ("wrong_key", At.PURPOSE), ("wrong_key", At.PURPOSE), ("", At.OVER),
    ]  # fmt: skip
    assert [one.code for one in said(where, FRENCH)] == ["call_again"]


def test_who_falls_silent_after_recording_is_let_go_and_her_message_is_kept() -> None:
    where = after_recording(Where(At.RECORD, "fr"), has_sound=True)
    for _ in range(3):
        where = after(where, "", FRENCH)

    assert where.at is At.KEPT


@pytest.mark.parametrize(
    ("keys", "at", "page"),
    [("10", At.PURPOSE, 0), ("140", At.TOPIC, 0), ("1440", At.TOPIC, 1), ("110", At.TOPIC, 0),
     ("20", At.PURPOSE, 0), ("0", At.PURPOSE, 0)],
)  # fmt: skip
def test_zero_goes_back(keys: str, at: At, page: int) -> None:
    where = _walk(FRENCH, list(keys))[-1]

    assert (where.at, where.page, where.is_delicate) == (at, page, False)


def test_hash_says_the_same_once_more() -> None:
    where = begin(FRENCH, known_language="")

    assert said(after(where, "#", FRENCH), FRENCH) == said(where, FRENCH)


def test_a_reference_is_spelled_twice_with_recorded_pieces() -> None:
    words = [one.code for one in farewell("fr", reference="KAY-0427", is_written_to=True)]

    spelled = ["letter_k", "letter_a", "letter_y", "digit_0", "digit_4", "digit_2", "digit_7"]
    assert words == ["kept", *spelled, "once_more", *spelled, "by_sms"]
    assert set(words) <= set(CODES)


@given(st.text(max_size=12))
def test_any_reference_can_be_spelled(reference: str) -> None:
    assert set(spelled_out(reference)) <= set(CODES)
