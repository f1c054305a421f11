"""What a voice line says: the table of its sentences, and when a recording of one may be heard.

The sentences are ours in French and in English. In the other languages a speaker says, and where
she can writes, what the French means: nothing is made up here. Numbers and letters are spoken apart,
so that `KAY-0427` is put together from recorded pieces.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from benkan.kit.refusals import N_, Refused

LANGUAGES = {
    "fr": N_("French"),
    "bm": N_("Bambara"),
    "ffm": N_("Fulfulde"),
    "ses": N_("Songhay"),
    "taq": N_("Tamasheq"),
    "snk": N_("Soninke"),
    "mwk": N_("Mamara"),
    "en": N_("English"),
}
"""Languages that a line may speak, by the codes of docs/how-to/open-a-voice-line.md."""

WRITTEN = ("fr", "en")
"""Languages in which the sentences below are written; the French is what others put into theirs."""

SPOKEN_BY_PROVIDER = {"fr": "fr-FR"}
"""Languages that a provider's own voice may speak, by the code that it takes."""

SENTENCES = {
    "choose_language": N_("For English, press"),
    "other_languages": N_("For another language, press"),
    "welcome": N_("Hello. This is Benkan. A machine speaks to you, and records what you say."),
    "free": N_("This call costs you nothing."),
    "paid": N_("Your operator charges you for this call."),
    "who_knows": N_(
        "Your operator can know your number. Your village committee and the official will not"
        " see it."
    ),
    "keys": N_("Hash to hear it again. Zero to go back. Star for another language."),
    "say_it": N_("To say what is wrong, press"),
    "say_delicate": N_("To speak of violence, corruption or a threat, press"),
    "hear_how": N_("To know who listens to you, press"),
    "how": N_(
        "The people of the programme who work in your commune listen to your message, and put it"
        " before those who can act. If you speak of violence, corruption or a threat, only the"
        " programme’s own staff listen."
    ),
    "topic_water": N_("For water, press"),
    "topic_health": N_("For health, press"),
    "topic_education": N_("For school, press"),
    "topic_roads": N_("For roads, press"),
    "topic_civil_registry": N_("For birth certificates and other papers, press"),
    "topic_market": N_("For the market and taxes, press"),
    "topic_land": N_("For land and pasture, press"),
    "topic_security": N_("For security, press"),
    "topic_other": N_("For something else, press"),
    "other_topics": N_("For other subjects, press"),
    "delicate": N_("Only the programme’s own staff will listen to this message."),
    "record": N_(
        "After the tone, say the name of your commune and of your village, then what is wrong."
        " Please name nobody. You have two minutes. When you are done, press hash."
    ),
    "not_recorded": N_("We heard nothing. Let us try once more."),
    "recorded": N_("Your message is recorded. If you hang up now, it is kept."),
    "send_it": N_("To send it, press"),
    "hear_it": N_("To hear it, press"),
    "say_again": N_("To say it again, press"),
    "kept": N_("Thank you. Your message is kept. Its number is:"),
    "once_more": N_("Once more:"),
    "by_sms": N_("You will get this number and a code by SMS. Goodbye."),
    "write_down": N_("Write this number down: we cannot send it to you. Goodbye."),
    "wrong_key": N_("Nothing is behind this key."),
    "silence": N_("We heard nothing."),
    "enough_today": N_(
        "Many messages have come from your telephone today, and all are kept. Call again tomorrow."
        " Goodbye."
    ),
    "call_again": N_("Call again whenever you like. Goodbye."),
}

CHOICE_OF_A_LANGUAGE = N_("To go on in %(language)s, press")

NUMBERS = {
    "fr": ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
DIGITS = {f"digit_{digit}": digit for digit in range(10)}
LETTERS = {f"letter_{letter.lower()}": letter for letter in ascii_uppercase}
CODES = (*SENTENCES, *DIGITS, *LETTERS)

LONGEST_SECONDS = 60
LONGEST_TEXT = 600


class State(StrEnum):
    """How a sentence stands in a language."""

    MISSING = "missing"
    STALE = "stale"
    TO_REVIEW = "to_review"
    READY = "ready"


class PromptsMissing(Refused):
    code = "prompts_missing"
    text = N_(
        "Missing sentences (%(count)s): %(names)s. Record them and have them listened to, or"
        " offer fewer languages."
    )


class PromptNotKnown(Refused):
    code = "prompt_not_known"
    text = N_("The voice line says no such sentence, or does not speak this language.")


class SpeakerNotNamed(Refused):
    code = "prompt_speaker_not_named"
    text = N_("Say who speaks, and that she or he agrees that callers hear this voice.")


class NothingToReview(Refused):
    code = "prompt_nothing_to_review"
    text = N_("There is no recording of these words to listen to. Record them first.")


@dataclass(frozen=True)
class Lack:
    """A sentence that a line cannot say: which, in which language, and how it stands."""

    code: str
    language: str
    state: State

    @property
    def language_name(self) -> str:
        """In English, to be translated where it is shown."""
        return LANGUAGES[self.language]


NAMED = N_("“%(words)s” in %(language)s")
AND_MORE = N_("and %(count)s more")


def name_of(code: str) -> str:
    """How a sentence is called where people look for it: its own English words, or its sign."""
    if code in DIGITS:
        return str(DIGITS[code])
    return LETTERS.get(code) or SENTENCES[code]


def state_of(*, recorded_words: str | None, words: str, is_reviewed: bool) -> State:
    """How a sentence stands: a recording of other words than today's counts as none.

    Args:
        recorded_words: what the recording says; None without a recording.
        words: what it should say today.
        is_reviewed: whether somebody has listened to this recording.
    """
    if recorded_words is None:
        return State.MISSING
    if recorded_words != words:
        return State.STALE
    return State.READY if is_reviewed else State.TO_REVIEW


def needed(*, languages: Collection[str], is_free: bool) -> tuple[str, ...]:
    """The sentences that a line says, in the order of the table."""
    left_out = {"paid" if is_free else "free"}
    if len(languages) <= 4:
        left_out.add("other_languages")
    if len(languages) == 1:
        left_out.add("choose_language")
    return tuple(code for code in CODES if code not in left_out)


def lacking(
    states: Iterable[tuple[str, str, State]],
    *,
    languages: Collection[str],
    is_free: bool,
    speaks_missing: bool,
) -> list[Lack]:
    """What a line cannot say yet, language by language. `speaks_missing`: the provider's own voice
    says what is not recorded in a language that it has."""
    wanted = set(needed(languages=languages, is_free=is_free))
    return [
        Lack(code, language, state)
        for code, language, state in states
        if state is not State.READY
        and code in wanted
        and language in languages
        and not (speaks_missing and language in SPOKEN_BY_PROVIDER)
    ]


def check_known(code: str, language: str) -> None:
    if code not in CODES or language not in LANGUAGES:
        raise PromptNotKnown()


def check_speaker(speaker: str, *, agrees: bool) -> None:
    """A voice is known to all who hear it: whoever lends hers has to agree."""
    if not speaker.strip() or not agrees:
        raise SpeakerNotNamed()
