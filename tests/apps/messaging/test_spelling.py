"""Which spelling costs what, and that nothing is respelled but by choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.messaging import queries
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.queries.keys import words_of
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.apps.messaging.rules.sms import GSM, GSM_TWICE, is_gsm, segments, sms_text
from benkan.apps.messaging.rules.spelling import (
    FOLDS,
    Cost,
    costs,
    dear_letters,
    economical,
    plain_letters,
)
from tests.make.messaging import make_contact, make_gateway, queue
from tests.make.registry import make_programme

OF_MALI = "abcéèàç êîôûëïœ’«»“”…–ɛɔɲŋƐƆƝŊɓɗƴšžăǝḍɣǧṣṭẓñ\u0301\u0300 0123€[]{}\n"
written_in_mali = st.text(alphabet=OF_MALI, max_size=400)
anything = st.text(max_size=200) | written_in_mali
gsm = st.text(alphabet=GSM + GSM_TWICE, max_size=400)


@given(gsm)
def test_what_fits_the_alphabet_is_left_alone(text: str) -> None:
    assert economical(text) == sms_text(text)


@given(written_in_mali)
def test_whatever_is_written_in_mali_has_a_letter_in_the_alphabet(text: str) -> None:
    assert is_gsm(plain_letters(text))


@given(anything)
def test_the_economical_spelling_is_in_the_alphabet_or_it_is_none(text: str) -> None:
    assert is_gsm(economical(text)) or economical(text) == sms_text(text)


@given(anything)
def test_the_economical_spelling_never_costs_more(text: str) -> None:
    assert segments(economical(text)) <= segments(sms_text(text))


@given(anything)
def test_it_is_respelled_once_and_for_all(text: str) -> None:
    assert economical(economical(text)) == economical(text)


@given(anything)
def test_no_letter_is_lost_or_becomes_a_question_mark(text: str) -> None:
    assert economical(text).count("?") == plain_letters(sms_text(text)).count("?") or "?" in text
    assert all(is_gsm(plain) for plain in FOLDS.values())


@pytest.mark.parametrize(
    ("exact", "folded"),
    [
        ("I ni sɔgɔma, ŋana ɲuman", "I ni sogoma, ngana nyuman"),
        ("Ça va être réparé, reçu", "Ça va etre réparé, recu"),
        ("l’eau « bientôt »…", 'l\'eau " bientot "...'),
        ("ɛ́ ɔ̀ Ɲɛ", "e o Nye"),
        ("ɓii ɗoo ƴam", "bii doo yam"),
        ("1\u202f500 FCFA", "1 500 FCFA"),
        ("Merci 👍 bientôt", "Merci 👍 bientôt"),
        ("ߒߞߏ sɔgɔma", "ߒߞߏ sɔgɔma"),
    ],
)
def test_each_letter_becomes_what_people_write_without_it(exact: str, folded: str) -> None:
    assert economical(exact) == folded


def test_the_cost_of_both_spellings_is_told_with_the_letters_that_make_it() -> None:
    told = costs("Sɔgɔma, bientôt. " * 6, price=15)

    assert (told.exact, told.economical) == (Cost(2, 30), Cost(1, 15))
    assert (told.dear, told.saves) == (("ɔ", "ô"), True)
    assert costs("ok", price=None).exact == Cost(1, None)
    assert dear_letters("réparé à 9h €") == ()


@pytest.mark.django_db
def test_only_a_writer_who_chose_it_is_respelled() -> None:
    programme = make_programme()
    contact = make_contact(programme)

    queue(programme, contact, "Bientôt", key="exact")
    queue(programme, contact, "Bientôt", key="cheap", spelling="economical")

    said = {
        row.key: words_of(row.contact, row.sealed_text, row.pk)
        for row in OutboundMessage.objects.all()
    }
    assert said == {"exact": "Bientôt", "cheap": "Bientot"}


@pytest.mark.django_db
def test_the_price_is_that_of_the_gateway_that_would_send_and_unknown_until_it_is_said() -> None:
    programme = make_programme()
    way = HttpContract(send_url="http://127.0.0.1:9/send")
    before = queries.segment_price(programme.pk)
    make_gateway(programme, contract=way, code="b", price=20)
    make_gateway(programme, contract=HttpContract(), code="a", price=5)

    assert before is None
    assert queries.segment_price(programme.pk) == 20
