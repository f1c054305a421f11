"""Numbers, letters, words and states."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.messaging.rules.contracts import (
    KINDS,
    GatewayNotUsable,
    HttpContract,
    SealedSettings,
    read,
    written,
)
from benkan.apps.messaging.rules.contracts.http import filled
from benkan.apps.messaging.rules.keywords import STARTED, STOPPED, Keyword, keyword
from benkan.apps.messaging.rules.numbers import NumberNotPossible, normal_number, number_of_sender
from benkan.apps.messaging.rules.outbox import (
    Purpose,
    Result,
    Standing,
    State,
    after_receipt,
    next_try,
    result_of,
    why_withheld,
)
from benkan.apps.messaging.rules.sms import is_gsm, segments, sms_text
from tests.make.registry import NOW

pytestmark = pytest.mark.fast


@pytest.mark.parametrize(
    "written",
    [
        "76123456",
        "76 12 34 56",
        "+223 76-12-34-56",
        "0022376123456",
        "22376123456",
        "(223) 76.12.34.56",
        " +22376123456 ",
    ],
)
def test_every_way_to_write_a_number_is_one_number(written: str) -> None:
    assert normal_number(written) == "+22376123456"


@pytest.mark.parametrize("written", ["+33612345678", "33612345678", "0033612345678"])
def test_a_relative_abroad_can_be_written_to(written: str) -> None:
    assert normal_number(written) == "+33612345678"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "36037",
        "Orange",
        "ORANGE76123456",
        "7612345",
        "12345678",
        "15",
        "+",
        "1" * 50,
        "+999 12345678",
    ],
)
def test_a_short_code_or_a_name_is_nobody_who_can_be_written_to(written: str) -> None:
    with pytest.raises(NumberNotPossible):
        normal_number(written)


@pytest.mark.parametrize(
    "written", ["54123456", "22354123456", "0022354123456", "+223 54 12 34 56"]
)
def test_a_number_of_a_new_range_has_one_form_too(written: str) -> None:
    assert number_of_sender(written) == "+22354123456"


@given(st.text(max_size=60))
def test_any_sender_is_a_number_in_its_one_form_or_a_name(written: str) -> None:
    try:
        number = number_of_sender(written)
    except NumberNotPossible:
        return

    assert number_of_sender(number) == number


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused(written: str) -> None:
    try:
        number = normal_number(written)
    except NumberNotPossible:
        return

    assert normal_number(number) == number


@pytest.mark.parametrize("letter", "àéèùìòäöüñÉÇ")
def test_french_letters_of_the_gsm_alphabet(letter: str) -> None:
    assert is_gsm(letter)


@pytest.mark.parametrize("letter", "çâêëîïôûœÿÀÈÊËÎÔŒÙ«»’“”…–ɛɔɲŋƐƆƝŊɓɗƴžšăǝḍɣǧṣṭẓ\u202f\u00a0")
def test_letters_that_force_unicode(letter: str) -> None:
    assert not is_gsm(letter)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ɛ" * 70, 1),
        ("ɛ" * 71, 2),
        ("ɛ" * 134, 2),
        ("ɛ" * 135, 3),
        ("ɲ" + "a" * 113, 2),  # 114 letters of Bambara
        ("n" + "a" * 113, 1),  # the same, folded
        ("ê" + "a" * 119, 2),  # 120 letters of French
        ("e" + "a" * 119, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 10, 2),  # the euro is not cut in two
        ("a" * 152 + "€" + "a" * 152, 3),
        ("𞤀" * 35, 1),  # ADLaM costs two units a letter
        ("𞤀" * 36, 2),
        ("𞤀" * 66, 2),
        ("𞤀" * 67, 3),
    ],
)
def test_a_text_costs_what_the_operator_counts(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_an_amount_written_by_a_printer_costs_no_more_than_by_hand() -> None:
    written = "Reste : 1\u202f234\u202f567\u00a0F CFA"

    assert sms_text(written) == "Reste : 1 234 567 F CFA"
    assert is_gsm(sms_text(written))


@given(st.text(max_size=400))
def test_a_longer_text_never_costs_less(text: str) -> None:
    assert segments(text) <= segments(text + "a")


@pytest.mark.parametrize(
    "text", ["STOP", "stop", " Stop. ", "ARRÊTER", "arreter", "Arrêt", "ARET", "dabila"]
)
def test_stop_is_known_however_it_is_typed(text: str) -> None:
    assert keyword(text) is Keyword.STOP


@pytest.mark.parametrize("text", ["START", "Reprendre", "reprendre!", "daminɛ"])
def test_start_is_known_however_it_is_typed(text: str) -> None:
    assert keyword(text) is Keyword.START


@pytest.mark.parametrize("text", ["", "stop à la corruption", "arrêtez le maire", "la pompe", "👍"])
def test_a_word_among_others_stops_nothing(text: str) -> None:
    assert keyword(text) is None


def test_notices_fit_in_one_sms() -> None:
    assert (segments(STOPPED), segments(STARTED)) == (1, 1)


def standing(**facts: object) -> Standing:
    plain = {
        "is_erased": False,
        "is_service": False,
        "has_consent": False,
        "stopped_at": None,
        "last_heard_at": None,
    }
    return Standing(**{**plain, **facts})  # type: ignore[arg-type]


BEFORE = NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("purpose", "known", "reason"),
    [
        (Purpose.ANSWER, standing(has_consent=True), ""),
        (Purpose.ANSWER, standing(), "no_consent"),
        (Purpose.ANSWER, standing(has_consent=True, stopped_at=BEFORE), "stopped"),
        (Purpose.REPLY, standing(last_heard_at=BEFORE), ""),
        (Purpose.REPLY, standing(), "nothing_to_reply_to"),
        (Purpose.REPLY, standing(last_heard_at=NOW - timedelta(days=4)), "nothing_to_reply_to"),
        (Purpose.REPLY, standing(last_heard_at=BEFORE, stopped_at=BEFORE), "nothing_to_reply_to"),
        (Purpose.REPLY, standing(last_heard_at=NOW, stopped_at=BEFORE), ""),
        (Purpose.STOP_NOTICE, standing(stopped_at=BEFORE), ""),
        (Purpose.STOP_NOTICE, standing(is_erased=True), "erased"),
        (Purpose.ANSWER, standing(is_erased=True, has_consent=True), "erased"),
    ],
)
def test_nobody_is_written_to_who_does_not_want_it(
    purpose: Purpose, known: Standing, reason: str
) -> None:
    assert why_withheld(purpose, known, queued_at=NOW) == reason


def test_tries_grow_apart_and_end_after_three_days() -> None:
    waits = []
    now, attempts = NOW, 1
    while (again := next_try(attempts, queued_at=NOW, now=now)) is not None:
        waits.append(int((again - now).total_seconds()))
        now, attempts = again, attempts + 1

    assert waits[:5] == [30, 60, 120, 240, 480]
    assert max(waits) == 6 * 3600
    assert timedelta(days=3) <= now - NOW < timedelta(days=3, hours=6)


@pytest.mark.parametrize(
    ("status", "body", "must_contain", "result"),
    [
        (200, "", "", Result.TAKEN),
        (202, "0: Accepted for delivery", "Accepted", Result.TAKEN),
        (200, "error: no credit", "Accepted", Result.NOT_NOW),
        (302, "", "", Result.NOT_NOW),
        (400, "", "", Result.REFUSED),
        (422, "", "", Result.REFUSED),
        (401, "", "", Result.NOT_NOW),
        (404, "", "", Result.NOT_NOW),
        (429, "", "", Result.NOT_NOW),
        (500, "", "", Result.NOT_NOW),
        (503, "", "", Result.NOT_NOW),
    ],
)
def test_what_an_answer_says_about_the_message(
    status: int, body: str, must_contain: str, result: Result
) -> None:
    assert result_of(status, body, must_contain=must_contain) is result


@pytest.mark.parametrize("order", list(permutations([State.SENT, State.FAILED, State.DELIVERED])))
def test_receipts_in_any_order_end_the_same(order: tuple[State, ...]) -> None:
    state = State.QUEUED
    for reported in order:
        state = after_receipt(state, reported)

    assert state is State.DELIVERED


def test_nothing_is_reported_about_what_was_held_back() -> None:
    assert after_receipt(State.WITHHELD, State.DELIVERED) is State.WITHHELD


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org", "http://", "https://x.org/?to={{to}}"]
)
def test_an_address_that_cannot_be_used_or_would_hold_a_number_is_refused(url: str) -> None:
    with pytest.raises(GatewayNotUsable):
        HttpContract(send_url=url).check()


def test_what_a_citizen_writes_is_not_filled_in_again() -> None:
    contract = HttpContract(fields={"msg": "{{ text }} ({{id}})", "odd": "{{nothing}} {{"})

    assert filled(contract, {"text": "{{id}}{{to}}", "id": "7", "to": "+223"}) == {
        "msg": "{{id}}{{to}} (7)",
        "odd": "{{nothing}} {{",
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_settings_of_each_kind_are_read_as_they_were_written(kind: str) -> None:
    settings = SealedSettings(KINDS[kind](), token_digest="digest")

    assert read(written(settings), kind=kind) == settings
