"""The dialogue as a table of rules: what is on the screen after each input. No database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.voices.rules import ussd
from benkan.apps.voices.rules.ussd import Sent, SoFar, Step
from benkan.apps.voices.rules.ussd.answers import SERVICES
from benkan.apps.voices.rules.ussd.fitting import letters, room_for
from benkan.apps.voices.rules.ussd.steps import BACK, ENDS, LANGUAGES, MOST_INPUTS
from benkan.apps.voices.rules.wording import LANGUAGES as REVIEWED
from benkan.kit.services import Service
from tests.apps.voices.ussd.town import PLACES, Town, said, walk

pytestmark = pytest.mark.fast

SENT = Sent(reference="SAN-0427", code="4F7KM-Q2TXB", gets_sms=True, is_delicate=False)

WAY_IN_FRENCH = [
    ("1", "De quoi s'agit-il ?\n1 Santé\n2 École\n3 Eau\n4 Routes et pistes\n5 État civil\n0 Suite 00 Langue"),
    ("0", "De quoi s'agit-il ?\n6 Marché et taxes\n7 Terres et paturages\n8 Sécurité\n9 Autre chose\n00 Retour"),
    ("1", "Où est-ce ? Tapez les premières lettres de la commune.\n0 Je ne sais pas\n00 Retour"),
    ("sanan", "Quelle commune ?\n1 Sanankoroba (Kati)\n2 Sanando (Barouéli)\n0 Autre 00 Retour"),
    ("1", "Choisissez:\n1 CSCOM Sanankoroba\n2 CSCOM Dialakoroba\n0 Autre 00 Retour"),
    ("1", "Dites ce qui ne va pas, en quelques mots, dans votre langue. Pas besoin de votre nom.\n00 Retour"),
    (
        "Pas de sage-femme*la nuit",
        "Santé, CSCOM Sanankoroba: Pas de sage-femme*la nuit\n"
        "Votre comité et l'agent ne verront pas votre numéro.\n"
        "1 Envoyer\n2 Ajouter\n3 Tout effacer\n00 Changer",
    ),
    ("1", "Merci. Votre message est envoyé: No SAN-0427. Un SMS vous donne le code de suivi."),
]  # fmt: skip
WAY_IN_ENGLISH = [
    ("3", "What is it about?\n1 Health\n2 School\n3 Water\n4 Roads\n5 Civil registry\n0 More choices 00 Language"),
    ("8", "Only a few named people will read this. Your committee and the official will not see your"
     " number. Your operator can see what you type.\n1 Go on\n00 Back"),
    ("1", "Where is it? Type the first letters of the commune.\n0 I do not know\n00 Back"),
    ("0", "Say what is wrong in a few words, in your language. Your name is not needed.\n00 Back"),
    ("They took our goats", "Your message can go.\nYour committee and the official will not see your number.\n"
     "1 Send\n2 Add\n3 Erase\n00 Change it"),
    ("1", "Thank you. Your message is sent: No SAN-0427. An SMS brings your tracking code."),
]  # fmt: skip


@pytest.mark.parametrize("way", [WAY_IN_FRENCH, WAY_IN_ENGLISH], ids=["fr", "en"])
def test_the_whole_way_reads_well(way: list[tuple[str, str]]) -> None:
    here, screens = walk(), []
    for typed, _ in way:
        here = walk(typed, so_far=here)
        screens.append((typed, said(here, SENT if here.is_over else None)))

    assert screens == way


TROUBLES = [
    (("9",), "Tapez un chiffre. Type a number.\nLangue? Language?"),
    (("1", "eau"), "Répondez par un chiffre de la liste.\nDe quoi s'agit-il ?"),
    (("1", "3", "12"), "Tapez le début du nom, en lettres.\nOù est-ce ?"),
    (("1", "3", "zzz"), "Commune introuvable. Essayez moins de lettres, ou 0.\nOù est-ce ?"),
    (("1", "3", "kala", "9"), "Répondez par un chiffre de la liste.\nQuelle commune ?"),
    (("1", "2", "sanank", "1", "?"), "Rien à ce nom. Essayez moins de lettres, ou 0.\nQuelle école ?"),
    (("1", "3", "0", "77"), "Tapez quelques mots, pour que l'on comprenne.\nDites ce qui ne va pas"),
    (("1", "8", "ok"), "Répondez par un chiffre de la liste.\n1 Continuer"),
]  # fmt: skip


@pytest.mark.parametrize(("inputs", "screen"), TROUBLES)
def test_what_is_not_understood_repeats_the_question_with_one_helpful_sentence(
    inputs: tuple[str, ...], screen: str
) -> None:
    before = walk(*inputs[:-1])
    after = walk(*inputs)

    assert said(after)[: len(screen)] == screen
    assert replace(after, trouble="", inputs=before.inputs) == before


@pytest.mark.parametrize("step", BACK)
def test_two_zeros_lead_one_question_back(step: Step) -> None:
    here = walk("00", so_far=SoFar(step, service="water", words=""))

    assert (here.step, here.trouble) == (BACK[step], "")


def test_who_goes_back_from_the_summary_writes_anew_and_who_adds_keeps_her_words() -> None:
    at_the_end = walk("1", "3", "0", "la pompe")

    anew = walk("00", "le puits", so_far=at_the_end)
    added = walk("2", "et le puits", so_far=at_the_end)
    nothing_added = walk("2", "00", so_far=at_the_end)

    assert [one.words for one in (anew, added, nothing_added)] == [
        "le puits",
        "la pompe et le puits",
        "la pompe",
    ]


def test_namesakes_are_told_apart_by_their_cercle() -> None:
    assert said(walk("1", "3", "niamana")).splitlines()[1:3] == [
        "1 Niamana (Nara)",
        "2 Niamana (San)",
    ]


def test_what_was_found_is_shown_on_pages() -> None:
    first = walk("1", "3", "kala")
    second, before = walk("0", so_far=first), walk("0", "00", so_far=first)

    assert said(first) == (
        "Quelle commune ?\n1 Kalaban 0 (Kati)\n2 Kalaban 1 (Kati)\n3 Kalaban 2 (Kati)\n"
        "4 Kalaban 3 (Kati)\n0 Suite 00 Retour"
    )
    assert said(second) == (
        "Quelle commune ?\n5 Kalaban 4 (Kati)\n6 Kalaban 5 (Kati)\n0 Autre 00 Retour"
    )
    assert replace(before, inputs=0) == replace(first, inputs=0)
    assert walk("0", so_far=second).step is Step.WHERE
    assert [walk("6", so_far=here).place for here in (first, second)] == ["k5", "k5"]


def test_who_goes_back_from_a_later_page_finds_the_services_from_the_first() -> None:
    assert said(walk("1", "3", "kala", "0", "0", "00")).startswith("De quoi s'agit-il ?\n1 Santé\n")


def test_a_school_is_chosen_from_pages_or_left_out_at_their_end() -> None:
    listed = walk("1", "2", "sanank", "1", "ecole")

    assert walk("9", so_far=listed).facility == "e8"
    assert walk("0", "0", "0", so_far=listed).step is Step.WORDS


def test_a_name_typed_in_place_of_a_number_looks_again() -> None:
    assert walk("1", "3", "kala", "niamana", "2").place == "p4"


def test_a_service_may_be_chosen_from_any_page_by_its_number() -> None:
    assert [walk("1", str(n)).service for n in range(1, 10)] == [one.value for one in SERVICES]
    assert [walk("1", "0", str(n)).service for n in range(1, 10)] == [one.value for one in SERVICES]


@pytest.mark.parametrize("typed", ["1", " 1 ", "1#", "01"])
def test_a_number_is_read_however_a_telephone_sends_it(typed: str) -> None:
    assert walk("1", typed).service == "health"


def test_the_language_can_be_changed_and_what_was_said_stays() -> None:
    here = walk("1", "3", "sanank", "1", "la pompe", "00", "00", "00", "00", "3")

    assert (here.language, here.step, here.place) == ("en", Step.SERVICE, "p1")


def test_a_delicate_message_shows_neither_its_subject_nor_its_words() -> None:
    chosen = said(walk("1", "8", "1", "0", "Des bandits au marché"))
    heard = said(walk("1", "3", "sanank", "1", "on m'a menacé de mort, menace"))

    assert [text.splitlines()[0] for text in (chosen, heard)] == ["Votre message peut partir."] * 2


def test_after_a_delicate_message_the_telephone_says_to_delete_the_sms() -> None:
    screen = said(SoFar(Step.SENT), replace(SENT, is_delicate=True))

    assert screen == (
        "Merci. Votre message est envoyé: No SAN-0427. Un SMS vous donne le code de suivi.\n"
        "Effacez-le si d'autres se servent de ce téléphone."
    )


def test_who_gets_no_sms_is_told_both_codes() -> None:
    screen = said(SoFar(Step.SENT), replace(SENT, gets_sms=False))

    assert screen == (
        "Merci. Votre message est envoyé. Notez: No SAN-0427, code de suivi 4F7KM-Q2TXB."
    )


def test_nothing_is_called_anonymous() -> None:
    every = [
        said(SoFar(step, language, service="water"))
        for step in _askable()
        for language in LANGUAGES
    ]

    assert [text for text in every if "anonym" in text.lower()] == []


def test_a_language_without_reviewed_sentences_says_that_its_menus_are_french() -> None:
    not_yet = {code for code, name in LANGUAGES.items() if name.endswith("(menus en francais)")}

    assert not_yet == set(LANGUAGES) - set(REVIEWED)
    assert walk("2", "3").language == "bm"
    assert said(walk("2", "3")).startswith("Où est-ce ?")


# --- how a session begins ----------------------------------------------------------------------


def test_a_known_telephone_is_not_asked_for_its_language_again() -> None:
    assert ussd.begun(language="en", before=None) == SoFar(Step.SERVICE, "en")


@pytest.mark.parametrize("inputs", [(), ("1",), ("1", "0")])
def test_who_was_cut_before_saying_anything_begins_afresh(inputs: tuple[str, ...]) -> None:
    assert ussd.begun(language="fr", before=walk(*inputs)) == SoFar(Step.SERVICE, "fr")


@pytest.mark.parametrize("typed", range(2, 7))
def test_a_session_cut_at_any_question_is_taken_up_there(typed: int) -> None:
    cut = walk(*("1", "1", "sanank", "1", "1", "Pas de sage-femme")[:typed])

    asked = ussd.begun(language="fr", before=cut)
    goes_on = walk("1", so_far=asked)
    afresh = walk("2", so_far=asked)

    assert said(asked) == "L'appel a été coupé. On reprend ?\n1 Continuer\n2 Recommencer"
    assert goes_on == replace(cut, inputs=0)
    assert (afresh.step, afresh.service, afresh.words) == (Step.SERVICE, "", "")


def test_who_is_cut_while_asked_whether_to_go_on_is_asked_again() -> None:
    asked = ussd.begun(language="fr", before=walk("1", "3"))

    assert ussd.begun(language="fr", before=asked) == asked


def test_who_did_not_see_the_last_answer_is_told_the_reference_again() -> None:
    told = ussd.begun(language="fr", before=SoFar(Step.SENT, told="SAN-0427"))

    again = ussd.begun(language="fr", before=told)

    assert said(told) == (
        "Votre message est bien arrivé: No SAN-0427.\n1 Dire autre chose\n0 Terminer"
    )
    assert again == told
    assert said(walk("0", so_far=told)) == "Merci et au revoir."
    assert walk("1", so_far=told).step is Step.SERVICE


@pytest.mark.parametrize("step", [Step.ERASED, Step.LEFT])
def test_who_has_ended_it_herself_begins_afresh(step: Step) -> None:
    assert ussd.begun(language="fr", before=SoFar(step)) == SoFar(Step.SERVICE, "fr")


# --- whatever is typed -------------------------------------------------------------------------

TYPED = st.one_of(
    st.sampled_from(["", "0", "00", *"123456789", "sanan", "kala", "très", "la pompe", "*", "#"]),
    st.text(max_size=400),
    st.text(st.sampled_from("ɛɔŋɲêç^{}€☎\n\x00*#01"), max_size=200),
)


@given(language=st.sampled_from(["1", "2", "3"]), inputs=st.lists(TYPED, max_size=25))
def test_every_screen_fits_whatever_is_typed(language: str, inputs: list[str]) -> None:
    here = walk(language)
    for typed in inputs:
        here = walk(typed, so_far=here)
        text = said(here, SENT if here.step is Step.SENT else None)
        assert letters(text) <= room_for(text), text
        assert room_for(text) == 182
        assert len(text.splitlines()) <= 8, text


@given(inputs=st.lists(TYPED, min_size=1, max_size=4))
def test_every_session_ends(inputs: list[str]) -> None:
    here = walk("1", "3")
    turns = 0
    while not here.is_over:
        here = walk(inputs[turns % len(inputs)], so_far=here)
        turns += 1

    assert turns <= MOST_INPUTS
    assert walk("1", so_far=here) == here


def test_a_session_that_became_too_long_is_kept_to_go_on_with() -> None:
    here = walk("1", "3", *["?"] * MOST_INPUTS)

    asked = ussd.begun(language="fr", before=here)

    assert said(here) == (
        "C'est long pour un seul appel. Recomposez le numéro: tout est gardé 30 minutes."
    )
    assert walk("1", so_far=asked).service == "water"


MAY_GO_WRONG = {
    Step.WHERE: ["letters", "no_place"],
    Step.WHICH_PLACE: ["number", "no_place"],
    Step.FACILITY: ["no_facility"],
    Step.WORDS: ["no_words"],
}


def test_screens_fit_with_the_longest_names_and_a_trouble_in_every_language() -> None:
    longest = tuple(replace(one, name="W" * 60, where="M" * 60) for one in PLACES[:4])
    for step in _askable():
        for language in LANGUAGES:
            for service in Service:
                for trouble in ("", *MAY_GO_WRONG.get(step, ["number"])):
                    here = SoFar(
                        step, language, trouble=trouble, service=service, place="p", words="n" * 500,
                        place_name="W" * 60, offered=longest, told="XXX-99999",
                    )  # fmt: skip
                    text = said(here)
                    assert letters(text) <= 182, text


def _askable() -> list[Step]:
    return [step for step in Step if step not in ENDS]


# --- what the provider's text says -------------------------------------------------------------


@pytest.mark.parametrize(
    ("heard", "text", "new"),
    [
        ("", "1", "1"),
        ("1", "1*3", "3"),
        ("1*3", "1*3*", ""),
        ("1*3", "1*3*la pompe*le puits*1", "la pompe*le puits*1"),
        ("1*3", "1*3**", "*"),
        # The provider repeats itself, or is late.
        ("1*3", "1*3", None),
        ("1*3", "1", None),
        ("1*3", "", None),
        ("1*la pompe*du marché", "1*la pompe", None),
        # It keeps only the last letters, or other sessions' inputs.
        ("1*sanankoroba*la pompe", "koroba*la pompe*1", "1"),
        ("1*3", "7", None),
    ],
)
def test_what_was_typed_last_is_what_the_text_has_more(
    heard: str, text: str, new: str | None
) -> None:
    assert ussd.newly_said(text, heard=heard) == new


@given(heard=st.lists(st.text(max_size=20), max_size=6), new=st.text(max_size=40))
def test_stars_in_words_never_make_another_input(heard: list[str], new: str) -> None:
    before = "*".join(heard)

    assert before == "" or ussd.newly_said(f"{before}*{new}", heard=before) == new


def test_a_code_dialled_with_its_first_answers_goes_straight_on() -> None:
    here = ussd.after_all(walk(), "1*3*0*la pompe*1*puits", Town())

    assert (here.step, here.words) == (Step.CONFIRM, "la pompe*1*puits")
