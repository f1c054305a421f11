"""What becomes of a recommendation: a promise, or a reason why not. Nothing stays without an end."""

from enum import StrEnum

from benkan.kit.refusals import N_, Refused


class Ending(StrEnum):
    """How a recommendation ended; OPEN until somebody says it."""

    OPEN = "open"
    PROMISED = "promised"
    DECLINED = "declined"
    OTHER_LEVEL = "other_level"
    PROMISED_BEFORE = "promised_before"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The English words, to be translated where they are shown."""
        return _LABELS[self]


_LABELS = {
    Ending.OPEN: N_("Without follow-up"),
    Ending.PROMISED: N_("Put before an office as a promise"),
    Ending.DECLINED: N_("Declined at the meeting"),
    Ending.OTHER_LEVEL: N_("Not for this level"),
    Ending.PROMISED_BEFORE: N_("Already promised"),
    Ending.OTHER: N_("Another reason"),
}

REASONS = (Ending.DECLINED, Ending.OTHER_LEVEL, Ending.PROMISED_BEFORE, Ending.OTHER)
"""Why a recommendation does not become a promise."""


class EndedAlready(Refused):
    code = "recommendation_ended_already"
    text = N_("What becomes of this recommendation is written down already.")


class WordsMissing(Refused):
    code = "recommendation_words_missing"
    text = N_("Say in a sentence why it does not become a promise.")


class PromiseNotNamed(Refused):
    code = "recommendation_promise_not_named"
    text = N_("Choose the promise that answers this recommendation.")


def check_open(ending: Ending) -> None:
    """An end is written down once."""
    if ending is not Ending.OPEN:
        raise EndedAlready()


def check_reason(ending: Ending, *, words: str, names_promise: bool) -> None:
    """A promise that is there already is named; everything else is said in words."""
    assert ending in REASONS, "a promise is made with its office and day"
    if ending is Ending.PROMISED_BEFORE:
        if not names_promise:
            raise PromiseNotNamed()
    elif not words.strip():
        raise WordsMissing()
