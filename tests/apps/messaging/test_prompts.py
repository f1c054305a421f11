"""The sentences of a voice line: their words, the voices that say them, and when a line may open."""

from uuid import UUID

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from benkan.apps.files import queries as files
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import Prompt
from benkan.apps.messaging.queries.prompts import words_of_table
from benkan.apps.messaging.rules import prompts as rules
from benkan.apps.messaging.rules.contracts import VoiceContract, VoiceLineNotUsable
from benkan.apps.messaging.rules.prompts import State
from benkan.apps.registry.models import Programme
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotAllowed
from benkan.kit.words import sentence
from tests.make.calls import make_prompts, make_voice_line
from tests.make.files import make_tone
from tests.make.messaging import ADMINISTRATOR
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db

LINE = VoiceContract(auth_token="s", recordings_host="api.twilio.com")


@pytest.fixture
def programme() -> Programme:
    return make_programme()


def _record(programme: Programme, code: str = "digit_1", language: str = "bm") -> UUID:
    return actions.record_prompt(
        programme=programme.pk,
        code=code,
        language=language,
        content=make_tone(seconds=0.5),
        speaker="Awa Exemple",
        agrees=True,
        actor=ADMINISTRATOR,
        moment=NOW,
    )


def _review(programme: Programme, *recordings: UUID, language: str = "bm") -> int:
    return actions.review_prompts(
        programme=programme.pk,
        language=language,
        recordings=recordings,
        actor=ADMINISTRATOR,
        moment=NOW,
    )


def _write(programme: Programme, text: str, language: str = "bm") -> None:
    actions.write_prompt(
        programme=programme.pk,
        code="digit_1",
        language=language,
        text=text,
        actor=ADMINISTRATOR,
        moment=NOW,
    )


def _state(programme: Programme, code: str = "digit_1", language: str = "bm") -> State:
    return queries.prompt_here(programme.pk, code, language).state


@pytest.mark.parametrize("language", rules.WRITTEN)
def test_every_sentence_of_the_table_has_its_french_and_its_english(language: str) -> None:
    words = {code: words_of_table(code, language) for code in rules.CODES}

    assert [code for code, said in words.items() if not said] == []
    sentences = [words[code] for code in rules.SENTENCES]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("language", sorted(set(rules.LANGUAGES) - set(rules.WRITTEN)))
def test_nothing_is_made_up_in_a_language_that_nobody_has_written(language: str) -> None:
    written = {code for code in rules.CODES if words_of_table(code, language)}

    assert written == set(rules.LETTERS)


def test_a_recording_is_heard_once_somebody_has_listened_to_it(programme: Programme) -> None:
    assert _state(programme) is State.MISSING
    recording = _record(programme)
    assert _state(programme) is State.TO_REVIEW

    assert _review(programme, recording) == 1

    here = queries.prompt_here(programme.pk, "digit_1", "bm")
    assert (here.state, here.speaker, here.recorded_words) == (State.READY, "Awa Exemple", "un")
    assert here.telephone_file is not None
    assert files.file_card(here.telephone_file).media_type == "audio/mpeg"


def test_other_words_make_a_recording_stale_and_the_same_words_do_not(
    programme: Programme,
) -> None:
    _review(programme, _record(programme))

    _write(programme, "")
    assert _state(programme) is State.READY
    _write(programme, "kelen")

    here = queries.prompt_here(programme.pk, "digit_1", "bm")
    assert (here.state, here.version, here.words) == (State.STALE, 2, "kelen")


def test_where_nobody_has_written_the_words_the_french_ones_count(programme: Programme) -> None:
    _review(programme, _record(programme))

    _write(programme, "le chiffre un", language="fr")

    assert _state(programme) is State.STALE


def test_a_new_recording_is_listened_to_anew_and_the_old_one_goes(programme: Programme) -> None:
    first = _record(programme)
    _review(programme, first)

    second = _record(programme)

    assert _state(programme) is State.TO_REVIEW
    with pytest.raises(rules.NothingToReview):
        _review(programme, first)
    assert _review(programme, first, second) == 1


@pytest.mark.parametrize(("speaker", "agrees"), [("", True), ("  ", True), ("Awa", False)])
def test_nobody_is_recorded_without_a_name_and_a_yes(
    programme: Programme, speaker: str, agrees: bool
) -> None:
    with pytest.raises(rules.SpeakerNotNamed):
        actions.record_prompt(
            programme=programme.pk,
            code="digit_1",
            language="bm",
            content=make_tone(),
            speaker=speaker,
            agrees=agrees,
            actor=ADMINISTRATOR,
            moment=NOW,
        )
    assert Prompt.objects.count() == 0


def test_an_animator_records_nothing(programme: Programme) -> None:
    animator = Actor(posts=(Post(Role.ANIMATOR),))

    with pytest.raises(NotAllowed):
        actions.write_prompt(
            programme=programme.pk, code="digit_1", language="fr", text="1", actor=animator,
            moment=NOW,
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.record_prompts(
            programme=programme.pk, language="fr", contents={"digit_1": make_tone()},
            speaker="Awa Exemple", agrees=True, actor=animator, moment=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("code", "language"), [("digit_10", "fr"), ("digit_1", "xx")])
def test_a_sentence_that_no_line_says_is_refused(
    programme: Programme, code: str, language: str
) -> None:
    with pytest.raises(rules.PromptNotKnown):
        _record(programme, code, language)


def test_a_line_that_lacks_a_sentence_does_not_open_and_says_which(programme: Programme) -> None:
    make_prompts(programme, "bm", without={"kept", "digit_7"})

    with override("fr"), pytest.raises(rules.PromptsMissing) as refused:
        make_voice_line(programme, languages=("fr", "bm"))
    with override("fr"):
        said = sentence(refused.value)

    assert said.replace("\u00a0", " ") == (
        "Phrases manquantes (2) : « Merci. Votre message est gardé… » en bambara, « 7 » en"
        " bambara. Enregistrez-les et faites-les écouter, ou proposez moins de langues."
    )


def test_the_choice_of_a_language_is_said_as_of_that_language(programme: Programme) -> None:
    assert queries.prompt_here(programme.pk, "choose_language", "bm").guide == (
        "Pour continuer en bambara, tapez"
    )
    said = queries.Voices(programme.pk, speaks_missing=True).of("choose_language", "bm")
    assert (said.language, said.words, said.voice) == (
        "fr", "Pour continuer en bambara, tapez", "fr-FR",
    )  # fmt: skip


def test_many_that_are_missing_are_counted_after_the_first_five(programme: Programme) -> None:
    with override("en"), pytest.raises(rules.PromptsMissing) as refused:
        make_voice_line(programme, speaks_missing=False)

    missing = len(rules.needed(languages=("fr",), is_free=True))
    assert refused.value.details["count"] == missing
    assert str(refused.value.details["names"]).endswith(f", and {missing - 5} more")


def test_a_line_opens_once_every_sentence_is_there(programme: Programme) -> None:
    make_prompts(programme, "fr", "bm", without={"paid", "other_languages"})

    make_voice_line(programme, languages=("fr", "bm"), speaks_missing=False)

    [line] = queries.voice_lines_of(programme.pk)
    assert (line.languages, line.is_open) == (("fr", "bm"), True)


@pytest.mark.parametrize(
    "contract",
    [
        VoiceContract(auth_token="", recordings_host="api.twilio.com"),
        VoiceContract(auth_token="s", recordings_host=""),
        VoiceContract(auth_token="s", recordings_host="https://api.twilio.com/"),
        VoiceContract(auth_token="s", recordings_host="h", languages=()),
        VoiceContract(auth_token="s", recordings_host="h", languages=("fr", "xx")),
        VoiceContract(auth_token="s", recordings_host="h", languages=("fr", "fr")),
    ],
)
def test_a_line_that_could_not_work_is_refused(contract: VoiceContract) -> None:
    with pytest.raises(VoiceLineNotUsable):
        contract.check()


def test_what_was_recorded_of_other_words_is_still_better_than_silence(
    programme: Programme,
) -> None:
    _review(programme, _record(programme))
    _write(programme, "kelen")

    voices = queries.Voices(programme.pk, speaks_missing=True)

    here = queries.prompt_here(programme.pk, "digit_1", "bm")
    assert voices.of("digit_1", "bm").file == here.telephone_file
    assert voices.of("digit_2", "bm").voice == "fr-FR"
    assert voices.of("digit_2", "fr").words == "deux"


def test_sentences_are_asked_for_in_two_queries(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _record(programme)
    with django_assert_num_queries(2):
        queries.prompts_in(programme.pk, "bm")
    make_prompts(programme, "bm", without={"digit_1"})
    with django_assert_num_queries(2):
        queries.prompts_in(programme.pk, "bm")
    with django_assert_num_queries(1):
        queries.prompts_lacking(programme.pk, LINE)
    with django_assert_num_queries(1):
        queries.prompts_ready(programme.pk)
