"""News of a commune: asked for and ended by SMS, and one digest that fits."""

import pytest
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.messaging.rules.news import SMS, CommuneNews, Wish, digest, news_wish
from benkan.apps.messaging.rules.sms import is_gsm, segments
from benkan.apps.messaging.rules.spelling import plain_letters


@pytest.mark.parametrize(
    ("text", "wish", "place"),
    [
        ("ABONNER KAYES", Wish.FOLLOW, "KAYES"),
        ("abonné à la commune de Kayes", Wish.FOLLOW, "commune de Kayes"),
        ("Abonnement", Wish.FOLLOW, ""),
        ("abonner commune", Wish.FOLLOW, ""),
        ("Abonnez moi Commune IV", Wish.FOLLOW, "Commune IV"),
        ("ABONNER ML010112", Wish.FOLLOW, "ML010112"),
        ("désabonner", Wish.LEAVE, ""),
        ("DESABONNER Kayes", Wish.LEAVE, "Kayes"),
    ],
)
def test_the_wish_is_understood(text: str, wish: Wish, place: str) -> None:
    found = news_wish(text)

    assert found is not None
    assert (found.wish, found.place) == (wish, place)


@pytest.mark.parametrize(
    "text",
    ["", "Kayes", "Abonner tout le village au robinet coûte cher", "le réabonnement de la pompe"],
)
def test_another_message_is_no_wish(text: str) -> None:
    assert news_wish(text) is None


_NEWS = st.builds(
    CommuneNews,
    st.text(min_size=1, max_size=40),
    st.lists(st.text(min_size=1, max_size=300).filter(str.strip), max_size=9).map(tuple),
)


@given(st.lists(_NEWS, max_size=3))
def test_a_digest_fits_into_two_parts_whatever_was_written(communes: list[CommuneNews]) -> None:
    text = digest(communes, begin="Benkan, {names}.", more="Et {count}.", end="DESABONNER")

    assert is_gsm(text)
    assert segments(text) <= 2
    assert bool(text) == any(one.sentences for one in communes)


def test_the_communes_take_turns_in_a_digest() -> None:
    communes = [CommuneNews("Kayes", ("Un" * 40, "Deux")), CommuneNews("Mopti", ("Trois",))]

    text = digest(communes, begin="{names}:", more="+{count}", end="FIN")

    assert text == f"Kayes, Mopti: Kayes: {'Un' * 40}. Mopti: Trois. Kayes: Deux. FIN"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("which", SMS)
def test_each_answer_is_one_cheap_sms_with_the_longest_names(which: str, language: str) -> None:
    with override(language):
        words = plain_letters(gettext(SMS[which]))
    text = words % {"place": "Koulouninkoto Marena", "cercle": "Gourma-Rharous"}

    assert is_gsm(text)
    assert segments(text) == 1
